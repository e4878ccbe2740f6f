import type { Position } from 'geojson';
import type { DayString } from '#geo/domain/period.ts';
import { emptySegment, geometryOfSegments, type Segment } from './lines.ts';
import { tooLarge } from './refusals.ts';
import { daysOfTimes, type Days } from './table-builder.ts';
import { parseInstant, type ReceiverClock } from './times.ts';

/** Vertices in one file; each record has its own, lower limit. */
const MAX_POSITIONS = 2_000_000;

interface SimpleGeometry {
  type: 'Point' | 'LineString' | 'Polygon';
  coordinates: unknown;
}

/** One placemark while it is read: what it says, its shapes and its tracks. */
export class Placemark {
  readonly cells = new Map<string, string>();
  readonly tracks: Segment[] = [];
  readonly #shapes: SimpleGeometry[] = [];
  #rings: Position[][] = [];
  #line: Position[] = [];
  #track = { when: [] as string[], coord: [] as string[] };
  #begin = '';
  #end = '';

  /** An element of the placemark ended; `path` leads to its parent. */
  close(name: string, text: string, path: readonly string[], clock: ReceiverClock): void {
    const parent = path.at(-1);
    switch (name) {
      case 'coordinates':
        this.#line = positionsOf(text);
        break;
      case 'Point':
        this.#shapes.push({ type: 'Point', coordinates: this.#take()[0] ?? [] });
        break;
      case 'LineString':
        this.#shapes.push({ type: 'LineString', coordinates: this.#take() });
        break;
      case 'LinearRing':
        if (parent === 'outerBoundaryIs') this.#rings.unshift(this.#take());
        else if (parent === 'innerBoundaryIs') this.#rings.push(this.#take());
        else this.#shapes.push({ type: 'LineString', coordinates: this.#take() });
        break;
      case 'Polygon':
        this.#shapes.push({ type: 'Polygon', coordinates: this.#rings });
        this.#rings = [];
        break;
      case 'when':
        if (parent === 'Track') this.#track.when.push(text);
        else if (parent === 'TimeStamp') this.#begin = this.#end = text;
        break;
      case 'begin':
        if (parent === 'TimeSpan') this.#begin = text;
        break;
      case 'end':
        if (parent === 'TimeSpan') this.#end = text;
        break;
      case 'coord':
        this.#track.coord.push(text);
        break;
      case 'Track':
        this.#endTrack(clock);
        break;
      default:
    }
  }

  #take(): Position[] {
    const line = this.#line;
    this.#line = [];
    return line;
  }

  /** The n-th time belongs to the n-th position. */
  #endTrack(clock: ReceiverClock): void {
    const { when, coord } = this.#track;
    const segment = emptySegment();
    coord.forEach((text, i) => {
      const [lng, lat] = text.trim().split(/\s+/).map(Number);
      if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) return;
      segment.lngLat.push(lng, lat);
      segment.timeMs.push(clock.read(when[i]));
    });
    this.tracks.push(segment);
    this.#track = { when: [], coord: [] };
  }

  /** All shapes as one: of one kind a Multi…, of several a collection, which no record can be. */
  geometry(): unknown {
    const track = geometryOfSegments(this.tracks) as SimpleGeometry | undefined;
    const shapes = track === undefined ? this.#shapes : [...this.#shapes, track];
    if (shapes.length <= 1) return shapes[0];
    const kinds = new Set(shapes.map(({ type }) => type));
    return kinds.size === 1
      ? { type: `Multi${shapes[0].type}`, coordinates: shapes.map(({ coordinates }) => coordinates) }
      : { type: 'GeometryCollection', geometries: shapes };
  }

  days(): Days | undefined {
    const own = daysOf(this.#begin, this.#end);
    if (own !== undefined) return own;
    return daysOfTimes(this.tracks.flatMap(({ timeMs }) => timeMs));
  }
}

/** `lng,lat[,height]` separated by blanks; numbers that are none stay NaN, to be refused with their row. */
function positionsOf(text: string): Position[] {
  const tuples = text
    .trim()
    .replace(/\s*,\s*/g, ',')
    .split(/\s+/);
  if (tuples.length > MAX_POSITIONS) throw tooLarge('Tệp KML có quá nhiều tọa độ.', 'The KML has too many positions.');
  if (tuples[0] === '') return [];
  return tuples.map((tuple) => {
    const [lng, lat] = tuple.split(',');
    return [Number(lng || NaN), Number(lat || NaN)];
  });
}

/** Days of a KML time span, each end a year, a month, a day or an instant; an open end is the other one. */
function daysOf(begin: string, end: string): Days | undefined {
  const first = daysOfKmlTime(begin);
  const last = daysOfKmlTime(end);
  if (first === undefined && last === undefined) return undefined;
  return { firstOn: (first ?? last!).firstOn, lastOn: (last ?? first!).lastOn };
}

function daysOfKmlTime(text: string): Days | undefined {
  const time = text.trim();
  const month = /^(\d{4})(?:-(\d{2}))?$/.exec(time);
  if (month !== null) {
    const [from, until] = month[2] === undefined ? [1, 12] : [Number(month[2]), Number(month[2])];
    if (from < 1 || until > 12) return undefined;
    const lastDay = new Date(Date.UTC(Number(month[1]), until, 0)).getUTCDate();
    const day = (monthOfYear: number, on: number) =>
      `${month[1]}-${String(monthOfYear).padStart(2, '0')}-${String(on).padStart(2, '0')}` as DayString;
    return { firstOn: day(from, 1), lastOn: day(until, lastDay) };
  }
  const ms = parseInstant(time);
  if (ms === undefined) return undefined;
  // A bare day is that day, wherever midnight falls.
  return /^\d{4}-\d{2}-\d{2}$/.test(time)
    ? { firstOn: time as DayString, lastOn: time as DayString }
    : daysOfTimes([ms]);
}
