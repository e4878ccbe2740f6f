import type { LngLat } from '#geo/domain/geometry.ts';
import type { Route } from '#geo/domain/route.ts';
import type { DrawCommand } from './draw-keys.ts';
import type { ActiveDrawing } from './drawing.svelte.ts';
import { pathsOf } from './shape.ts';
import { addVertex, cancelStep, deleteVertex, finish, isDrawing, moveVertex, nextVertex, startPart } from './sketch.ts';
import { nudgeEnd } from './stretch.ts';

/** What commands need to know of the map: its scale, and positions in pixels. */
export interface DrawGround {
  routeOf(id: string): Route | undefined;
  metresPerPixel(): number;
  project(at: LngLat): { x: number; y: number };
  unproject(x: number, y: number): LngLat;
  /** The middle of the map, snapped as a click there would be. */
  centre(): LngLat;
}

/** Moves the chosen vertex by pixels, or the chosen end of a stretch along its route. True when something was chosen. */
function nudge(drawing: ActiveDrawing, dx: number, dy: number, ground: DrawGround): boolean {
  const { sketch } = drawing;
  const { selected, shape } = sketch;
  if (!selected) return false;
  if (shape.kind === 'interval') {
    const route = ground.routeOf(shape.routeId);
    if (!route) return false;
    // As fine as the metre when near, as coarse as a pixel when far; right and up lead on along the route.
    const byM = (dx - dy) * Math.max(1, Math.round(ground.metresPerPixel()));
    const { end, ...stretch } = nudgeEnd(route, shape, selected.index, byM);
    drawing.apply({ ...sketch, shape: { kind: 'interval', ...stretch }, selected: { path: 0, index: end } }, 'nudge');
    return true;
  }
  const at = pathsOf(shape)[selected.path]?.[selected.index];
  if (!at) return false;
  const { x, y } = ground.project(at);
  drawing.apply(moveVertex(sketch, selected, ground.unproject(x + dx, y + dy)), 'nudge');
  return true;
}

/** Does what a key asked; true when there was something to do, so that the page leaves the key alone. */
export function runCommand(drawing: ActiveDrawing, command: DrawCommand, ground: DrawGround): boolean {
  const { sketch, mode } = drawing;
  switch (command.do) {
    case 'undo':
      drawing.undo();
      return true;
    case 'redo':
      drawing.redo();
      return true;
    case 'mode':
      drawing.setMode(command.mode);
      return true;
    case 'nudge':
      return nudge(drawing, command.dx, command.dy, ground);
    case 'finish': {
      if (!mode) return false;
      const next = finish(sketch, mode);
      drawing.apply(next);
      return next !== sketch;
    }
    case 'cancel': {
      const next = cancelStep(sketch);
      if (next) drawing.apply(next);
      return next !== undefined;
    }
    case 'delete': {
      const next = deleteVertex(sketch);
      drawing.apply(next);
      return next !== sketch;
    }
    case 'next':
    case 'previous': {
      const selected = nextVertex(sketch, command.do === 'next' ? 1 : -1);
      drawing.apply({ ...sketch, selected });
      return selected !== null;
    }
    case 'place':
      if (!mode || !(mode === 'point' || isDrawing(sketch, mode))) return false;
      drawing.apply(addVertex(sketch, mode, ground.centre()));
      return true;
    case 'part':
      if ((mode !== 'line' && mode !== 'polygon') || isDrawing(sketch, mode)) return false;
      drawing.apply(startPart(sketch));
      return true;
    case 'snap':
      return false;
  }
}
