import { describe, expect, test } from 'vitest';
import { ApiError } from '#client/api/api-error.ts';
import {
  confirmRefusal,
  errorText,
  MOST_BYTES,
  nextRefusal,
  offersOf,
  placeOf,
  refusalOf,
  stepAfterReading,
  stepAfterRereading,
} from '#client/features/imports/import-state.ts';
import { wordsIn } from '../words.ts';
import { column, question, samplePreview } from './preview-sample.ts';

const words = wordsIn('vi');
const file = { name: 'tháng 11.xlsx' } as File;

describe('a first reading', () => {
  test('that leaves nothing open leads to the check', () => {
    const step = stepAfterReading(file, samplePreview({ badTotal: 2 }));
    expect(step.kind).toBe('check');
    expect(placeOf(step)).toBe('check');
  });
  test.each([
    [
      'several sheets',
      {
        tables: [
          { name: 'A', rows: 1 },
          { name: 'B', rows: 2 },
        ],
      },
    ],
    ['a column that is missing', { missingFields: ['lead'] }],
    ['a question', { questions: [question(null)], waiting: 2 }],
    ['two columns for one field', { columns: [column('Ngày', 'firstOn'), column('Từ ngày', 'firstOn')] }],
  ])('with %s is to be understood first', (_, change) => {
    expect(stepAfterReading(file, samplePreview(change)).kind).toBe('understand');
  });
  test('whose questions are answered is understood', () => {
    expect(stepAfterReading(file, samplePreview({ questions: [question('1')] })).kind).toBe('check');
  });
});

test('a further reading stays at its step, and does nothing once the person has left', () => {
  const before = { kind: 'check', file, preview: samplePreview(), again: { kind: 'running' } } as const;
  const after = samplePreview({ good: 9 });
  expect(stepAfterRereading(before, after)).toEqual({ kind: 'check', file, preview: after, again: { kind: 'no' } });
  expect(stepAfterRereading({ kind: 'choose' }, after)).toEqual({ kind: 'choose' });
});

describe('going on to the check', () => {
  test('waits for the missing columns, by name, and for one of two that mean the same', () => {
    expect(nextRefusal(samplePreview(), { mapping: {} }, words)).toBeUndefined();
    expect(nextRefusal(samplePreview({ missingFields: ['lead', 'place'] }), { mapping: {} }, words)).toBe(
      'Còn thiếu: Đơn vị chủ trì, Nơi.',
    );
    expect(nextRefusal(samplePreview(), { mapping: { Xã: 'lead' } }, words)).toBe(
      'Có hai cột cùng nghĩa: giữ một cột.',
    );
  });
});

describe('storing', () => {
  const counts = (good: number, badTotal = 0, waiting = 0) => ({ good, badTotal, waiting });
  test('is open only when every row is good, there is one, and one may', () => {
    expect(confirmRefusal(counts(3), true, words)).toBeUndefined();
    expect(confirmRefusal(counts(3, 2), true, words)).toBe(
      '3 sẽ lưu, 2 sai. Tệp được lưu cả một lần: hãy sửa tệp rồi chọn lại.',
    );
    expect(confirmRefusal(counts(3, 0, 4), true, words)).toBe(
      '3 sẽ lưu, 4 chờ trả lời. Tệp được lưu cả một lần: hãy trả lời trước.',
    );
    expect(confirmRefusal(counts(0, 2, 4), true, words)).toBe(
      '0 sẽ lưu, 4 chờ trả lời, 2 sai. Tệp được lưu cả một lần: hãy sửa tệp, chọn lại rồi trả lời.',
    );
    expect(confirmRefusal(counts(0), true, words)).toBe('Tệp không có dòng nào để lưu.');
    expect(confirmRefusal(counts(3), false, words)).toBe('Vai này không được nhập tệp.');
  });
});

test('readings are offered when the file’s encoding was refused, and only then', () => {
  const line = 'Tuần tra “đêm” QL7';
  const sample = { vi: `Có thể là TCVN3 (ABC): “${line}”`, en: `May be TCVN3 (ABC): “${line}”` };
  const error = (code: string, path: string) =>
    new ApiError(code, 422, { vi: '', en: '' }, { faults: [{ code, message: sample, place: { path } }] });
  expect(offersOf(error('file.encoding', 'encoding:tcvn3'))).toEqual([{ encoding: 'tcvn3', line }]);
  expect(offersOf(error('file.empty', 'encoding:tcvn3'))).toEqual([]);
  expect(offersOf(error('file.encoding', 'file'))).toEqual([]);
});

test('files that the server would refuse are not sent, each with what to do', () => {
  expect(refusalOf({ name: 'a.xlsx', size: 10 })).toBeUndefined();
  expect(refusalOf({ name: 'a.gpkg', size: MOST_BYTES })).toBeUndefined();
  expect(refusalOf({ name: 'a.gpkg', size: MOST_BYTES + 1 })?.reason).toBe('large');
  expect(refusalOf({ name: 'a.csv', size: 0 })?.reason).toBe('empty');
  expect(refusalOf({ name: 'Báo cáo.XLS', size: 10 })?.reason).toBe('oldExcel');
  expect(refusalOf({ name: 'tuyen.shp', size: 10 })?.reason).toBe('shapefilePart');
});

test('a refusal says each of its sentences once', () => {
  const message = { vi: 'Tệp hỏng.', en: 'Broken.' };
  const fault = { code: 'file.unreadable', message: { vi: 'Dòng 3.', en: 'Line 3.' }, place: {} };
  const error = new ApiError('file.unreadable', 422, message, { faults: [{ ...fault, message }, fault] });
  expect(errorText(error, words)).toBe('Tệp hỏng. Dòng 3.');
});
