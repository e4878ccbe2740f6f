import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import type { TrackConfirm, TrackConfirmed, TrackForm, TrackPreview } from '#geo/contract/tracks.contract.ts';
import { isWithin } from '#geo/coverage/track-stretches.ts';
import { DomainError, type Fault } from '#geo/domain/errors.ts';
import { cleanFileName } from '#geo/domain/file-name.ts';
import { ImportId } from '#geo/domain/ids.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import { CLEANING_DEFAULTS } from '#geo/network/track-cleaning.ts';
import type { AppContext } from '../../context.ts';
import type { Database } from '../../db/database.ts';
import { runInTransaction } from '../../db/transaction.ts';
import type { UploadedFile } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identities.ts';
import { findStoredBefore, recordConfirmedFile } from '../imports/confirmed-batch.service.ts';
import { getPolicy } from '../coverage/policy.service.ts';
import { createMeasures } from '../measures/measures.service.ts';
import { stretchFaults, trackReachOf } from '../measures/track-stretches.service.ts';
import { faultsError } from '../register/record-access.ts';
import { getRegister } from '../register/register.service.ts';
import type { StagedPatrol } from './track-patrols.ts';
import { runTrackTask } from './track-task.ts';
import { deleteTrackPreview, insertTrackPreview, lockTrackPreview } from './tracks.sql.ts';

const EXPIRES_MS = 3_600_000;

/**
 * Reads, cleans and matches a file of GPS tracks off the request's thread and
 * keeps its patrols for an hour. No measure is stored until {@link confirmTracks}.
 * @throws DomainError file.*, field.missing
 */
export async function previewTracks(
  ctx: AppContext,
  identity: Identity,
  form: z.infer<typeof TrackForm> & { file: UploadedFile | undefined },
  signal: AbortSignal,
): Promise<TrackPreview> {
  const { file } = form;
  if (file === undefined) {
    throw new DomainError(
      'field.missing',
      { vi: 'Chưa có tệp: gửi trong trường “file”.', en: 'There is no file: send it in the field “file”.' },
      { path: 'file' },
    );
  }
  const { routes, sites, scanPersons } = await getRegister(ctx, ctx.db);
  const policy = await getPolicy(ctx.db);
  const cleaning = {
    ...CLEANING_DEFAULTS,
    stopRadiusM: form.stopRadiusM,
    minStopS: 60 * form.minStopMinutes,
    maxGapS: 60 * form.maxGapMinutes,
  };
  const input = {
    bytes: file.bytes,
    fileName: file.fileName,
    work: { by: form.by, cleaning, routes, sites, catchment: policy },
  };
  const found = await ctx.progress.follow(identity.id, form.progressId, (tell) => {
    tell('reading');
    return runTrackTask(ctx, input, signal, (share) => tell('matching', share));
  });
  // A receiver's owner may have named the track after a person.
  const nameOf = (name: string) => (scanPersons(name).length > 0 ? '' : name);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const expires = new Date(ctx.now() + EXPIRES_MS);
  const preview: TrackPreview = {
    id: ImportId.parse(randomUUID()),
    fileName: cleanFileName(file.fileName, scanPersons),
    sha256,
    patrols: found.patrols.map((patrol) => ({ ...patrol, name: nameOf(patrol.name) })),
    cleaning: found.cleaning.map((track) => ({ ...track, name: nameOf(track.name) })),
    remarks: [...found.remarks, ...remarksOf(found.cleaning)],
    reachM: policy.routeReachM,
    storedBeforeAt: await findStoredBefore(ctx.db, sha256),
    expiresAt: expires.toISOString(),
  };
  await runInTransaction(ctx.db, (trx) =>
    insertTrackPreview(
      trx,
      {
        id: preview.id,
        file_name: preview.fileName,
        format: formatOf(file),
        sha256,
        identity_id: identity.id,
        patrols: JSON.stringify(found.staged),
        expires_at: expires,
      },
      new Date(ctx.now()),
    ),
  );
  return preview;
}

function remarksOf(cleaning: TrackPreview['cleaning']): TrackPreview['remarks'] {
  const untimed = cleaning.reduce((sum, track) => sum + track.untimed, 0);
  if (untimed === 0) return [];
  return [
    {
      vi: `${untimed} điểm không có thời gian: không kiểm tra được tốc độ và thời gian dừng; phải tự ghi ngày.`,
      en: `${untimed} positions have no time: speed and standing could not be tested; the day must be given.`,
    },
  ];
}

