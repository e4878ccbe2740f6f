import type { RouteAdd, RouteFieldsChange, RouteLine } from '#geo/contract/register-versions.contract.ts';
import type { Fault } from '#geo/domain/errors.ts';
import { geometryFault, validateGeometry } from '#geo/domain/place-rules.ts';
import { fault } from '#geo/domain/record-rules.ts';
import { Route } from '#geo/domain/route.ts';
import { composeLine, insideOf, piecesOfDrawing, routeOnLine, sizeOf } from '#geo/network/route-line.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import { commonFaults, refuseFaults } from './edited-records.ts';

function lineFaults(line: RouteLine): Fault[] {
  const faults = validateGeometry({ type: 'LineString', coordinates: line.coordinates }, 'line.coordinates');
  if (typeof line.accuracyM !== 'number' && line.accuracyM.length !== line.coordinates.length) {
    faults.push(
      fault('field.malformed', 'line.accuracyM', {
        vi: 'Độ chính xác: một số cho cả tuyến, hoặc mỗi đỉnh một số.',
        en: 'Accuracy is one number for the whole line, or one a vertex.',
      }),
    );
  }
  return faults;
}

function postFaults(posts: Route['kmPosts'], lengthM: number): Fault[] {
  const faults: Fault[] = [];
  const rising = posts.length > 1 && posts[1].km > posts[0].km;
  for (const [i, post] of posts.entries()) {
    const before = posts[i - 1];
    if (post.atM > lengthM + 0.5) {
      faults.push(
        fault('field.out_of_range', `kmPosts[${i}].atM`, {
          vi: `Lý trình phải từ 0 đến ${Math.floor(lengthM)} m.`,
          en: `The position must be from 0 to ${Math.floor(lengthM)} m.`,
        }),
      );
    } else if (before && (post.atM <= before.atM || post.km === before.km || post.km > before.km !== rising)) {
      faults.push(
        fault('field.malformed', `kmPosts[${i}]`, {
          vi: 'Cột km phải theo thứ tự dọc tuyến, số km cùng tăng hoặc cùng giảm.',
          en: 'Posts must be in the order of the route, their kilometres all rising or all falling.',
        }),
      );
    }
  }
  return faults;
}

/**
 * A route with some fields changed. Of a new line the stretches that are the
 * old one keep metres and accuracy, and posts stay where they stand.
 * @throws DomainError the change’s faults
 */
export function changedRoute(before: Route, change: RouteFieldsChange, register: RegisterSnapshot): Route {
  const { line, kmPosts, ...fields } = change;
  refuseFaults([...commonFaults(change, register), ...(line ? lineFaults(line) : [])]);
  const drawn = line
    ? routeOnLine(before, piecesOfDrawing(before, line.coordinates, line.accuracyM), register.province).route
    : before;
  return checkedRoute({ ...drawn, ...fields, ...(kmPosts ? { kmPosts } : {}) });
}

/**
 * A new route along a drawn line, Km 0 where it begins unless posts are given.
 * @throws DomainError the addition’s faults
 */
export function newRoute(id: string, add: RouteAdd, register: RegisterSnapshot): Route {
  const { preview: _preview, note: _note, line, kmPosts, fromOn, legalSource, ...fields } = add;
  refuseFaults([...commonFaults(add, register), ...lineFaults(line)]);
  const accuracyM =
    typeof line.accuracyM === 'number' ? line.coordinates.map(() => line.accuracyM as number) : line.accuracyM;
  const empty = { coordinates: [], measuresM: [0], accuracyM: [] } as unknown as Route;
  const drawn = composeLine(empty, [{ kind: 'new', coordinates: line.coordinates, accuracyM }]);
  const insideM = insideOf(drawn.coordinates, drawn.measuresM, register.province);
  const endM = drawn.measuresM[drawn.measuresM.length - 1];
  return checkedRoute({
    ...fields,
    id,
    inRegister: true,
    coordinates: drawn.coordinates,
    measuresM: drawn.measuresM,
    accuracyM: drawn.accuracyM,
    insideM,
    lengthM: sizeOf(insideM),
    kmPosts: kmPosts ?? [
      { km: 0, atM: 0 },
      { km: endM / 1000, atM: endM },
    ],
    validFromOn: fromOn,
    validUntilOn: null,
    legalSource,
  } as Route);
}

/** @throws DomainError of posts off the line, of a line outside the province */
export function checkedRoute(route: Route): Route {
  refuseFaults([
    ...postFaults(route.kmPosts, route.measuresM[route.measuresM.length - 1]),
    ...(route.lengthM > 0 ? [] : [geometryFault('geometry.outside_province', 'line.coordinates')]),
  ]);
  return Route.parse(route);
}
