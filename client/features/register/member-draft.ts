import type { Register } from '#geo/contract/register.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { ArealGeometry, LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import { readDay } from '../periods/day-input.ts';
import { readNumber } from '../records/place-draft.ts';
import { parseKm } from '#geo/network/linear-referencing.ts';
import type { FieldFault } from '../records/faults.ts';
import { emptyMemberPlace, placeOfEntry, redrawnLine, type MemberPlace } from './member-place.ts';
import type { MemberEntry } from './member-entry.ts';

/** What every change says of itself, as typed. */
export interface OrderDraft {
  fromOn: string;
  legalSource: string;
  note: string;
}

/** A member's form as typed and drawn. */
export interface MemberDraft extends OrderDraft {
  unitClass: UnitClass;
  nameVi: string;
  nameEn: string;
  kind: string;
  responsibleOrgUnitId: string;
  directionVi: string;
  directionEn: string;
  noteVi: string;
  /** Of a site, or of the parts of a route that are drawn anew, m. */
  accuracyM: string;
  place: MemberPlace;
}

const EMPTY_ORDER: OrderDraft = { fromOn: '', legalSource: '', note: '' };

/** Of a line drawn by hand on a screen, where nothing better is said. */
const DRAWN_ACCURACY_M = '50';

export function emptyMemberDraft(unitClass: UnitClass): MemberDraft {
  return {
    ...EMPTY_ORDER,
    unitClass,
    nameVi: '',
    nameEn: '',
    kind: { route: 'road', area: 'district', site: 'border-gate' }[unitClass],
    responsibleOrgUnitId: '',
    directionVi: '',
    directionEn: '',
    noteVi: '',
    accuracyM: DRAWN_ACCURACY_M,
    place: emptyMemberPlace(unitClass),
  };
}

/** The fields that say an entry; of the order what was typed so far. */
export function draftOfEntry(
  unitClass: UnitClass,
  entry: MemberEntry,
  order: OrderDraft,
  routeId: string | null,
): MemberDraft {
  return {
    ...emptyMemberDraft(unitClass),
    nameVi: entry.nameVi,
    nameEn: entry.nameEn,
    kind: entry.kind,
    responsibleOrgUnitId: entry.responsibleOrgUnitId,
    directionVi: entry.directionVi ?? '',
    directionEn: entry.directionEn ?? '',
    noteVi: entry.noteVi ?? '',
    accuracyM: entry.accuracyM === undefined ? DRAWN_ACCURACY_M : String(entry.accuracyM),
    place: placeOfEntry(unitClass, entry, routeId),
    fromOn: order.fromOn,
    legalSource: order.legalSource,
    note: order.note,
  };
}

export interface OrderInput {
  fromOn: string;
  legalSource: string;
  note: string;
}

/** Which day and by which document, or what is wrong with them. */
export function readOrder(draft: OrderDraft): { order: OrderInput } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const read = readDay(draft.fromOn);
  if ('fault' in read) faults.push({ path: 'fromOn', key: read.fault });
  const legalSource = draft.legalSource.trim();
  if (legalSource.length < 3) faults.push({ path: 'legalSource', key: 'form.fault.required' });
  if (faults.length > 0 || 'fault' in read) return { faults };
  return { order: { fromOn: read.day, legalSource, note: draft.note.trim() } };
}

interface Known {
  /** What the member said before; null for a new one. */
  before: MemberEntry | null;
  /** The route in the version that is being changed. */
  route: Route | null;
}

/** A member's entry from the fields, or what is wrong with them. */
export function readMember(draft: MemberDraft, known: Known): { entry: MemberEntry } | { faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const required = (path: string, value: string) => {
    if (value.trim().length < 2) faults.push({ path, key: 'form.fault.required' });
    return value.trim();
  };
  const entry: MemberEntry = {
    nameVi: required('nameVi', draft.nameVi),
    nameEn: required('nameEn', draft.nameEn),
    kind: draft.kind,
    responsibleOrgUnitId: required('responsibleOrgUnitId', draft.responsibleOrgUnitId),
  };
  const placed = { route: readRoutePlace, area: readAreaPlace, site: readSitePlace }[draft.unitClass](draft, known);
  faults.push(...placed.faults);
  if (draft.unitClass === 'route') {
    entry.directionVi = draft.directionVi.trim();
    entry.directionEn = draft.directionEn.trim();
    const posts = readPosts(draft, known);
    faults.push(...posts.faults);
    if (known.before) Object.assign(entry, posts.fields);
  }
  return faults.length > 0 ? { faults } : { entry: { ...entry, ...placed.fields } };
}

interface Placed {
  fields: Partial<MemberEntry>;
  faults: FieldFault[];
}
const refused = (...faults: FieldFault[]): Placed => ({ fields: {}, faults });

function readAccuracy(text: string): number | undefined {
  const value = readNumber(text);
  return value !== undefined && value >= 1 && value <= 50_000 ? value : undefined;
}
const ACCURACY_FAULT: FieldFault = { path: 'accuracyM', key: 'register.fault.accuracy' };

