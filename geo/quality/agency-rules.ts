import type { CommuneWithGeometry, Area } from '../domain/area.ts';
import type { Message } from '../domain/errors.ts';
import type { Measure, MeasurePlace, MeasureType } from '../domain/measure.ts';
import type { AgencyKind } from '../domain/org-unit.ts';
import type { Finding } from '../domain/quality.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { distanceToPolygon, polygonToPlane, type PlanePolygon } from '../geometry/polygon.ts';
import { findingOf, inBoth } from './finding.ts';
import type { PlaceGrounds } from './place-ground.ts';
import type { QualityOptions } from './quality-options.ts';

/** At least one agency of these kinds must take part in a measure of this type. */
export interface AgencyRule {
  types: readonly MeasureType[];
  kinds: readonly AgencyKind[];
  reason: Message;
}

/**
 * Which measures are whose, drawn from the division of work in Kế hoạch
 * 415/KH-UBND (sub-scheme 1 the police, 2 the border guard, 3 procuracy and
 * court). Only what no other agency does at all is a rule: whether a department
 * may survey or communicate is nobody's business here.
 */
export const AGENCY_RULES: readonly AgencyRule[] = [
  {
    types: ['M02', 'M05'],
    kinds: ['CA', 'BP'],
    reason: {
      vi: 'Tuần tra, kiểm soát và đợt cao điểm do Công an hoặc Biên phòng làm; không đơn vị nào ở đây thuộc hai lực lượng đó.',
      en: 'Patrols and campaigns are carried out by the police or the border guard; none of the agencies here is either.',
    },
  },
  {
    types: ['M03'],
    kinds: ['CA', 'BP'],
    reason: {
      vi: 'Kiểm soát cửa khẩu, xuất nhập cảnh thuộc Biên phòng và Công an (quản lý xuất nhập cảnh).',
      en: 'Gate and immigration control belong to the border guard and the police (immigration).',
    },
  },
  {
    types: ['M04'],
    kinds: ['CA', 'BP'],
    reason: {
      vi: 'Tuần tra chung, phối hợp với Lào do Biên phòng hoặc Công an làm.',
      en: 'Joint patrols with Laos are carried out by the border guard or the police.',
    },
  },
  {
    types: ['M12'],
    kinds: ['CA', 'BP', 'VKS', 'TA'],
    reason: {
      vi: 'Tố tụng thuộc cơ quan điều tra (Công an, Biên phòng), Viện kiểm sát và Tòa án.',
      en: 'Proceedings belong to the investigating bodies (police, border guard), the procuracy and the court.',
    },
  },
];
/** Patrols and gate control of the border guard alone happen at the border, the coast and the gates. */
const BORDER_TYPES: readonly MeasureType[] = ['M02', 'M03', 'M04'];

const ADVICE: Message = {
  vi: 'Kiểm tra loại biện pháp và đơn vị; thêm đơn vị đã cùng làm, hoặc sửa loại.',
  en: 'Check the type and the agencies; add the one that took part, or correct the type.',
};

export interface AgencyRegister {
  routes: readonly Route[];
  sites: readonly Site[];
  areas: readonly Area[];
  communes: readonly CommuneWithGeometry[];
}

/**
 * Measures of a type that none of their agencies carries out, and border-guard
 * patrols far inland. Whether a unit below the province worked outside its own
 * area cannot be told: the register holds no area of units.
 */
export function findWrongAgencies(
  measures: readonly Measure[],
  kindOf: ReadonlyMap<string, AgencyKind>,
  register: AgencyRegister,
  grounds: PlaceGrounds,
  options: QualityOptions,
): Finding[] {
  const zone = new BorderZone(register, kindOf, grounds, options.inlandM);
  return measures.flatMap((measure) => {
    const agencies = [...new Set([measure.leadOrgUnitId, ...measure.orgUnitIds])];
    const kinds = agencies.map((id) => kindOf.get(id));
    const broken = AGENCY_RULES.find(
      (rule) => rule.types.includes(measure.type) && !kinds.some((kind) => kind && rule.kinds.includes(kind)),
    );
    if (broken) return [findingOf('wrong-agency', [measure], broken.reason, ADVICE)];
    const borderGuardAlone = BORDER_TYPES.includes(measure.type) && kinds.every((kind) => kind === 'BP');
    const awayM = borderGuardAlone ? zone.distanceM(measure.place) : 0;
    if (awayM <= options.inlandM) return [];
    const km = inBoth(awayM / 1000);
    return [
      findingOf(
        'wrong-agency',
        [measure],
        {
          vi: `Biên phòng tuần tra một mình cách biên giới, bờ biển và cửa khẩu ${km.vi} km.`,
          en: `A patrol of the border guard alone, ${km.en} km from the border, the coast and the gates.`,
        },
        ADVICE,
      ),
    ];
  });
}

/** The communes on the border, and those of areas and sites for which the border guard answers (coast, gates). */
class BorderZone {
  private readonly polygons: PlanePolygon[];
  private readonly ids: ReadonlySet<string>;
  private readonly grounds: PlaceGrounds;
  private readonly outlines: ReadonlyMap<string, PlanePolygon>;
  private readonly enoughM: number;

  constructor(
    register: AgencyRegister,
    kindOf: ReadonlyMap<string, AgencyKind>,
    grounds: PlaceGrounds,
    enoughM: number,
  ) {
    const byBorderGuard = ({ responsibleOrgUnitId }: Area | Site) => kindOf.get(responsibleOrgUnitId) === 'BP';
    const ids = new Set<string>([
      ...register.communes.filter(({ onLaoBorder }) => onLaoBorder).map(({ id }) => id),
      ...register.areas.filter(byBorderGuard).flatMap(({ communeIds }) => communeIds),
      ...register.sites.filter(byBorderGuard).flatMap(({ communeId }) => communeId ?? []),
    ]);
    this.ids = ids;
    this.outlines = new Map(register.communes.map(({ id, geometry }) => [id, polygonToPlane(geometry)]));
    this.polygons = [...ids].flatMap((id) => this.outlines.get(id) ?? []);
    this.grounds = grounds;
    this.enoughM = enoughM;
  }

  /** Metres from the nearest corner of a place to the zone; 0 as soon as one is near enough. */
  distanceM(place: MeasurePlace): number {
    if (this.polygons.length === 0) return 0;
    if (place.kind === 'communes' && place.communeIds.some((id) => this.ids.has(id))) return 0;
    let least = Infinity;
    for (const [x, y] of this.cornersOf(place)) {
      for (let i = 0; i < this.polygons.length; i++) {
        const polygon = this.polygons[i];
        const toBox = Math.hypot(
          Math.max(polygon.minX - x, 0, x - polygon.maxX),
          Math.max(polygon.minY - y, 0, y - polygon.maxY),
        );
        if (toBox >= least) continue;
        least = Math.min(least, distanceToPolygon(polygon, x, y));
        if (least <= this.enoughM) {
          // The next place is likely near the same one.
          [this.polygons[0], this.polygons[i]] = [polygon, this.polygons[0]];
          return 0;
        }
      }
    }
    return least === Infinity ? 0 : least;
  }

  private *cornersOf(place: MeasurePlace): Generator<[number, number]> {
    const shape = this.grounds.shapeOf(place);
    const corners = shape
      ? [shape.segments]
      : (place as MeasurePlace & { kind: 'communes' }).communeIds.flatMap((id) => this.outlines.get(id)?.rings ?? []);
    for (const xy of corners) for (let i = 0; i < xy.length; i += 2) yield [xy[i], xy[i + 1]];
  }
}
