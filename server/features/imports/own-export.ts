import { RECORD_ID_HEADERS } from '#geo/contract/record-exports.contract.ts';
import type { Message } from '#geo/domain/errors.ts';
import { nameKey } from '#geo/domain/folded-text.ts';

const HEADERS = new Set(Object.values(RECORD_ID_HEADERS).map(nameKey));

/**
 * What to say of a file that an export of ours made: read in again, every row
 * becomes a record of its own, also where it was simulated, reduced for the
 * viewer, or is still stored.
 */
export function ownExportRemark(headers: readonly string[]): Message[] {
  if (!headers.some((header) => HEADERS.has(nameKey(header)))) return [];
  return [
    {
      vi: 'Tệp do hệ thống này xuất ra: mỗi dòng nhập vào thành một bản ghi mới, kể cả dòng mô phỏng, dòng đã giảm độ chính xác và bản ghi còn đang lưu.',
      en: 'This file is an export of this system: every row becomes a new record, also rows that are simulated, reduced in precision or still stored.',
    },
  ];
}
