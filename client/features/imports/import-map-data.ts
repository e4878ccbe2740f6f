import type { ImportedRecord } from '#geo/contract/imports.contract.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { ArealGeometry, Bbox, LngLat } from '#geo/domain/geometry.ts';
import { PLACE_PRECISIONS } from '#geo/domain/place-precision.ts';
import { bboxOf } from '../../map/camera.ts';
import { shapesOfRecord } from '../../map/layers/record-shapes.ts';
import type { CommuneCollection } from '../../api/register-geometry.ts';

type Shape = GeoJSON.Point | GeoJSON.LineString | ArealGeometry;

/** What the register knows of places: lines of routes, points of sites, outlines of communes. */
export interface Ground {
  register: Pick<Register, 'routes' | 'sites'>;
  communes: ReadonlyMap<string, ArealGeometry>;
}

/** The shapes of many rows: those of one place and precision are drawn once, under the number of their group. */
export interface RowShapes {
  features: GeoJSON.FeatureCollection<Shape>;
  /** Rows of each group, in order. A mark shows from afar where a small line or area is. */
  groups: number[][];
}

export const groundOf = (register: Ground['register'], communes: CommuneCollection): Ground => ({
  register,
  communes: new Map(communes.features.map(({ geometry, properties }) => [properties.id, geometry])),
});

/** What would be stored, as shapes; nothing for “in the province”. */
export function shapesOfRow({ place }: Pick<ImportedRecord, 'place'>, { register, communes }: Ground): Shape[] {
  const { points, paths, rings, polygonIds } = shapesOfRecord({ place, masked: false }, register);
  return [
    ...rings.map((coordinates): Shape => ({ type: 'Polygon', coordinates })),
    ...polygonIds.flatMap((id) => communes.get(id) ?? []),
    ...paths.filter((path) => path.length > 1).map((coordinates): Shape => ({ type: 'LineString', coordinates })),
    ...points.map((coordinates): Shape => ({ type: 'Point', coordinates })),
  ];
}

export function shapesOfRows(records: readonly ImportedRecord[], ground: Ground): RowShapes {
  const groups = new Map<string, ImportedRecord[]>();
  for (const record of records) {
    // Drawn and received shapes are their own; the same stretch, site or commune comes often.
    const key = 'geometry' in record.place ? `row ${record.row}` : record.precision + JSON.stringify(record.place);
    const known = groups.get(key);
    if (known) known.push(record);
    else groups.set(key, [record]);
  }
  const features = [...groups.values()].flatMap(([first], index) => {
    const precision = PLACE_PRECISIONS.indexOf(first.precision);
    const feature = (geometry: Shape, isMark: boolean): GeoJSON.Feature<Shape> => ({
      type: 'Feature',
      geometry,
      properties: { group: index, precision, isMark },
    });
    const marks: Shape[] = isDrawn(first) ? [{ type: 'Point', coordinates: first.labelPoint! }] : [];
    return [
      ...shapesOfRow(first, ground).map((geometry) => feature(geometry, false)),
      ...marks.map((geometry) => feature(geometry, true)),
    ];
  });
  return {
    features: { type: 'FeatureCollection', features },
    groups: [...groups.values()].map((group) => group.map(({ row }) => row)),
  };
}

/** A line or area of its own, which from afar may be too small to see. */
const isDrawn = ({ place, labelPoint }: ImportedRecord) =>
  labelPoint !== null && 'geometry' in place && place.geometry.type !== 'Point';

/** The row that a click on a place means: its first, or the next where one of them is chosen already. */
export function rowOfGroup(rows: readonly number[], chosen: number | null): number {
  return rows[(chosen === null ? 0 : rows.indexOf(chosen) + 1) % rows.length];
}

export function bboxOfShapes(shapes: readonly Shape[]): Bbox | undefined {
  return bboxOf(shapes.flatMap(placesOf));
}

function placesOf(shape: Shape): LngLat[] {
  switch (shape.type) {
    case 'Point':
      return [shape.coordinates as LngLat];
    case 'LineString':
      return shape.coordinates as LngLat[];
    case 'Polygon':
      return shape.coordinates.flat();
    case 'MultiPolygon':
      return shape.coordinates.flat(2);
  }
}
