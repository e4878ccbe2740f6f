/** Distribution column of every large table: Nghệ An. */
export const PROVINCE_CODE = '40';
