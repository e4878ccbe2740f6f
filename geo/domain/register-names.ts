import type { Area, Commune } from './area.ts';
import type { OrgUnit } from './org-unit.ts';
import type { Route } from './route.ts';
import type { Site } from './site.ts';

/** The parts of the register that have names. */
export interface NamedRegister {
  communes: readonly Pick<Commune, 'nameVi' | 'oldUnits' | 'oldDistrictNameVi'>[];
  districts: readonly Pick<Area, 'nameVi' | 'nameEn'>[];
  areas: readonly Pick<Area, 'nameVi' | 'nameEn'>[];
  routes: readonly Pick<Route, 'nameVi' | 'nameEn'>[];
  sites: readonly Pick<Site, 'nameVi' | 'nameEn'>[];
  orgUnits: readonly Pick<OrgUnit, 'nameVi' | 'nameEn' | 'shortNameVi'>[];
}

const KIND_WORDS = /^(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tp\.?|tx\.?)\s+/iu;

/** Every name of a place or body in the register, today's and before: never taken for a person's. */
export function placeNamesOf(data: NamedRegister): string[] {
  const names = [
    ...data.communes.flatMap((c) => [
      c.nameVi,
      ...c.oldUnits.map((old) => old.replace(/\s*\(.*$/u, '')),
      c.oldDistrictNameVi,
    ]),
    ...data.districts.flatMap((d) => [d.nameVi, d.nameEn]),
    ...data.areas.flatMap((a) => [a.nameVi, a.nameEn]),
    ...data.routes.flatMap((r) => [r.nameVi, r.nameEn]),
    ...data.sites.flatMap((s) => [s.nameVi, s.nameEn]),
    ...data.orgUnits.flatMap((u) => [u.nameVi, u.nameEn, u.shortNameVi]),
  ];
  // “Lối mở Ta Đo” is written as “Ta Đo” too: runs of two capitals and more are names by themselves.
  const runs = (name: string) => name.match(/\p{Lu}[\p{L}’']*(?: \p{Lu}[\p{L}’']*)+/gu) ?? [];
  return [...new Set(names.flatMap((name) => [name, name.replace(KIND_WORDS, ''), ...runs(name)]))].filter(
    (name) => name.length > 1,
  );
}
