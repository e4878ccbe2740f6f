import type { CommuneWithGeometry } from '../domain/area.ts';
import type { MeasurePlace } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { reachOfShape } from '../coverage/area-space.ts';
import { groundShapeOf, type PlaceRegister } from '../coverage/ground-shape.ts';
import { polygonToPlane, type PlanePolygon } from '../geometry/polygon.ts';
import { lineToPlane } from '../geometry/projection.ts';
import { polygonRows, RowCollector, type RowIntervals } from '../geometry/scanlines.ts';
import { segmentAtM } from '../network/linear-referencing.ts';

/** Scanlines this far apart compare two grounds; far below any reach. */
const ROW_HEIGHT_M = 50;

/** A rectangle of the metric plane. */
export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export interface GroundRegister {
  routes: readonly Route[];
  sites: readonly Site[];
  communes: readonly CommuneWithGeometry[];
}

/**
 * The ground of measures' places and how much of it two of them share. What is
 * costly (projected routes, scanlines of shapes) is made once, when first asked for.
 */
export class PlaceGrounds {
  private readonly register: PlaceRegister;
  private readonly reachM: number;
  private readonly communes: ReadonlyMap<string, PlanePolygon>;
  private readonly routeXy = new Map<string, Float64Array>();
  private readonly boxes = new WeakMap<MeasurePlace, Box>();
  private readonly rows = new WeakMap<MeasurePlace, { rows: RowIntervals; size: number }>();
  private readonly collector = new RowCollector(ROW_HEIGHT_M);

  constructor(register: GroundRegister, reachM: number) {
    this.register = {
      routes: new Map(register.routes.map((route) => [route.id, route])),
      sites: new Map(register.sites.map((site) => [site.id, site])),
    };
    this.reachM = reachM;
    this.communes = new Map(register.communes.map(({ id, geometry }) => [id, polygonToPlane(geometry)]));
  }

  /** The rectangle around a place, without reach. O(vertices) once. */
  boxOf(place: MeasurePlace): Box {
    let box = this.boxes.get(place);
    if (box === undefined) this.boxes.set(place, (box = this.makeBox(place)));
    return box;
  }

  private makeBox(place: MeasurePlace): Box {
    if (place.kind === 'communes') {
      return boxAround(place.communeIds.flatMap((id) => this.communes.get(id) ?? []));
    }
    if (place.kind !== 'interval') return groundShapeOf(place, this.register)!;
    const route = this.register.routes.get(place.routeId)!;
    let xy = this.routeXy.get(route.id);
    if (xy === undefined) this.routeXy.set(route.id, (xy = lineToPlane(route.coordinates)));
    const first = segmentAtM(route, Math.min(place.fromM, place.toM));
    const last = segmentAtM(route, Math.max(place.fromM, place.toM)) + 1;
    const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
    for (let i = 2 * first; i <= 2 * last; i += 2) {
      box.minX = Math.min(box.minX, xy[i]);
      box.maxX = Math.max(box.maxX, xy[i]);
      box.minY = Math.min(box.minY, xy[i + 1]);
      box.maxY = Math.max(box.maxY, xy[i + 1]);
    }
    return box;
  }

  /**
   * Of all the ground of two places, the part that they share, 0–1: of metres
   * for stretches of one route, of communes by number, of the ground within
   * reach for everything else. Symmetric; 1 for a place and itself.
   */
  sharedPart(a: MeasurePlace, b: MeasurePlace): number {
    if (a.kind === 'site' && b.kind === 'site') return a.siteId === b.siteId ? 1 : 0;
    if (a.kind === 'interval' && b.kind === 'interval') {
      if (a.routeId !== b.routeId) return 0;
      const [aFrom, aTo] = [Math.min(a.fromM, a.toM), Math.max(a.fromM, a.toM)];
      const [bFrom, bTo] = [Math.min(b.fromM, b.toM), Math.max(b.fromM, b.toM)];
      return part(Math.min(aTo, bTo) - Math.max(aFrom, bFrom), aTo - aFrom + (bTo - bFrom));
    }
    if (a.kind === 'communes' && b.kind === 'communes') {
      const own = new Set<string>(a.communeIds);
      const shared = b.communeIds.filter((id) => own.has(id)).length;
      return part(shared, own.size + b.communeIds.length);
    }
    const [ground, other] = [this.groundOf(a), this.groundOf(b)];
    return part(sharedSize(ground.rows, other.rows), ground.size + other.size);
  }

  /** What lies within reach of a place, its uncertainty included, as scanlines; communes as they are. */
  private groundOf(place: MeasurePlace): { rows: RowIntervals; size: number } {
    let ground = this.rows.get(place);
    if (ground === undefined) {
      const rows = this.rowsOf(place);
      let size = 0;
      for (let i = 0; i < rows.xs.length; i += 2) size += rows.xs[i + 1] - rows.xs[i];
      this.rows.set(place, (ground = { rows, size }));
    }
    return ground;
  }

  private rowsOf(place: MeasurePlace): RowIntervals {
    const shape = groundShapeOf(place, this.register);
    if (shape) return reachOfShape(shape, this.reachM, this.collector, -Infinity, Infinity).possible;
    const polygons = (place as MeasurePlace & { kind: 'communes' }).communeIds.flatMap(
      (id) => this.communes.get(id) ?? [],
    );
    const { minY, maxY } = boxAround(polygons);
    this.collector.begin(minY, maxY);
    for (const polygon of polygons) this.collector.addRows(polygonRows(polygon, ROW_HEIGHT_M));
    return this.collector.finish();
  }
}

/** shared / (sum − shared), 0 where nothing is shared. */
function part(shared: number, sum: number): number {
  return shared > 0 ? Math.min(1, shared / (sum - shared)) : 0;
}

function sharedSize(a: RowIntervals, b: RowIntervals): number {
  const first = Math.max(a.firstRow, b.firstRow);
  const end = Math.min(a.firstRow + a.rowCount, b.firstRow + b.rowCount);
  let size = 0;
  for (let row = first; row < end; row++) {
    let i = a.rowStart[row - a.firstRow];
    const iEnd = a.rowStart[row - a.firstRow + 1];
    let j = b.rowStart[row - b.firstRow];
    const jEnd = b.rowStart[row - b.firstRow + 1];
    while (i < iEnd && j < jEnd) {
      const shared = Math.min(a.xs[i + 1], b.xs[j + 1]) - Math.max(a.xs[i], b.xs[j]);
      if (shared > 0) size += shared;
      if (a.xs[i + 1] < b.xs[j + 1]) i += 2;
      else j += 2;
    }
  }
  return size;
}

function boxAround(boxes: readonly Box[]): Box {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const one of boxes) {
    box.minX = Math.min(box.minX, one.minX);
    box.minY = Math.min(box.minY, one.minY);
    box.maxX = Math.max(box.maxX, one.maxX);
    box.maxY = Math.max(box.maxY, one.maxY);
  }
  return box;
}
