import { useQueryClient } from '@tanstack/svelte-query';
import type { z } from 'zod';
import type { RegisterChanged, RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import { asApiError } from '../../api/api-error.ts';
import type { MemberAdd, MemberChange, WorkOptions } from '../../api/client.ts';
import { getApp } from '../../state/app-scope.ts';
import { differences, merged, type FieldGroups, type Side } from '../editing/merge.ts';
import { Storing } from '../editing/storing.svelte.ts';
import { agencyName } from '../inspector/record-text.ts';
import { faultsOfError, shownFaults, type FieldFault, type ShownFault } from '../records/faults.ts';
import type { Conflict } from '../records/use-record-save.svelte.ts';
import { pathOfField, type OrderInput } from './member-draft.ts';
import { additionOf, changeOf, entryOf, MEMBER_GROUPS, type MemberEntry, type MemberField } from './member-entry.ts';
import { memberFieldLabel, memberFieldText } from './member-text.ts';
import { invalidateRegister, newestVersionOf } from './register-query.ts';
import { findMember, selectionOfMember } from './register-list.ts';
import { useMemberUndo } from './use-member-undo.svelte.ts';
import { comparedVersions } from './version-shapes.ts';

/** A change as it is sent: of a new member there is no version before, of a retirement no entry. */
export interface MemberWork {
  unitClass: UnitClass;
  unitId: string | null;
  before: RegisterVersion | null;
  entry: MemberEntry | null;
  order: OrderInput;
}

interface Parts {
  register: () => Register;
  /** The version was stored. */
  onStored: () => void;
  /** Someone else was quicker: their version is what the form starts from now, with `entry` kept of one's own. */
  onRebase: (theirs: RegisterVersion, entry: MemberEntry | null) => void;
}

/**
 * Sending a change to the register in two steps, first to see what it would
 * do; and the way out when someone else stored a version meanwhile. Call in set-up.
 */
export function useMemberSave({ register, onStored, onRebase }: Parts) {
  const { api, view, language, toasts, map } = getApp();
  const { t } = language;
  const queries = useQueryClient();
  const storing = new Storing(api);
  const taking = useMemberUndo();
  let faults = $state.raw<ShownFault[]>([]);
  let isBusy = $state(false);
  let preview = $state.raw<{ work: MemberWork; answer: z.infer<typeof RegisterChanged> } | null>(null);
  let conflict = $state.raw<Conflict | null>(null);

  function request({ unitClass, unitId, before, entry, order }: MemberWork, isPreview: boolean, options?: WorkOptions) {
    const said = { ...order, preview: isPreview };
    if (unitId === null || before === null)
      return api.addMember(unitClass, { ...said, ...additionOf(entry!) } as MemberAdd, options);
    const based = { ...said, baseVersion: before.version };
    return entry === null
      ? api.retireMember(unitClass, unitId, based, options)
      : api.changeMember(
          unitClass,
          unitId,
          { ...based, change: changeOf(entry, entryOf(before)) } as MemberChange,
          options,
        );
  }

  async function send(work: MemberWork, isPreview: boolean): Promise<void> {
    isBusy = true;
    faults = [];
    try {
      if (isPreview) preview = { work, answer: await request(work, true) };
      else {
        const answer = await storing.run((options) => request(work, false, options));
        const stored = answer?.version ?? (await storedAnyway(work));
        if (stored === undefined) return void toasts.show({ tone: 'info', text: t('storing.stopped') });
        preview = null;
        tellStored(stored);
        // Not waited for: computing the figures again may take seconds.
        void invalidateRegister(queries);
        onStored();
      }
    } catch (thrown) {
      const error = asApiError(thrown);
      preview = null;
      if (error.code === 'conflict.version' && work.unitId !== null) await compare(work, work.unitId);
      else faults = faultsOfError(error, language).map(({ path, text }) => ({ path: pathOfField(path), text }));
    } finally {
      isBusy = false;
    }
  }

  /** What was stored before the word to stop arrived; undefined where nothing was. */
  async function storedAnyway({ unitClass, before }: MemberWork): Promise<RegisterVersion | undefined> {
    const newest = await newestVersionOf(api, unitClass, preview!.answer.version.record.id);
    return newest?.version === before?.version ? undefined : newest;
  }

  function tellStored(version: RegisterVersion): void {
    const { unitClass, record } = version;
    const name = language.name(record);
    view.select(selectionOfMember({ unitClass, record }));
    const undo = async () => {
      const stop = { label: t('import.stop'), run: () => taking.storing.stop() };
      const told = toasts.show({ tone: 'info', text: t('register.undo.work'), action: stop }, 60_000);
      await taking.undo(unitClass, record.id, version.version);
      toasts.dismiss(told);
    };
    toasts.show({
      tone: 'success',
      text: t('register.stored', { n: version.version, name }),
      action: { label: t('record.undo'), run: () => void undo() },
    });
  }

  async function compare({ unitClass, before, entry }: MemberWork, id: string): Promise<void> {
    const list = await api.registerVersions(unitClass, id);
    const theirs = list.items[0];
    void invalidateRegister(queries);
    const said = {
      who: agencyName(register(), theirs.byOrgUnitId, language),
      n: theirs.version,
      time: language.format.instant(theirs.madeAt),
    };
    if (theirs.kind === 'retire') {
      faults = [{ path: '', text: t('register.conflict.gone', said) }];
      return;
    }
    if (entry === null) {
      onRebase(theirs, null);
      faults = [{ path: '', text: t('register.conflict.retire', said) }];
      return;
    }
    const groups = MEMBER_GROUPS[unitClass] as FieldGroups<MemberEntry, MemberField>;
    const theirEntry = entryOf(theirs);
    const settleOn = (chosen: MemberEntry | null) => {
      settle();
      onRebase(theirs, chosen);
    };
    conflict = {
      said: t('conflict.said', said),
      notice: undefined,
      differences: differences(groups, entryOf(before!), entry, theirEntry),
      labelOf: (field) => memberFieldLabel(field as MemberField, language),
      textOf: (side, field) =>
        memberFieldText(unitClass, side === 'mine' ? entry : theirEntry, field as MemberField, register(), language),
      merge: (choices: Partial<Record<string, Side>>) => settleOn(merged(groups, entry, theirEntry, choices)),
      keepTheirs: () => {
        settle();
        view.dialog = { kind: 'none' };
      },
    };
    const record = { ...theirs.record, ...entry } as RegisterVersion['record'];
    const { old, mine } = comparedVersions(theirs, { unitClass, record });
    map.compared = { theirs: old, mine };
  }

  /** Back to the form with all that was typed. */
  function settle(): void {
    conflict = null;
    map.compared = null;
  }

  return {
    storing,
    get faults() {
      return faults;
    },
    get isBusy() {
      return isBusy;
    },
    get preview() {
      return preview;
    },
    get conflict() {
      return conflict;
    },
    refuse: (found: readonly FieldFault[]) => (faults = shownFaults(found, language)),
    look: (work: MemberWork) => send(work, true),
    store: () => preview && send(preview.work, false),
    /** From the preview back to the form. */
    back: () => (preview = null),
    settle,
    nameOf: (unitClass: UnitClass, id: string) => {
      const member = findMember(register(), unitClass, id);
      return member ? language.name(member) : id;
    },
  };
}
