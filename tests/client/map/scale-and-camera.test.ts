import { describe, expect, it } from 'vitest';
import { bboxOf, flightPadding, flightRoom, withRoom } from '#client/map/camera.ts';
import { metresPerPixel, scaleBar } from '#client/map/scale-bar.ts';

describe('the scale bar', () => {
  it('knows the ground size of a pixel', () => {
    // 40 075 016.686 m / 512 px at the equator, zoom 0.
    expect(metresPerPixel(0, 0)).toBeCloseTo(78_271.517, 2);
    expect(metresPerPixel(60, 10)).toBeCloseTo(78_271.517 / 2 / 1024, 6);
  });
  it('takes the longest round length that fits', () => {
    for (let zoom = 5; zoom <= 16; zoom += 0.37) {
      const { lengthM, px } = scaleBar(19, zoom, 110);
      expect(px).toBeLessThanOrEqual(110);
      expect(px).toBeGreaterThan(110 / 2.5 - 1e-9);
      expect([1, 2, 5]).toContain(Number(String(lengthM)[0]));
    }
  });
});

describe('the camera', () => {
  it('gives a short gap room around it and leaves a wide one alone', () => {
    const [west, south, east, north] = withRoom([105, 19, 105.01, 19.02], 0.06);
    expect(east - west).toBeCloseTo(0.05, 12);
    expect(north - south).toBeCloseTo(0.06, 12);
    expect(withRoom([104, 18, 105, 19])).toEqual([104, 18, 105, 19]);
  });
  it('finds the box of places, and none of none', () => {
    expect(
      bboxOf([
        [105, 19],
        [104, 20],
      ]),
    ).toEqual([104, 19, 105, 20]);
    expect(bboxOf([])).toBeUndefined();
  });
  it('keeps padding small on a small map', () => {
    expect(flightPadding(300, 200)).toBe(28);
    expect(flightPadding(1600, 1000)).toBe(90);
  });
  it('leaves the legend’s corner free, beside it or above it, and minds no folded one', () => {
    expect(flightRoom({ width: 1000, height: 600 }, { width: 256, height: 400 })).toMatchObject({
      left: 256,
      bottom: 84,
    });
    expect(flightRoom({ width: 400, height: 700 }, { width: 256, height: 200 })).toMatchObject({
      left: 56,
      bottom: 200,
    });
    expect(flightRoom({ width: 1000, height: 600 }, { width: 80, height: 50 })).toMatchObject({ left: 84, bottom: 84 });
  });
});