function readRoutePlace({ place, accuracyM }: MemberDraft, { before, route }: Known): Placed {
  const kept = before?.coordinates;
  // What was taken over from another version stands as it is until something is drawn over it.
  const standing = place.line.length === 0 && place.stretch === null ? (place.whole ?? kept) : undefined;
  if (standing && standing === kept) return { fields: { coordinates: kept }, faults: [] };
  const accuracy = readAccuracy(accuracyM);
  if (accuracy === undefined) return refused(ACCURACY_FAULT);
  if (standing) return { fields: { coordinates: standing, accuracyM: accuracy }, faults: [] };
  if (place.line.length < 2) return refused({ path: 'line', key: 'register.fault.line' });
  if (!route) return { fields: { coordinates: place.line, accuracyM: accuracy }, faults: [] };
  if (!place.stretch) return refused({ path: 'line', key: 'register.fault.stretch' });
  return { fields: { coordinates: redrawnLine(route, place.stretch, place.line), accuracyM: accuracy }, faults: [] };
}

/** Posts in the order of the route; those of a route that is redrawn stay as they are. */
function readPosts({ place }: MemberDraft, { before, route }: Known): Placed {
  const kept = { kmPosts: before?.kmPosts, kmIsOfficial: place.kmIsOfficial };
  if (!route || isRedrawn(place, before)) return { fields: kept, faults: [] };
  const faults: FieldFault[] = [];
  const endM = route.measuresM[route.measuresM.length - 1];
  const posts = place.posts.map(({ km, at, exact }, i) => {
    const [kmValue, atM] = exact ? [exact.km, exact.atM] : [parseKm(km), readNumber(at)];
    if (kmValue === undefined) faults.push({ path: `kmPosts[${i}].km`, key: 'form.fault.km' });
    if (atM === undefined || atM < 0 || atM > endM + 1)
      faults.push({ path: `kmPosts[${i}].atM`, key: 'register.fault.post', params: { to: Math.floor(endM) } });
    return { km: kmValue ?? 0, atM: Math.min(endM, atM ?? 0) };
  });
  if (faults.length > 0) return refused(...faults);
  const kmPosts = posts.sort((a, b) => a.atM - b.atM);
  const isSame = JSON.stringify(kmPosts) === JSON.stringify(before?.kmPosts);
  return { fields: { ...kept, kmPosts: isSame ? before?.kmPosts : kmPosts }, faults: [] };
}

/** Whether something of a route's line was chosen or drawn. */
const isRedrawn = ({ line, stretch, whole }: MemberPlace, before: MemberEntry | null): boolean =>
  line.length > 0 || stretch !== null || (before !== null && whole !== before.coordinates);

function readAreaPlace({ place }: MemberDraft): Placed {
  return place.communeIds.length === 0
    ? refused({ path: 'communeIds', key: 'form.fault.required' })
    : { fields: { communeIds: place.communeIds }, faults: [] };
}

const closedRings = (rings: readonly (readonly LngLat[])[]) => rings.map((ring): LngLat[] => [...ring, ring[0]]);

function readSitePlace({ place, accuracyM, noteVi }: MemberDraft): Placed {
  const faults: FieldFault[] = [];
  const axis = (path: string, text: string, limit: number): number => {
    const value = readNumber(text);
    if (value === undefined)
      faults.push({ path, key: text.trim() === '' ? 'form.fault.required' : 'form.fault.number' });
    else if (Math.abs(value) > limit) faults.push({ path, key: 'form.fault.lngLat' });
    return value ?? 0;
  };
  const point: LngLat = [axis('lng', place.lng, 180), axis('lat', place.lat, 90)];
  const accuracy = readAccuracy(accuracyM);
  if (accuracy === undefined) faults.push(ACCURACY_FAULT);
  const [first, ...others] = place.polygons.map(closedRings);
  const drawn: ArealGeometry | null = !first
    ? null
    : others.length === 0
      ? { type: 'Polygon', coordinates: first }
      : { type: 'MultiPolygon', coordinates: [first, ...others] };
  const fields = { point, extent: place.storedExtent ?? drawn, accuracyM: accuracy, noteVi: noteVi.trim() };
  return { fields: faults.length > 0 ? {} : (fields as Partial<MemberEntry>), faults };
}

/** Paths of faults that the form shows at their fields. */
export const MEMBER_FIELDS = [
  'nameVi',
  'nameEn',
  'kind',
  'responsibleOrgUnitId',
  'directionVi',
  'directionEn',
  'accuracyM',
  'line',
  'kmPosts',
  'communeIds',
  'communeId',
  'point',
  'lng',
  'lat',
  'extent',
  'noteVi',
  'fromOn',
  'legalSource',
  'note',
] as const;
export const ORDER_FIELDS = ['fromOn', 'legalSource', 'note'] as const;

/** The server speaks of `change.nameVi` in a change and of `nameVi` in an addition; the form has one field. */
export const pathOfField = (path: string): string => path.replace(/^change\./, '');

/** The route of a version list, when it is one. */
export const routeOf = (register: Register, id: string | null): Route | null =>
  register.routes.find((item) => item.id === id) ?? null;
