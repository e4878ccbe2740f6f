import type { Register } from '#geo/contract/register.contract.ts';
import type { UnitClass } from '#geo/domain/coverage.ts';
import type { SiteKind } from '#geo/domain/site.ts';
import { formatKm } from '#geo/network/linear-referencing.ts';
import { lengthOnGround } from '../../map/draw/draw-text.ts';
import type { MessageKey } from '../../text/messages.ts';
import type { Words } from '../coverage/figure-text.ts';
import { agencyName } from '../inspector/record-text.ts';
import type { MemberEntry, MemberField } from './member-entry.ts';

/** What kind of route, area or site a member is. */
export function kindText(unitClass: UnitClass, kind: string, { t }: Pick<Words, 't'>): string {
  return unitClass === 'site' ? t(`siteKind.${kind as SiteKind}`) : t(`register.kind.${kind}` as MessageKey);
}

const MEMBER_FIELD_LABELS: Readonly<Record<MemberField, MessageKey>> = {
  name: 'register.field.name',
  kind: 'register.field.kind',
  agency: 'register.field.agency',
  direction: 'register.field.direction',
  place: 'register.field.place',
  posts: 'register.field.posts',
  note: 'register.field.note',
};

/** What a field is called where it stands by itself. */
export function memberFieldLabel(field: MemberField, { t }: Pick<Words, 't'>): string {
  const word = t(MEMBER_FIELD_LABELS[field]);
  return word[0].toUpperCase() + word.slice(1);
}

/** A field of a member's entry in words. */
export function memberFieldText(
  unitClass: UnitClass,
  entry: MemberEntry,
  field: MemberField,
  register: Register,
  words: Words,
): string {
  const { t, lang, format } = words;
  switch (field) {
    case 'name':
      return entry.nameVi === entry.nameEn ? entry.nameVi : `${entry.nameVi} / ${entry.nameEn}`;
    case 'kind':
      return kindText(unitClass, entry.kind, words);
    case 'agency':
      return agencyName(register, entry.responsibleOrgUnitId, words);
    case 'direction':
      return (lang === 'vi' ? entry.directionVi : entry.directionEn) ?? '';
    case 'posts': {
      const posts = entry.kmPosts ?? [];
      return t(entry.kmIsOfficial ? 'register.posts.official' : 'register.posts.unofficial', {
        n: posts.map(({ km, atM }) => `${formatKm(km)} (${format.number(Math.round(atM))} m)`).join(', '),
      });
    }
    case 'note':
      return entry.noteVi ?? '';
    case 'place':
      return placeText(entry, register, words);
  }
}

function placeText(entry: MemberEntry, register: Register, { t, format }: Words): string {
  const { coordinates, communeIds, point, extent, accuracyM } = entry;
  if (coordinates) {
    return t('register.place.line', { n: coordinates.length, length: format.length(lengthOnGround(coordinates)) });
  }
  if (communeIds) {
    const names = communeIds.map((id) => register.communes.find((item) => item.id === id)?.nameVi ?? id);
    return t('register.place.communes', { n: names.length, names: names.join(', ') });
  }
  if (!point) return '';
  const said = t('register.place.point', {
    lng: format.number(point[0], 5),
    lat: format.number(point[1], 5),
    accuracy: format.length(accuracyM ?? 0),
  });
  if (!extent) return said;
  const rings = extent.type === 'Polygon' ? extent.coordinates : extent.coordinates.flat();
  return t('register.place.extent', { point: said, n: rings.reduce((sum, ring) => sum + ring.length - 1, 0) });
}
