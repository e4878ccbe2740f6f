import type { ImportColumn, ImportPreview } from '#geo/contract/imports.contract.ts';
import { ImportId } from '#geo/domain/ids.ts';

export const column = (header: string, field: string | null, by: ImportColumn['by'] = 'recognised'): ImportColumn => ({
  header,
  field,
  by: field === null ? 'none' : by,
  examples: ['a', 'b'],
});

/** A spreadsheet of three good rows; change what a test is about. */
export function samplePreview(change: Partial<ImportPreview> = {}): ImportPreview {
  return {
    id: ImportId.parse('0b5ad7a2-7a0a-4f38-9d2e-0f6f6a7b1c01'),
    kind: 'measures',
    format: 'xlsx',
    fileName: 'tháng 11.xlsx',
    sha256: 'ab',
    encoding: 'utf-8',
    encodingGuesses: [],
    delimiter: null,
    tables: [{ name: 'Tháng 11', rows: 3 }],
    table: 'Tháng 11',
    columns: [
      column('Biện pháp', 'type'),
      column('Chủ trì', 'lead'),
      column('Thời gian', 'firstOn'),
      column('Xã', 'commune'),
    ],
    fields: [
      { field: 'type', vi: 'Loại biện pháp', en: 'Type', required: true },
      { field: 'lead', vi: 'Đơn vị chủ trì', en: 'Lead agency', required: true },
      { field: 'firstOn', vi: 'Từ ngày', en: 'First day', required: true },
      { field: 'commune', vi: 'Xã, phường', en: 'Commune', required: false },
      { field: 'note', vi: 'Ghi chú', en: 'Note', required: false },
    ],
    constants: [],
    missingFields: [],
    questions: [],
    waiting: 0,
    precisions: [],
    remarks: [],
    good: 3,
    bad: [],
    badTotal: 0,
    records: [],
    storedBeforeAt: null,
    state: 'previewed',
    expiresAt: '2026-11-25T08:00:00.000Z',
    ...change,
  };
}

export const question = (answer: string | null) => ({
  id: 'name:quang-trung',
  kind: 'name' as const,
  text: { vi: '“Quang Trung” là xã nào?', en: 'Which commune is “Quang Trung”?' },
  rows: 2,
  firstRow: 1,
  options: [
    { value: '1', label: { vi: 'Quang Trung A', en: 'Quang Trung A' }, detail: null },
    { value: '2', label: { vi: 'Quang Trung B', en: 'Quang Trung B' }, detail: null },
  ],
  answer,
});
