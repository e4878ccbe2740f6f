declare module 'pg/lib/utils.js' {
  const utils: {
    /** A parameter as pg sends it: text, a Buffer for bytes, or null. */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export default utils;
}
