/** A call, a reference, a number or a text after `=`: what a spreadsheet would compute. */
const AFTER_EQUALS = /^=\s*(?:[-+@]?\s*(?:[\p{L}_][\p{L}\d_.$]*\s*[(!|:*+/^&=<>-]|\$?[A-Z]{1,3}\$?\d+|[\d.(]|"|')|$)/u;
/** After `+`, `-` or `@` only a call or a reference that goes on: +84 912, -3 and @nick are none. */
const AFTER_SIGN = /^[-+@]\s*(?:[A-Za-z_][\w.$]*\s*[(!|]|\$?[A-Z]{1,3}\$?\d+\s*[*+/^&(:!-])/;
/** Dynamic data exchange, which starts programs: `cmd|'/C calc'!A0`. */
const EXCHANGE = /^[=+@-].*\|\s*'[^']*'\s*!/s;

/**
 * Whether a text is one that a spreadsheet would run when the file, or an
 * export made from it, is opened there (CSV injection).
 */
export function isFormulaText(text: string): boolean {
  return /^[=+@-]/.test(text) && (AFTER_EQUALS.test(text) || AFTER_SIGN.test(text) || EXCHANGE.test(text));
}

export const FORMULA_REFUSED = {
  code: 'file.hostile',
  message: {
    vi: 'Ô có công thức; hãy dán giá trị (Dán đặc biệt → Giá trị) rồi gửi lại.',
    en: 'The cell holds a formula; paste its value (Paste special → Values) and send again.',
  },
} as const;

/** Letters with which a spreadsheet's formula begins; and what a text that begins so, or with its own apostrophe before, needs. */
const NEEDS_GUARD = /^'*[=+\-@\t\r]/;
const HAS_GUARD = /^'+[=+\-@\t\r]/;

/**
 * A text as it stands in a file that a spreadsheet may open: with the
 * spreadsheet's own mark for “this is text” before what it would run (OWASP,
 * CSV injection). {@link withoutGuard} gives the text back, letter for letter.
 */
export const withGuard = (text: string): string => (NEEDS_GUARD.test(text) ? `'${text}` : text);

/** A cell's text without the apostrophe that keeps a spreadsheet from running it. */
export const withoutGuard = (text: string): string => (HAS_GUARD.test(text) ? text.slice(1) : text);
