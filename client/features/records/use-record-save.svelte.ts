import type { Register } from '#geo/contract/register.contract.ts';
import { shapesOfRecord } from '../../map/layers/record-shapes.ts';
import { bboxOf } from '../../map/camera.ts';
import { getApp } from '../../state/app-scope.ts';
import { asApiError } from '../../api/api-error.ts';
import { differences, merged, type Difference, type Side } from '../editing/merge.ts';
import { agencyName } from '../inspector/record-text.ts';
import type { AnyView, RecordOps } from './record-ops.ts';
import type { useForm } from './use-form.svelte.ts';
import type { useRecordActions } from './use-record-actions.svelte.ts';

/** Two versions of a record, and what can be done about them. */
export interface Conflict {
  said: string;
  notice: string | undefined;
  differences: readonly Difference<string>[];
  labelOf(field: string): string;
  textOf(side: Side, field: string): string;
  merge(choices: Partial<Record<string, Side>>): void;
  keepTheirs(): void;
}

interface Parts {
  form: ReturnType<typeof useForm>;
  actions: ReturnType<typeof useRecordActions>;
  /** The record was stored, or the person chose the server's version. */
  onDone: () => void;
  /** The record is gone from the server: saving again makes a new one. */
  onGone: () => void;
}

/**
 * Storing a record with an undo, and the way out when someone else was
 * quicker: nothing is overwritten, nothing typed is lost. Call in set-up.
 */
export function useRecordSave({ form, actions, onDone, onGone }: Parts) {
  const { view, language, toasts, map } = getApp();
  const { t } = language;
  let conflict = $state.raw<Conflict | null>(null);

  function tellSaved<V extends AnyView, E extends object, F extends string>(
    ops: RecordOps<V, E, F>,
    saved: V,
    before: V | null,
  ): void {
    view.select(ops.selectionOf(saved));
    const undo = () =>
      void actions.attempt(async () => {
        await ops.update(saved.id, ops.inputOf(before!), saved.version);
        toasts.show({ tone: 'success', text: t('record.restored', { name: actions.nameOf(before!) }) });
      });
    const remove = () => void actions.remove(saved);
    toasts.show({
      tone: 'success',
      text: t('record.saved', { name: actions.nameOf(saved) }),
      action: { label: t('record.undo'), run: before ? undo : remove },
    });
  }

  /** Stores `input`; over `before` when it is an edit, at the version the person saw. */
  async function save<V extends AnyView, E extends object, F extends string>(
    ops: RecordOps<V, E, F>,
    register: Register,
    input: E,
    before: V | null,
    base: E | null = before && ops.inputOf(before),
  ): Promise<void> {
    const outcome = await form.send(async () => {
      const saved = before ? await ops.update(before.id, input, before.version) : await ops.create(input);
      tellSaved(ops, saved, before);
    });
    if (outcome === 'stored') {
      settle();
      onDone();
    } else if (outcome === 'gone') {
      settle();
      onGone();
    } else if (outcome === 'conflict' && before) await compare(ops, register, input, before.id, base!);
  }

  async function compare<V extends AnyView, E extends object, F extends string>(
    ops: RecordOps<V, E, F>,
    register: Register,
    mine: E,
    id: string,
    base: E,
  ): Promise<void> {
    let current: V;
    try {
      current = await ops.read(id);
    } catch (thrown) {
      return void toasts.show({ tone: 'error', text: language.pick(asApiError(thrown).sentence) });
    }
    const theirs = ops.inputOf(current);
    const label = (field: string) => ops.labelOf[field as F];
    conflict = {
      said: t('conflict.said', {
        time: language.format.instant(current.updatedAt),
        n: current.version,
        who: agencyName(register, current.enteredByOrgUnitId, language),
      }),
      notice: 'status' in current && current.status === 'verified' ? t('conflict.verified') : undefined,
      differences: differences(ops.groups, base, mine, theirs),
      labelOf: (field) => t(label(field)),
      textOf: (side, field) => ops.textOf(side === 'mine' ? mine : theirs, field as F, register, language),
      merge: (choices) =>
        // What both may have begun with is now the server's version.
        void save(ops, register, merged(ops.groups, mine, theirs, choices), current, theirs),
      keepTheirs: () => {
        settle();
        view.select(ops.selectionOf(current));
        onDone();
      },
    };
    showPlaces(register, mine, theirs);
  }

  function showPlaces(register: Register, mine: object, theirs: object): void {
    const shapes = (entry: object) =>
      shapesOfRecord({ place: (entry as { place: never }).place, masked: false }, register);
    map.compared = { mine: shapes(mine), theirs: shapes(theirs) };
    const bbox = bboxOf(
      Object.values(map.compared).flatMap(({ paths, points, rings, polygonIds }) => [
        ...paths.flat(),
        ...points,
        ...rings.flat(2),
        ...register.communes.filter(({ id }) => polygonIds.includes(id)).map(({ labelPoint }) => labelPoint),
      ]),
    );
    if (bbox) map.flyToBbox(bbox);
  }

  function settle(): void {
    conflict = null;
    map.compared = null;
  }

  return {
    get conflict() {
      return conflict;
    },
    save,
    /** Back to the form with all that was typed. */
    settle,
  };
}
