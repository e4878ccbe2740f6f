import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { Register } from '#geo/contract/register.contract.ts';
import type { Route } from '#geo/domain/route.ts';
import type { ActiveDrawing } from './drawing.svelte.ts';
import { handleAt, type Handle } from './handles.ts';
import { addVertex, finish, insertVertex, isDrawing, moveVertex } from './sketch.ts';
import { metresPerPixel, nearestRoute, nearestSite, snapped, type RoutePieces } from './snap.ts';
import { roundAlong, stretchTo } from './stretch.ts';

/** How far from the pointer a route is found, px. */
const REACH_PX = 20;
const SNAP_PX = 12;

/** What the pointer shows before anything is pressed. */
export interface DrawHint {
  /** Where the next vertex would go. */
  pointer: LngLat | null;
  /** The route that a press would take hold of, and where on it. */
  on: { route: Route; m: number } | null;
}
export const NO_HINT: DrawHint = { pointer: null, on: null };

interface Options {
  map: MapLibreMap;
  drawing: ActiveDrawing;
  register: Pick<Register, 'routes' | 'sites'>;
  pieces: RoutePieces;
  communeAt: (at: LngLat) => string | undefined;
  isSnapping: () => boolean;
  handles: () => readonly Handle[];
  onHint: (hint: DrawHint) => void;
}

type Drag =
  | { kind: 'vertex'; handle: Handle }
  /** `isNew`: of a stretch that begins where the route was pressed. */
  | { kind: 'end'; route: Route; fixedM: number; isNew: boolean };
type PointerEvent = MapMouseEvent | MapTouchEvent;

