import type { Commune } from '../domain/area.ts';
import { districtsOfOldUnit } from './district-changes.ts';
import { createPhraseIndex, type PhraseIndex } from './phrase-index.ts';

/** What people write before a unit's name. */
export type UnitKind = 'xa' | 'phuong' | 'thi-tran' | 'huyen' | 'thi-xa' | 'thanh-pho' | 'tinh';

/** A name of a unit, of today or of before 1 July 2025. */
export type NamedUnit =
  | { level: 'commune'; kind: UnitKind; nameVi: string; commune: Commune; districtIds: string[] }
  | {
      level: 'old-unit';
      kind: UnitKind;
      nameVi: string;
      /** The commune of today that it became part of. */
      commune: Commune;
      districtIds: string[];
    }
  | { level: 'district'; kind: UnitKind; nameVi: string; districtId: string; communes: Commune[] }
  | { level: 'province'; kind: 'tinh'; nameVi: string };

const KINDS: readonly (readonly [UnitKind, readonly string[]])[] = [
  ['xa', ['xã', 'X', 'commune']],
  ['phuong', ['phường', 'P', 'ward']],
  ['thi-tran', ['thị trấn', 'TT', 'T T', 'town', 'township']],
  ['huyen', ['huyện', 'H', 'district']],
  ['thi-xa', ['thị xã', 'TX', 'T X']],
  ['thanh-pho', ['thành phố', 'TP', 'T P', 'city', 'city of']],
  ['tinh', ['tỉnh', 'T', 'province', 'province of']],
];

/** The words for kinds of unit, found in the tokens of a text. */
export const KIND_WORDS: PhraseIndex<UnitKind> = createPhraseIndex(
  KINDS.flatMap(([kind, words]) => words.map((word): [string, UnitKind] => [word, kind])),
);

/** English puts the word behind: “Keng Đu commune”. */
export const KIND_WORDS_AFTER: PhraseIndex<UnitKind> = createPhraseIndex([
  ...([
    ['commune', 'xa'],
    ['ward', 'phuong'],
    ['town', 'thi-tran'],
    ['township', 'thi-tran'],
  ] as const),
  ...([
    ['district', 'huyen'],
    ['city', 'thanh-pho'],
    ['province', 'tinh'],
  ] as const),
]);

const KIND_PREFIX = /^(xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh)\s+/iu;
const KIND_OF: Readonly<Record<string, UnitKind>> = {
  ...{ xã: 'xa', phường: 'phuong', 'thị trấn': 'thi-tran' },
  ...{ huyện: 'huyen', 'thị xã': 'thi-xa', 'thành phố': 'thanh-pho', tỉnh: 'tinh' },
};

/** “xã Đồng Văn (huyện Tân Kỳ)” → kind, name with its kind, own name. */
export function splitUnitName(name: string): { kind: UnitKind; nameVi: string; own: string } {
  const nameVi = name.replace(/\s*\([^)]*\)\s*$/u, '').normalize('NFC');
  const word = KIND_PREFIX.exec(nameVi)?.[1];
  return {
    kind: (word && KIND_OF[word.toLocaleLowerCase('vi')]) || 'xa',
    nameVi,
    own: word ? nameVi.slice(word.length).trim() : nameVi,
  };
}

/** Every unit that has a name, each once: 130 communes, 412 units before them, 21 districts, the province. */
export function unitsOf(communes: readonly Commune[]): NamedUnit[] {
  const units: NamedUnit[] = [{ level: 'province', kind: 'tinh', nameVi: 'Tỉnh Nghệ An' }];
  const districts = new Map<string, Extract<NamedUnit, { level: 'district' }>>();
  for (const commune of communes) {
    const { kind, nameVi } = splitUnitName(commune.nameVi);
    const districtId = commune.oldDistrictId;
    units.push({ level: 'commune', kind, nameVi, commune, districtIds: [districtId] });
    for (const old of commune.oldUnits) {
      const unit = splitUnitName(old);
      const districtIds = districtsOfOldUnit(unit.nameVi, districtId);
      units.push({ level: 'old-unit', kind: unit.kind, nameVi: unit.nameVi, commune, districtIds });
    }
    const district = districts.get(districtId);
    if (district) district.communes.push(commune);
    else {
      const named = splitUnitName(commune.oldDistrictNameVi);
      districts.set(districtId, {
        level: 'district',
        kind: named.kind,
        nameVi: named.nameVi,
        districtId,
        communes: [commune],
      });
    }
  }
  return [...units, ...districts.values()];
}

/** Names of all units without the word for their kind, found in the tokens of a text. */
export function createUnitNames(units: readonly NamedUnit[]): PhraseIndex<NamedUnit> {
  return createPhraseIndex(units.map((unit): [string, NamedUnit] => [splitUnitName(unit.nameVi).own, unit]));
}

/** Communes and their like, districts and their like, the province. */
export const LEVEL_OF_KIND: Readonly<Record<UnitKind, 'commune' | 'district' | 'province'>> = {
  ...({ xa: 'commune', phuong: 'commune', 'thi-tran': 'commune' } as const),
  ...({ huyen: 'district', 'thi-xa': 'district', 'thanh-pho': 'district' } as const),
  tinh: 'province',
};
