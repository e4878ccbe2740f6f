import { describe, expect, test } from 'vitest';
import { constantRows, constantsLeft, valuesOf } from '#client/features/imports/constant-fields.ts';
import { formOf, isWorkedOn, noChoices, withChange } from '#client/features/imports/import-choices.ts';
import { sampleRegister } from '../../map/sample-register.ts';
import { wordsIn } from '../words.ts';
import { column, samplePreview } from './preview-sample.ts';

const start = noChoices('measures');
/** A receiver’s track: no column says who or what. */
const track = samplePreview({
  columns: [column('Thời gian', 'firstOn')],
  missingFields: ['type', 'lead'],
  constants: [{ field: 'note', text: 'Ca đêm', by: 'remembered' }],
});

describe('values for all rows', () => {
  test('are sent as said, and lost by leaving', () => {
    const said = withChange(start, { kind: 'constant', field: 'lead', text: 'BP' }, track);
    expect(formOf(said, 'p')).toEqual({ kind: 'measures', constants: '{"lead":"BP"}', progressId: 'p' });
    expect(isWorkedOn(said)).toBe(true);
    // Another sheet of the same file is of the same agency; another kind of record has other fields.
    expect(withChange(said, { kind: 'table', table: 'B' }).constants).toEqual({ lead: 'BP' });
    expect(withChange(said, { kind: 'kind', records: 'incidents' }).constants).toEqual({});
  });

  test('and columns take a field from each other, whoever speaks last', () => {
    const said = withChange(start, { kind: 'constant', field: 'lead', text: 'BP' }, track);
    const mapped = withChange(said, { kind: 'column', header: 'Ai', field: 'lead' }, track);
    expect([mapped.mapping, mapped.constants]).toEqual([{ Ai: 'lead' }, { lead: '' }]);
    const again = withChange(mapped, { kind: 'constant', field: 'lead', text: 'CA' }, track);
    expect([again.mapping, again.constants]).toEqual([{}, { lead: 'CA' }]);
    // A remembered one is given up in words: the server would bring it back.
    expect(withChange(start, { kind: 'column', header: 'X', field: 'note' }, track).constants).toEqual({ note: '' });
    expect(withChange(start, { kind: 'column', header: 'X', field: 'extent' }, track).constants).toEqual({});
  });

  test('are asked for what is missing, and shown with what is remembered or asked for', () => {
    const rows = (choices = start, asked: string[] = []) =>
      constantRows(track, choices, asked).map(
        ({ field, text, isMissing }) => `${field}:${text}${isMissing ? '?' : ''}`,
      );
    expect(rows()).toEqual(['type:?', 'lead:?', 'note:Ca đêm']);
    expect(rows(withChange(start, { kind: 'constant', field: 'note', text: '' }, track), ['commune'])).toEqual([
      'type:?',
      'lead:?',
      'commune:?',
    ]);
    expect(rows(withChange(start, { kind: 'column', header: 'Thời gian', field: 'type' }, track))).toEqual([
      'lead:?',
      'note:Ca đêm',
    ]);
    expect(constantsLeft(track, start, []).map(({ field }) => field)).toEqual(['commune']);
  });
});

test('a field of few values offers them in the language in use; days and notes are typed', () => {
  const register = sampleRegister();
  const values = (field: string, lang: 'vi' | 'en' = 'vi') => valuesOf(field, 'measures', register, wordsIn(lang));
  expect(values('type')?.[1]).toEqual({ value: 'M02', label: 'M02 · Tuần tra, kiểm soát' });
  expect(values('type', 'en')?.[1].label).toBe('M02 · Patrol and control');
  expect(values('lead')?.find(({ value }) => value === 'BP')?.label).toContain('Biên phòng');
  expect(values('route')?.map(({ value }) => value)).toContain('QL7');
  expect(values('firstOn')).toBeUndefined();
  expect(values('note')).toBeUndefined();
  expect(valuesOf('type', 'incidents', register, wordsIn('vi'))?.[0].value).toBe('report-of-trafficking');
});
