import type { ShiftReport } from '#geo/contract/register-versions.contract.ts';
import type { Words } from '../coverage/figure-text.ts';

/** How many records of a route are read elsewhere, and how far, in a sentence. */
export function shiftsText(
  { total, moved, cut, maxShiftM }: Pick<ShiftReport, 'total' | 'moved' | 'cut' | 'maxShiftM'>,
  { t, format }: Pick<Words, 't' | 'format'>,
): string {
  if (total === 0) return t('register.preview.shifts.none');
  if (moved === 0) return t('register.preview.shifts.still', { total: format.number(total) });
  const said = t('register.preview.shifts.said', {
    total: format.number(total),
    moved: format.number(moved),
    max: format.length(maxShiftM),
  });
  return cut === 0 ? said : `${said} ${t('register.preview.shifts.beyond', { cut: format.number(cut) })}`;
}
