import { asApiError } from '../../api/api-error.ts';
import type { AppScope } from '../../state/app-scope.ts';
import { ALL_BATCHES } from '../../state/data-filters.ts';
import type { Stored } from './import-run.svelte.ts';

/** Says what was stored, with the way to the file and its records, and the way back. `onChange` after records went again. */
export function tellStored(app: AppScope, { preview, stored, isLate }: Stored, onChange: () => void): void {
  const { api, view, language, toasts } = app;
  const { t, format } = language;
  const done = t(preview.kind === 'measures' ? 'import.done' : 'import.done.incidents', {
    n: format.number(stored),
    name: preview.fileName,
  });

  async function undo() {
    try {
      const { removed } = await api.undoBatch(preview.id);
      toasts.show({
        tone: 'success',
        text: t('import.undone', { n: format.number(removed), name: preview.fileName }),
      });
      onChange();
    } catch (thrown) {
      toasts.show({ tone: 'error', text: language.pick(asApiError(thrown).sentence) });
    }
  }

  toasts.show({
    tone: 'success',
    text: isLate ? `${done} ${t('import.stoppedLate')}` : done,
    action: {
      label: t('import.open'),
      run: () => {
        view.section = 'data';
        view.dataTab = 'batches';
        view.batches = { ...ALL_BATCHES, openId: preview.id };
      },
    },
    otherAction: { label: t('import.undo'), run: () => void undo() },
  });
}
