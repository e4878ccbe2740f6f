import type { CommuneWithGeometry } from '../domain/area.ts';
import type { MeasurePlace } from '../domain/measure.ts';
import type { Route } from '../domain/route.ts';
import type { Site } from '../domain/site.ts';
import { reachOfShape } from '../coverage/area-space.ts';
import { groundShapeOf, type GroundShape, type PlaceRegister } from '../coverage/ground-shape.ts';
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
  private readonly routeUncertaintyM = new Map<string, number>();
  private readonly boxes = new WeakMap<MeasurePlace, Box>();
  private readonly shapes = new WeakMap<MeasurePlace, GroundShape>();
  private readonly rows = new Map<MeasurePlace, { rows: RowIntervals; size: number }>();
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
    if (place.kind !== 'interval') {
      const { minX, minY, maxX, maxY } = this.shapeOf(place)!;
      return { minX, minY, maxX, maxY };
    }
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

  /** The shape of a place, projected once; undefined for communes. Stretches of routes, cut from what is known, are not kept. */
  shapeOf(place: MeasurePlace): GroundShape | undefined {
    const known = this.shapes.get(place);
    if (known) return known;
    const shape = groundShapeOf(place, this.register);
    if (shape && place.kind !== 'interval') this.shapes.set(place, shape);
    return shape;
  }

  /** Lets go of the scanlines of a place: the largest of what is kept, made again if asked for. */
  forget(place: MeasurePlace): void {
    this.rows.delete(place);
  }

  /**
   * Of all the ground of two places, the part that they share, 0–1: of metres
   * for stretches of one route, of communes by number, of the ground within
   * reach for everything else. Symmetric; 1 for a place and itself.
   *
   * @param atLeast a part below it need not be known: 0 where it surely is below
   */
  sharedPart(a: MeasurePlace, b: MeasurePlace, atLeast = 0): number {
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
    if (atLeast > 0 && this.mostShared(a, b) < atLeast) return 0;
    const [ground, other] = [this.groundOf(a), this.groundOf(b)];
    return part(sharedSize(ground.rows, other.rows), ground.size + other.size);
  }

  /**
   * No two places share more than this, told from their rectangles alone. The
   * shared ground lies in both rectangles; the ground of a connected shape of
   * width w and height h holds at least a disc's breadth along each of them,
   * 2r · max(w, h), r being the reach. In sums of chords over scanlines, as
   * `groundOf` counts, so that the bound holds for what it is compared with.
   */
  private mostShared(a: MeasurePlace, b: MeasurePlace): number {
    const [boxA, boxB] = [this.boxOf(a), this.boxOf(b)];
    const [outA, outB] = [this.reachM + this.mostUncertain(a), this.reachM + this.mostUncertain(b)];
    const across = Math.min(boxA.maxX + outA, boxB.maxX + outB) - Math.max(boxA.minX - outA, boxB.minX - outB);
    const along = Math.min(boxA.maxY + outA, boxB.maxY + outB) - Math.max(boxA.minY - outA, boxB.minY - outB);
    if (across <= 0 || along <= 0) return 0;
    const shared = across * (along / ROW_HEIGHT_M + 1);
    const [leastA, leastB] = [this.leastSize(a, boxA), this.leastSize(b, boxB)];
    const all = Math.max(leastA, leastB, leastA + leastB - shared);
    return all > 0 ? Math.min(1, shared / all) : 1;
  }

  /** Fewest metres of chords that a connected shape can have; 0 where nothing is known. */
  private leastSize(place: MeasurePlace, { minX, minY, maxX, maxY }: Box): number {
    if (place.kind === 'communes' || !isConnected(place)) return 0;
    const rowsAcross = Math.floor((2 * this.reachM) / ROW_HEIGHT_M);
    const rowsAlong = Math.floor((maxY - minY) / ROW_HEIGHT_M);
    return Math.max(rowsAcross * (maxX - minX), rowsAlong * 2 * this.reachM);
  }

  private mostUncertain(place: MeasurePlace): number {
    if (place.kind === 'communes') return 0;
    if (place.kind !== 'interval') return this.shapeOf(place)!.maxUncertaintyM;
    let most = this.routeUncertaintyM.get(place.routeId);
    if (most === undefined) {
      most = this.register.routes.get(place.routeId)!.accuracyM.reduce((a, b) => Math.max(a, b), 0);
      this.routeUncertaintyM.set(place.routeId, most);
    }
    return most;
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
    const shape = this.shapeOf(place);
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

function isConnected(place: MeasurePlace): boolean {
  return !('geometry' in place) || !place.geometry.type.startsWith('Multi');
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
