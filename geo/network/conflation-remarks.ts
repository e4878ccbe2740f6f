import type { Message } from '../domain/errors.ts';
import type { LngLat } from '../domain/geometry.ts';
import type { Route } from '../domain/route.ts';
import { distanceM, lineLengthM } from '../geometry/ellipsoid.ts';
import type { MixedPart } from './mixed-line.ts';
import { isRoundabout, onewayOf } from './osm-names.ts';
import type { RouteWay, WayEdge, WayGraph } from './way-graph.ts';

type Remark = Message & { at: LngLat | null };
type WaysPart = Extract<MixedPart, { kind: 'ways' }>;

const MOST_GAPS = 20;
/** Shorter than this is no branch worth a word. */
const LEAST_BRANCH_M = 200;
/** An end that moves less is where it was. */
const LEAST_MOVE_M = 30;

/** What a person should look at before confirming: gaps, carriageways, roundabouts, branches, weak names, moved ends. */
export function conflationRemarks(
  route: Route,
  graph: WayGraph,
  ways: readonly RouteWay[],
  parts: readonly MixedPart[],
): Remark[] {
  const runs = parts.filter((part): part is WaysPart => part.kind === 'ways');
  if (runs.length === 0) return [];
  const edges = runs.flatMap((run) => run.edges);
  const used = new Set(edges.map(({ way }) => way));
  const lengthOf = (chosen: (edge: WayEdge) => boolean) =>
    edges.reduce((sum, edge) => (chosen(edge) ? sum + edge.lengthM : sum), 0);
  const ofWay = (edge: WayEdge, is: (way: RouteWay) => boolean) => edge.way >= 0 && is(ways[edge.way]);

  const remarks: Remark[] = [...gapRemarks(graph, edges), ...endRemarks(route, graph, parts)];
  const onewayM = lengthOf((e) => ofWay(e, ({ way }) => onewayOf(way) !== 0 && !isRoundabout(way)));
  if (onewayM > 0) {
    remarks.push({
      vi: `${km(onewayM, 'vi')} là đường đôi hoặc một chiều: tuyến theo phần đường cùng chiều với cách đếm km.`,
      en: `${km(onewayM, 'en')} are dual carriageway or one-way: the line follows the side in the direction of the count.`,
      at: null,
    });
  }
  const wrongM = lengthOf(({ isWrongWay }) => isWrongWay);
  if (wrongM > 0) {
    remarks.push({
      vi: `${km(wrongM, 'vi')} phải đi ngược đường một chiều, vì tệp không có chiều kia.`,
      en: `${km(wrongM, 'en')} run against a one-way road, as the file has no other.`,
      at: null,
    });
  }
  const roundabouts = [...used].filter((i) => i >= 0 && isRoundabout(ways[i].way)).length;
  if (roundabouts > 0) {
    remarks.push({ vi: `Đi qua ${roundabouts} vòng xuyến.`, en: `Leads over ${roundabouts} roundabout(s).`, at: null });
  }
  const oldM = lengthOf((e) => ofWay(e, ({ by }) => by === 'old'));
  if (oldM > 0) {
    remarks.push({
      vi: `${km(oldM, 'vi')} chỉ khớp theo số hiệu hoặc tên cũ của đường.`,
      en: `${km(oldM, 'en')} match only by a former number or name of the road.`,
      at: null,
    });
  }
  const branches = ways.filter(({ way, by }, i) => !used.has(i) && by !== 'join' && onewayOf(way) === 0);
  const branchM = branches.reduce((sum, { way }) => sum + lineLengthM(way.coordinates), 0);
  if (branchM > LEAST_BRANCH_M) {
    remarks.push({
      vi: `${km(branchM, 'vi')} đường cùng số hiệu không được dùng (nhánh, đường tránh, ngoài tuyến hoặc đoạn giữ nguyên).`,
      en: `${km(branchM, 'en')} of ways with its name are not used (branches, bypasses, beyond the route, or beside kept parts).`,
      at: branches[0].way.coordinates[0],
    });
  }
  return remarks;
}

function gapRemarks(graph: WayGraph, edges: readonly WayEdge[]): Remark[] {
  const gaps = edges.filter(({ way }) => way === -1);
  const remarks = gaps.slice(0, MOST_GAPS).map(({ from, lengthM }) => ({
    vi: `Chỗ hở ${Math.round(lengthM)} m giữa các đường trong tệp, được nối thẳng.`,
    en: `A gap of ${Math.round(lengthM)} m between ways of the file, joined by a straight line.`,
    at: graph.lngLat[from],
  }));
  if (gaps.length <= MOST_GAPS) return remarks;
  const more = gaps.length - MOST_GAPS;
  return [...remarks, { vi: `Còn ${more} chỗ hở khác.`, en: `And ${more} more gaps.`, at: null }];
}

function endRemarks(route: Route, graph: WayGraph, parts: readonly MixedPart[]): Remark[] {
  const remarks: Remark[] = [];
  const tell = (node: number, end: LngLat, vi: string, en: string) => {
    const at = graph.lngLat[node];
    const movedM = Math.round(distanceM(at, end));
    if (movedM < LEAST_MOVE_M) return;
    remarks.push({ vi: `${vi} tuyến dời ${movedM} m.`, en: `The ${en} of the route moves by ${movedM} m.`, at });
  };
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const { coordinates } = route;
  if (first.kind === 'ways') tell(first.nodes[0], coordinates[0], 'Điểm đầu', 'start');
  if (last.kind === 'ways') {
    tell(last.nodes[last.nodes.length - 1], coordinates[coordinates.length - 1], 'Điểm cuối', 'end');
  }
  return remarks;
}

/** `3,2 km`, or metres below one kilometre. */
function km(lengthM: number, lang: 'vi' | 'en'): string {
  if (lengthM < 1000) return `${Math.round(lengthM)} m`;
  return `${(lengthM / 1000).toLocaleString(lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} km`;
}
