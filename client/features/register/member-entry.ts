import type { UnitClass } from '#geo/domain/coverage.ts';
import type { Area } from '#geo/domain/area.ts';
import type { ArealGeometry, LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { RegisterVersion } from '#geo/contract/register-versions.contract.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { FieldGroups } from '../editing/merge.ts';

/** What a person may say of a member: the fields of its class are filled, the others left out. */
export interface MemberEntry {
  nameVi: string;
  nameEn: string;
  kind: string;
  responsibleOrgUnitId: string;
  directionVi?: string;
  directionEn?: string;
  coordinates?: readonly LngLat[];
  /** On the metres of the version that is being changed; of a new route left out. */
  kmPosts?: Route['kmPosts'];
  kmIsOfficial?: boolean;
  communeIds?: readonly string[];
  point?: LngLat;
  extent?: ArealGeometry | null;
  /** Of a site; of a route only that of its parts drawn anew, left out while nothing is. */
  accuracyM?: number;
  noteVi?: string;
}

export type MemberField = 'name' | 'kind' | 'agency' | 'direction' | 'place' | 'posts' | 'note';

const COMMON = {
  name: ['nameVi', 'nameEn'],
  kind: ['kind'],
  agency: ['responsibleOrgUnitId'],
} as const satisfies Partial<FieldGroups<MemberEntry, MemberField>>;

/** Fields that stand or fall together, by class. */
export const MEMBER_GROUPS: Readonly<Record<UnitClass, Partial<FieldGroups<MemberEntry, MemberField>>>> = {
  route: {
    ...COMMON,
    direction: ['directionVi', 'directionEn'],
    place: ['coordinates', 'accuracyM'],
    posts: ['kmPosts', 'kmIsOfficial'],
  },
  area: { ...COMMON, place: ['communeIds'] },
  site: { ...COMMON, place: ['point', 'extent', 'accuracyM'], note: ['noteVi'] },
};

type Versioned = Pick<RegisterVersion, 'unitClass' | 'record'>;

/** A version's record as an entry. */
export function entryOf(version: Versioned): MemberEntry {
  const { nameVi, nameEn, kind, responsibleOrgUnitId } = version.record;
  const common = { nameVi, nameEn, kind, responsibleOrgUnitId };
  if (version.unitClass === 'route') {
    const { directionVi, directionEn, coordinates, kmPosts, kmIsOfficial } = version.record as Route;
    return { ...common, directionVi, directionEn, coordinates, kmPosts, kmIsOfficial };
  }
  if (version.unitClass === 'area') return { ...common, communeIds: (version.record as Area).communeIds };
  const { point, extent, accuracyM, noteVi } = version.record as Site;
  return { ...common, point, extent, accuracyM, noteVi };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What an entry changes of another, as the server is told; empty where they say the same. */
export function changeOf(entry: MemberEntry, before: MemberEntry): Record<string, unknown> {
  const { coordinates, accuracyM, ...fields } = entry;
  const change: Record<string, unknown> = Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => !isSame(value, before[key as keyof MemberEntry])),
  );
  if (coordinates === undefined) {
    if (accuracyM !== undefined && accuracyM !== before.accuracyM) change.accuracyM = accuracyM;
  } else if (!isSame(coordinates, before.coordinates)) change.line = lineOf(coordinates, accuracyM);
  return change;
}

const lineOf = (coordinates: readonly LngLat[], accuracyM: number | undefined) => ({
  coordinates,
  ...(accuracyM === undefined ? {} : { accuracyM }),
});

/** An entry as the whole of a new member. */
export function additionOf({ coordinates, accuracyM, ...fields }: MemberEntry): Record<string, unknown> {
  return coordinates === undefined
    ? { ...fields, ...(accuracyM === undefined ? {} : { accuracyM }) }
    : { ...fields, line: lineOf(coordinates, accuracyM) };
}

/** What a field of a stored record is called among people; several fields share a word. */
const FIELD_WORDS: Readonly<Record<string, MessageKey>> = {
  nameVi: 'register.field.name',
  nameEn: 'register.field.name',
  kind: 'register.field.kind',
  responsibleOrgUnitId: 'register.field.agency',
  directionVi: 'register.field.direction',
  directionEn: 'register.field.direction',
  coordinates: 'register.field.place',
  point: 'register.field.place',
  extent: 'register.field.extent',
  communeIds: 'register.field.communes',
  kmPosts: 'register.field.posts',
  kmIsOfficial: 'register.field.posts',
  grades: 'register.field.grades',
  accuracyM: 'register.field.accuracy',
  noteVi: 'register.field.note',
  legalSource: 'register.field.legalSource',
  source: 'register.field.legalSource',
};

/** Words for the fields in which a version differs from the one before; what follows from others is left out. */
export function changedWords(changed: readonly string[]): MessageKey[] {
  return [...new Set(changed.flatMap((field) => FIELD_WORDS[field] ?? []))];
}
