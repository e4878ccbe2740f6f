import type { ImportEncoding } from '#geo/contract/imports.contract.ts';
import type { Message } from '#geo/domain/errors.ts';
import { LABELS } from './encoding/decode-file.ts';
import { recogniseLegacyFont, type LegacyFontReading } from './encoding/legacy-fonts.ts';
import type { RawRow, RawTable } from './raw-table.ts';
import { shown } from './row-reader.ts';

/** A table whose headings and cells were typed with a font of before Unicode, in Unicode; any other as it is. */
export function inUnicode(table: RawTable, chosen: ImportEncoding | undefined): RawTable {
  const texts = [...table.headers, ...table.rows.flatMap(({ cells }) => [...cells.values()])];
  const reading = recogniseLegacyFont(texts, chosen);
  if (reading === undefined) return table;
  const { read } = reading;
  const rows = table.rows.map((row): RawRow => {
    const cells = new Map([...row.cells].map(([header, text]) => [read(header), read(text)]));
    const refused = row.refused && new Map([...row.refused].map(([header, why]) => [read(header), why]));
    return refused ? { ...row, cells, refused } : { ...row, cells };
  });
  return { ...table, ...saidOf(table, reading), headers: table.headers.map(read), rows };
}

/** What is said of a table that was read so, or may have to be. */
export function saidOf(
  { text, remarks }: Pick<RawTable, 'text' | 'remarks'>,
  { font, guesses }: LegacyFontReading,
): Pick<RawTable, 'text' | 'remarks'> {
  const said: Message[] =
    font !== null
      ? [
          {
            vi: `Chữ trong tệp gõ bằng phông ${LABELS[font]}; đã đổi sang Unicode.`,
            en: `The text was typed with ${LABELS[font]} fonts; it was turned into Unicode.`,
          },
        ]
      : guesses.map(({ encoding, sample }) => ({
          vi: `Có thể chữ gõ bằng phông ${LABELS[encoding]}: “${shown(sample)}”. Nếu đúng, hãy chọn bảng mã đó.`,
          en: `The text may be typed with ${LABELS[encoding]} fonts: “${shown(sample)}”. If so, choose that encoding.`,
        }));
  return { remarks: [...remarks, ...said], text: { ...text, encoding: font ?? text?.encoding ?? 'utf-8', guesses } };
}
