import { describe, expect, test } from 'vitest';
import { columnRows, hasConflict, requiredFields } from '#client/features/imports/column-rows.ts';
import { formOf, isWorkedOn, noChoices, withChange } from '#client/features/imports/import-choices.ts';
import { column, samplePreview } from './preview-sample.ts';

const start = noChoices('measures');

describe('choices', () => {
  test('of columns and answers add up', () => {
    const one = withChange(start, { kind: 'column', header: 'Xã', field: null });
    const two = withChange(one, { kind: 'answer', question: 'q', value: '2' });
    expect(two).toEqual({ ...start, mapping: { Xã: null }, answers: { q: '2' } });
    expect([start, two].map(isWorkedOn)).toEqual([false, true]);
  });
  test.each([
    [{ kind: 'encoding', encoding: 'tcvn3' }, { encoding: 'tcvn3' }],
    [{ kind: 'delimiter', delimiter: '\t' }, { delimiter: '\t' }],
    [{ kind: 'table', table: 'Tháng 12' }, { table: 'Tháng 12' }],
    [{ kind: 'kind', records: 'incidents' }, { kind: 'incidents' }],
  ] as const)('%o forgets what was said of the columns before', (change, expected) => {
    const before = { ...start, mapping: { Xã: null }, answers: { q: '2' } };
    expect(withChange(before, change)).toEqual({ ...start, ...expected, mapping: {}, answers: {} });
  });
  test('are sent as the form’s fields, only those that were made', () => {
    expect(formOf(start, 'p')).toEqual({ kind: 'measures', progressId: 'p' });
    expect(formOf({ ...start, table: 'A', mapping: { Xã: null }, answers: { q: '2' } }, 'p')).toEqual({
      kind: 'measures',
      table: 'A',
      mapping: '{"Xã":null}',
      answers: '{"q":"2"}',
      progressId: 'p',
    });
  });
});

describe('columns', () => {
  const { columns } = samplePreview();
  test('show the choice before what was recognised, and say so', () => {
    const rows = columnRows(columns, { Xã: 'note' });
    expect(rows.map(({ field, by }) => `${field} ${by}`)).toEqual([
      'type recognised',
      'lead recognised',
      'firstOn recognised',
      'note chosen',
    ]);
    expect(hasConflict(columns, { Xã: 'note' })).toBe(false);
  });
  test('that mean the same name each other; keeping one leaves the others out', () => {
    const mapping = { Xã: 'lead' };
    const conflicts = columnRows(columns, mapping).map(({ conflictsWith }) => conflictsWith);
    expect(conflicts).toEqual([undefined, 'Xã', undefined, 'Chủ trì']);
    const kept = withChange({ ...start, mapping }, { kind: 'keep', header: 'Xã' }, samplePreview());
    expect(kept.mapping).toEqual({ Xã: 'lead', 'Chủ trì': null });
    expect(hasConflict(columns, kept.mapping)).toBe(false);
  });
  test('that are left out conflict with nothing', () => {
    expect(hasConflict([column('A', null), column('B', null)], {})).toBe(false);
  });
  test('a header that an object has by itself is a header like others', () => {
    expect(columnRows([column('constructor', 'note')], {})[0]).toMatchObject({ field: 'note', by: 'recognised' });
  });
});

test('what a file must say is ticked by the column that says it', () => {
  const preview = samplePreview({
    columns: [column('Ai', 'lead'), column('Việc', null)],
    missingFields: ['type', 'firstOn', 'place'],
  });
  expect(requiredFields(preview, { mapping: { Việc: 'type' }, constants: { firstOn: '01/11/2026' } })).toEqual([
    { field: 'type', header: 'Việc', isForAll: false, isMissing: false },
    { field: 'lead', header: 'Ai', isForAll: false, isMissing: false },
    { field: 'firstOn', header: undefined, isForAll: true, isMissing: false },
    { field: 'place', header: undefined, isForAll: false, isMissing: true },
  ]);
});
