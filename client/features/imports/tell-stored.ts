import type { AppScope } from '../../state/app-scope.ts';
import type { Stored } from './import-run.svelte.ts';

/** Says what was stored, with the way to it. */
export function tellStored({ view, language, toasts }: AppScope, { preview, stored, isLate }: Stored): void {
  const { t, format } = language;
  const words = { n: format.number(stored), name: preview.fileName };
  const done = t(preview.kind === 'measures' ? 'import.done' : 'import.done.incidents', words);
  toasts.show({
    tone: 'success',
    text: isLate ? `${done} ${t('import.stoppedLate')}` : done,
    action: {
      label: t('import.open'),
      run: () => {
        view.section = 'data';
        view.dataTab = preview.kind;
      },
    },
  });
}