/** What the file is, for its provenance; how it was read is the reader's business. */
function formatOf({ fileName }: UploadedFile): ImportFormat {
  if (/\.km[lz]$/i.test(fileName)) return 'kml';
  if (/\.(geo)?json$/i.test(fileName)) return 'geojson';
  return /\.(csv|tsv|txt)$/i.test(fileName) ? 'csv' : 'gpx';
}

/**
 * Stores the chosen patrols as measures of one batch, with the stretches as the
 * analyst left them; all or nothing.
 * @throws DomainError not_found, and the faults of the first patrol that has some
 */
export async function confirmTracks(
  ctx: AppContext,
  db: Kysely<Database>,
  identity: Identity,
  id: string,
  { patrols }: TrackConfirm,
): Promise<z.infer<typeof TrackConfirmed>> {
  const preview = await lockTrackPreview(db, id, identity.id);
  if (!preview || preview.expires_at.getTime() <= ctx.now()) throw noSuchPreview();
  const staged = new Map(preview.patrols.map((patrol) => [patrol.number, patrol]));
  const inputs = patrols.map((patrol, i) => {
    const found = staged.get(patrol.number);
    if (!found || patrols.findIndex(({ number }) => number === patrol.number) < i) throw noSuchPatrol(i);
    return inputOf(found, patrol);
  });
  const rows = patrols.map(({ number }) => number);
  const { ids, faults } = await createMeasures(ctx, db, identity, inputs, 'imported', id, { rows });
  if (faults.length > 0) throw faultsError(faults[0].faults);
  await refuseStray(ctx, db, patrols, staged);
  await recordConfirmedFile(ctx, db, identity, {
    id: ImportId.parse(id),
    format: preview.format,
    fileName: preview.file_name,
    sha256: preview.sha256,
    stored: ids.length,
  });
  await deleteTrackPreview(db, id, identity.id);
  return { id: ImportId.parse(id), stored: ids.length };
}

/** @throws DomainError field.missing where the track does not bear a stretch out and nobody said it is added by hand */
async function refuseStray(
  ctx: AppContext,
  db: Kysely<Database>,
  patrols: TrackConfirm['patrols'],
  staged: ReadonlyMap<number, StagedPatrol>,
): Promise<void> {
  const register = await getRegister(ctx, db);
  const faults: Fault[] = [];
  for (const [i, { number, matched }] of patrols.entries()) {
    const { geometry, matched: found = [] } = staged.get(number)!;
    if (matched.every((stretch) => stretch.byHand || isWithin(stretch, found))) continue;
    const reach = await trackReachOf(db, register, geometry);
    faults.push(...stretchFaults(matched, reach, found, `patrols[${i}].matched`));
  }
  if (faults.length > 0) throw faultsError(faults);
}

function inputOf(staged: StagedPatrol, patrol: TrackConfirm['patrols'][number]): MeasureInput {
  const { dayOn, type, leadOrgUnitId, orgUnitIds, subScheme, note, matched } = patrol;
  // The receiver's clock tells the day; only a track without times takes the analyst's.
  const day = staged.dayOn ?? dayOn;
  return {
    type,
    leadOrgUnitId,
    orgUnitIds,
    firstOn: day,
    lastOn: day,
    place: { kind: 'track', geometry: staged.geometry, uncertaintyM: 0, matched, dwells: staged.dwells },
    subScheme,
    status: 'done',
    evidence: 'E3',
    documentNumber: '',
    note,
  };
}

/** Forgets a preview. @throws DomainError not_found */
export async function discardTracks(db: Kysely<Database>, identity: Identity, id: string): Promise<void> {
  if (!(await deleteTrackPreview(db, id, identity.id))) throw noSuchPreview();
}

function noSuchPreview(): DomainError {
  return new DomainError('not_found', {
    vi: 'Không có bản xem trước này, hoặc đã hết hạn, hoặc đã được lưu.',
    en: 'There is no such preview, or it has expired, or it was stored.',
  });
}

function noSuchPatrol(i: number): DomainError {
  return new DomainError(
    'reference.unknown',
    { vi: 'Không có chuyến này trong tệp, hoặc bị lặp.', en: 'The file has no such patrol, or it is repeated.' },
    { path: `patrols[${i}].number` },
  );
}
