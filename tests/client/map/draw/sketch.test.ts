import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyOf, redo, seal, step, undo } from '#client/map/draw/history.ts';
import { NO_SHAPE, pathsOf, withPaths, type Shape } from '#client/map/draw/shape.ts';
import {
  addVertex,
  cancelStep,
  deleteVertex,
  EMPTY_SKETCH,
  finish,
  insertVertex,
  isDrawing,
  moveVertex,
  nextVertex,
  startPart,
  type Sketch,
} from '#client/map/draw/sketch.ts';
import type { LngLat } from '#geo/domain/geometry.ts';

const A: LngLat = [104, 19];
const B: LngLat = [105, 19];
const C: LngLat = [105, 20];
const D: LngLat = [104, 20];
const drawn = (mode: 'line' | 'polygon', ...places: LngLat[]) =>
  places.reduce((sketch, at) => addVertex(sketch, mode, at), EMPTY_SKETCH);
const SQUARE: Sketch = finish(drawn('polygon', A, B, C, D), 'polygon');

describe('drawing', () => {
  test('a line needs two vertices, an area three', () => {
    expect(finish(drawn('line', A), 'line').open).toEqual([A]);
    expect(finish(drawn('line', A, B), 'line')).toEqual({
      shape: { kind: 'line', paths: [[A, B]] },
      open: null,
      selected: null,
    });
    expect(finish(drawn('polygon', A, B), 'polygon').open).toEqual([A, B]);
    expect(SQUARE.shape).toEqual({ kind: 'polygon', polygons: [[[A, B, C, D]]] });
  });
  test('a click beside a finished shape changes nothing until another part is begun', () => {
    expect(isDrawing(SQUARE, 'polygon')).toBe(false);
    expect(addVertex(SQUARE, 'polygon', [106, 21]).shape).toBe(SQUARE.shape);
    const two = [A, B, C].reduce((sketch, at) => addVertex(sketch, 'polygon', at), startPart(SQUARE));
    expect(pathsOf(finish(two, 'polygon').shape)).toEqual([
      [A, B, C, D],
      [A, B, C],
    ]);
  });
  test('a point goes where it is put, and is chosen', () => {
    expect(addVertex(addVertex(EMPTY_SKETCH, 'point', A), 'point', B)).toEqual({
      shape: { kind: 'point', at: B },
      open: null,
      selected: { path: 0, index: 0 },
    });
  });
  test('Esc gives up one thing at a time, then has nothing to give up', () => {
    const first = cancelStep(drawn('line', A, B))!;
    expect(first.open).toEqual([A]);
    const second = cancelStep(first)!;
    expect(second.open).toBeNull();
    expect(cancelStep(second)).toBeUndefined();
    expect(cancelStep({ ...SQUARE, selected: { path: 0, index: 2 } })).toEqual(SQUARE);
  });
});

describe('editing', () => {
  test('vertices are moved, inserted and deleted', () => {
    const E: LngLat = [104.5, 19.5];
    expect(pathsOf(moveVertex(SQUARE, { path: 0, index: 1 }, E).shape)).toEqual([[A, E, C, D]]);
    const inserted = insertVertex(SQUARE, { path: 0, index: 3 }, E);
    expect(pathsOf(inserted.shape)).toEqual([[A, B, C, D, E]]);
    expect(inserted.selected).toEqual({ path: 0, index: 4 });
    expect(pathsOf(deleteVertex(inserted).shape)).toEqual([[A, B, C, D]]);
  });
  test('a ring that is left with two vertices goes whole', () => {
    const triangle = finish(drawn('polygon', A, B, C), 'polygon');
    expect(deleteVertex({ ...triangle, selected: { path: 0, index: 0 } })).toEqual(EMPTY_SKETCH);
  });
  test('a hole that is left too small goes, its outside stays; an outside takes its holes along', () => {
    const holed: Shape = {
      kind: 'polygon',
      polygons: [
        [
          [A, B, C, D],
          [A, B, C],
        ],
      ],
    };
    expect(
      withPaths(holed, [
        [A, B, C, D],
        [A, B],
      ]),
    ).toEqual({ kind: 'polygon', polygons: [[[A, B, C, D]]] });
    expect(
      withPaths(holed, [
        [A, B],
        [A, B, C],
      ]),
    ).toEqual(NO_SHAPE);
  });
  test('the keys walk around all vertices and both ends of a stretch', () => {
    expect(nextVertex(SQUARE, 1)).toEqual({ path: 0, index: 0 });
    expect(nextVertex({ ...SQUARE, selected: { path: 0, index: 3 } }, 1)).toEqual({ path: 0, index: 0 });
    expect(nextVertex(SQUARE, -1)).toEqual({ path: 0, index: 3 });
    const shape = { kind: 'interval', routeId: 'QL7', fromM: 1, toM: 2 } as const;
    expect(nextVertex({ shape, selected: { path: 0, index: 1 } }, 1)).toEqual({ path: 0, index: 0 });
    expect(nextVertex(EMPTY_SKETCH, 1)).toBeNull();
  });
});

describe('history', () => {
  test('what is done under one key is one step; sealing begins another', () => {
    let history = historyOf(0);
    for (const value of [1, 2, 3]) history = step(history, value, 'drag');
    history = step(seal(history), 4, 'drag');
    expect(undo(history).present).toBe(3);
    expect(undo(undo(history)).present).toBe(0);
    expect(undo(undo(undo(history))).present).toBe(0);
  });
  test('as many redos as undos give everything back; a change after an undo forgets what was taken back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.nat(40), (values, back) => {
        const full = values.reduce((history, value) => step(history, value), historyOf(-1));
        const times = Math.min(back, values.length);
        let history = full;
        for (let i = 0; i < times; i++) history = undo(history);
        expect(history.present).toBe([-1, ...values][values.length - times]);
        expect(step(history, 7).future).toEqual([]);
        for (let i = 0; i < times; i++) history = redo(history);
        expect(history.present).toBe(full.present);
        expect(history.past).toEqual(full.past);
      }),
    );
  });
});
