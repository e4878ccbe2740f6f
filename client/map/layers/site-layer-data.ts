import type { UnitCoverage } from '#geo/domain/coverage.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import type { Site, SiteKind } from '#geo/domain/site.ts';

/** Worse than this a place is an area of uncertainty, never a point. */
export const UNCERTAIN_M = 1000;

const EARTH_RADIUS_M = 6_371_008.8;

/** A circle of `radiusM` on the ground (sphere; within 0.6 % of the ellipsoid, ample for a drawn uncertainty). */
export function circleRing([lng, lat]: LngLat, radiusM: number, steps = 64): LngLat[] {
  const dLat = ((radiusM / EARTH_RADIUS_M) * 180) / Math.PI;
  const dLng = dLat / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const angle = (2 * Math.PI * (step % steps)) / steps;
    return [lng + dLng * Math.cos(angle), lat + dLat * Math.sin(angle)];
  });
}

/** The grade in force on a day, if the site is a gate with one. */
export function gradeOn(site: Pick<Site, 'grades'>, day: DayString) {
  return site.grades.find(
    (grade) =>
      (grade.validFromOn === null || grade.validFromOn <= day) &&
      (grade.validUntilOn === null || day < grade.validUntilOn),
  )?.grade;
}

export const SITE_ICON: Readonly<Record<SiteKind, string>> = {
  'border-gate': 'gate',
  'border-opening': 'opening',
  airport: 'airport',
  seaport: 'seaport',
  'tourist-area': 'beach',
  'railway-station': 'station',
  bridge: 'bridge',
  town: 'town',
  'border-post': 'post',
};

/** Points with a symbol; towns are the base map's own labels. */
export function sitePoints(
  sites: readonly Site[],
  units: readonly UnitCoverage[],
): GeoJSON.FeatureCollection<GeoJSON.Point> {
  const covered = new Map(
    units.filter((unit) => unit.unitClass === 'site').map((unit) => [unit.unitId as string, unit.official.low > 0]),
  );
  return {
    type: 'FeatureCollection',
    features: sites
      .filter((site) => site.kind !== 'town')
      .map((site) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: site.point },
        properties: {
          id: site.id,
          nameVi: site.nameVi,
          nameEn: site.nameEn,
          inRegister: site.inRegister,
          isUncertain: site.accuracyM > UNCERTAIN_M,
          icon: site.inRegister
            ? `${SITE_ICON[site.kind]}-${covered.get(site.id) === false ? 'uncovered' : covered.get(site.id) ? 'covered' : 'plain'}`
            : `${SITE_ICON[site.kind]}-context`,
          rank: site.inRegister ? 0 : site.kind === 'border-gate' ? 1 : 2,
        },
      })),
  };
}

/** Where a badly known place may lie. */
export function siteUncertainty(sites: readonly Site[]): GeoJSON.FeatureCollection<GeoJSON.Polygon> {
  return {
    type: 'FeatureCollection',
    features: sites
      .filter((site) => site.kind !== 'town' && site.accuracyM > UNCERTAIN_M)
      .map((site) => ({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [circleRing(site.point, site.accuracyM)] },
        properties: { id: site.id, inRegister: site.inRegister },
      })),
  };
}

/** The last day that an instant closes: a run's fresh figure holds at the end of it, and so do gate grades. */
export function lastDayBefore(freshAt: string): DayString {
  return dayOfInstant(Date.parse(freshAt) - 1);
}