/** Lets the pointer draw on the map until the returned function is called. Dragging the free map still pans it. */
export function attachPointer({
  map,
  drawing,
  register,
  pieces,
  communeAt,
  isSnapping,
  handles,
  onHint,
}: Options): () => void {
  let drag: Drag | null = null;
  let hasMoved = false;
  /** The last movement of a drag that is not yet drawn. */
  let waiting: PointerEvent | null = null;
  /** Whether the drag under way has changed anything. */
  let hasPulled = false;
  let frame = 0;
  const canvas = map.getCanvas();
  const scale = (lat: number) => metresPerPixel(lat, map.getZoom());
  const placeOf = (event: PointerEvent) => event.lngLat.toArray() as LngLat;
  const project = (at: LngLat) => map.project(at);
  const snap = (event: PointerEvent): LngLat => {
    const at = placeOf(event);
    if (!isSnapping() || event.originalEvent.altKey) return at;
    return snapped(at, { pieces, sites: register.sites, reachM: SNAP_PX * scale(at[1]) });
  };
  const routeAt = (event: PointerEvent) => {
    const at = placeOf(event);
    const { shape } = drawing.sketch;
    return nearestRoute(pieces, at, REACH_PX * scale(at[1]), shape.kind === 'interval' ? shape.routeId : undefined);
  };
  const handleUnder = (event: PointerEvent) => handleAt(handles(), project, event.point);

  function press(event: PointerEvent): void {
    if ('button' in event.originalEvent && event.originalEvent.button !== 0) return;
    if ('touches' in event.originalEvent && event.originalEvent.touches.length > 1) return;
    hasMoved = false;
    const handle = handleUnder(event);
    const { shape } = drawing.sketch;
    if (drawing.mode === 'interval') {
      const route =
        handle && shape.kind === 'interval' ? register.routes.find((r) => r.id === shape.routeId) : undefined;
      if (handle && route && shape.kind === 'interval') {
        drag = { kind: 'end', route, fixedM: handle.index === 0 ? shape.toM : shape.fromM, isNew: false };
        drawing.apply({ ...drawing.sketch, selected: { path: 0, index: handle.index } });
      } else {
        const found = routeAt(event);
        if (!found) return;
        const fixedM = roundAlong(found.route, found.m, scale(event.lngLat.lat));
        drag = { kind: 'end', route: found.route, fixedM, isNew: true };
      }
    } else if (handle && handle.kind !== 'finish' && handle.path >= 0) drag = { kind: 'vertex', handle };
    if (!drag) return;
    // Not a pan of the map.
    event.preventDefault();
    hasPulled = false;
    waiting = null;
    drawing.seal();
  }

  function pull(event: PointerEvent): void {
    waiting = null;
    if (!drag) return;
    hasPulled = true;
    const { sketch } = drawing;
    if (drag.kind === 'end') {
      const at = placeOf(event);
      const stretch = stretchTo(drag.route, drag.fixedM, at, scale(at[1]));
      const index = stretch.fromM < drag.fixedM ? 0 : 1;
      drawing.apply({ shape: { kind: 'interval', ...stretch }, open: null, selected: { path: 0, index } }, 'drag');
      return;
    }
    const { handle } = drag;
    const at = snap(event);
    if (handle.kind === 'vertex') return drawing.apply(moveVertex(sketch, handle, at), 'drag');
    drawing.apply(insertVertex(sketch, handle, at), 'drag');
    // From now on it is a vertex like any other.
    drag = { kind: 'vertex', handle: { ...handle, kind: 'vertex', index: handle.index + 1 } };
  }

  function move(event: PointerEvent): void {
    if (drag) {
      hasMoved = true;
      waiting = event;
    }
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (drag) return pull(event);
      if (map.isMoving()) return;
      const handle = handleUnder(event);
      const on = drawing.mode === 'interval' && !handle ? (routeAt(event) ?? null) : null;
      const isFree = drawing.mode === 'point' || (drawing.mode !== null && isDrawing(drawing.sketch, drawing.mode));
      canvas.style.cursor = handle ? 'grab' : on ? 'pointer' : isFree ? 'crosshair' : '';
      onHint({ pointer: isFree && !handle ? snap(event) : null, on });
    });
  }

  function release(): void {
    if (!drag) return;
    cancelAnimationFrame(frame);
    if (waiting) pull(waiting);
    if (drag.kind === 'end' && drag.isNew && !hasMoved && drawing.allowsKmPoint) {
      const { route, fixedM } = drag;
      const shape = { kind: 'interval' as const, routeId: route.id, fromM: fixedM, toM: fixedM };
      drawing.apply({ shape, open: null, selected: { path: 0, index: 0 } });
    }
    drag = null;
    drawing.seal();
    onHint(NO_HINT);
  }

  function click(event: MapMouseEvent): void {
    if (hasMoved) return void (hasMoved = false);
    const { sketch, mode } = drawing;
    const handle = handleUnder(event);
    if (handle?.kind === 'finish' && mode) return drawing.apply(finish(sketch, mode));
    if (handle && handle.path >= 0 && handle.kind === 'vertex')
      return drawing.apply({ ...sketch, selected: { path: handle.path, index: handle.index } });
    if (handle?.kind === 'midpoint') return drawing.apply(insertVertex(sketch, handle, handle.at));
    if (mode === 'communes') return pickCommune(event);
    if (mode === 'site') {
      const site = nearestSite(register.sites, placeOf(event), REACH_PX * scale(event.lngLat.lat));
      if (site) drawing.apply({ ...sketch, shape: { kind: 'site', id: site.id } });
    } else if (mode && mode !== 'interval') drawing.apply(addVertex(sketch, mode, snap(event)));
  }

  function pickCommune(event: MapMouseEvent): void {
    const { sketch } = drawing;
    const id = communeAt(placeOf(event));
    if (!id) return;
    const chosen = sketch.shape.kind === 'communes' ? sketch.shape.ids : [];
    const others = chosen.filter((item) => item !== id);
    const ids =
      drawing.isSingle || others.length === chosen.length ? [...(drawing.isSingle ? [] : chosen), id] : others;
    drawing.apply({ ...sketch, shape: { kind: 'communes', ids } });
  }

  const leave = () => !drag && onHint(NO_HINT);
  /** Esc while dragging puts back what was there. */
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !drag) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    cancelAnimationFrame(frame);
    drag = null;
    waiting = null;
    if (hasPulled) drawing.revert();
  };
  map.doubleClickZoom.disable();
  map.on('mousedown', press);
  map.on('touchstart', press);
  map.on('mousemove', move);
  map.on('touchmove', move);
  map.on('mouseout', leave);
  map.on('click', click);
  window.addEventListener('mouseup', release);
  window.addEventListener('touchend', release);
  window.addEventListener('keydown', giveUp, true);
  return () => {
    cancelAnimationFrame(frame);
    map.doubleClickZoom.enable();
    canvas.style.cursor = '';
    map.off('mousedown', press);
    map.off('touchstart', press);
    map.off('mousemove', move);
    map.off('touchmove', move);
    map.off('mouseout', leave);
    map.off('click', click);
    window.removeEventListener('mouseup', release);
    window.removeEventListener('touchend', release);
    window.removeEventListener('keydown', giveUp, true);
    onHint(NO_HINT);
  };
}
