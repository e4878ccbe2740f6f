import { createHash } from 'node:crypto';
import type { PlaceReading } from '#geo/domain/found-place.ts';
import type { DayString } from '#geo/domain/period.ts';
import { REFORM_ON, VINH_WIDENED_ON } from '#geo/places/district-changes.ts';
import type { FindOptions } from '#geo/places/place-finder.ts';
import type { RegisterLookup } from './register-lookup.ts';
import { shown, type RowReader } from './row-reader.ts';

/** “None of these”: the row is then refused, to be written more clearly. */
const NONE = 'none';

/** Names a question alike in every preview of a file: by the text, and by the time between reforms where names mean the same. */
function questionId(text: string, onDay: DayString, options: FindOptions): string {
  const epoch = onDay < VINH_WIDENED_ON ? 'a' : onDay < REFORM_ON ? 'b' : 'c';
  const key = `${options.onlyCommunes ? 'commune' : 'place'} ${epoch} ${text}`;
  return `place:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`;
}

/**
 * The place that a cell's text means; asked once for each distinct text that
 * means several, or was understood only in part. Undefined when the row has a
 * fault or waits.
 */
export function placeOfText(
  row: RowReader,
  field: string,
  text: string,
  lookup: RegisterLookup,
  onDay: DayString,
  options: FindOptions = {},
): PlaceReading | undefined {
  const result = lookup.places.find(text, onDay, options);
  switch (result.kind) {
    case 'found':
      return result;
    case 'fault':
      return row.fault(field, result.code, result.message);
    case 'unknown': {
      const nearest = result.nearest.join(', ');
      return row.fault(field, options.onlyCommunes ? 'reference.unknown' : 'place.unknown', {
        vi: `“${shown(text)}” không có trong danh mục.${nearest && ` Gần giống: ${nearest}.`}`,
        en: `“${shown(text)}” is not in the register.${nearest && ` Similar: ${nearest}.`}`,
      });
    }
    case 'ambiguous': {
      const answer = row.ask({
        id: questionId(text, onDay, options),
        kind: 'name',
        text: result.question,
        options: [
          ...result.candidates.map(({ value, readAs, notes }) => ({ value, label: readAs, detail: notes[0] ?? null })),
          { value: NONE, label: { vi: 'Không phải nơi nào ở trên', en: 'None of these' }, detail: null },
        ],
      });
      if (answer === undefined) return undefined;
      return (
        result.candidates.find(({ value }) => value === answer) ??
        row.fault(field, 'place.ambiguous', {
          vi: `“${shown(text)}” chưa rõ là nơi nào; hãy ghi lại cho rõ.`,
          en: `It is not clear which place “${shown(text)}” is; write it more clearly.`,
        })
      );
    }
  }
}
