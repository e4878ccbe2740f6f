import { describe, expect, it } from 'vitest';
import { coverageClass, coverageToken, MEANING_COLOURS, meaningTokens, rgba } from '#client/map/coverage-colours.ts';
import { BASE_COLOURS } from '#client/map/base-colours.ts';
import { contrast, deltaE, lightness, seenBy, type Vision } from './colour-vision.ts';

const VISIONS: Vision[] = ['normal', 'protan', 'deutan', 'tritan'];

describe.each(['light', 'dark'] as const)('colours of meaning, %s', (theme) => {
  const colours = MEANING_COLOURS[theme];

  it.each(VISIONS)('tell every two classes of coverage apart: %s', (vision) => {
    for (let a = 0; a < 5; a++)
      for (let b = a + 1; b < 5; b++) {
        const difference = deltaE(seenBy(colours.coverage[a], vision), seenBy(colours.coverage[b], vision));
        // 2.3 is just noticeable; lines of 4 px need much more.
        expect(difference, `${a} and ${b}`).toBeGreaterThan(14);
      }
  });

  it.each(VISIONS)('tell every two precisions of a place apart: %s', (vision) => {
    for (let a = 0; a < 6; a++)
      for (let b = a + 1; b < 6; b++) {
        const difference = deltaE(seenBy(colours.precision[a], vision), seenBy(colours.precision[b], vision));
        expect(difference, `${a} and ${b}`).toBeGreaterThan(14);
      }
  });

  it.each(VISIONS)('set none against full most clearly: %s', (vision) => {
    const ends = deltaE(seenBy(colours.coverage[0], vision), seenBy(colours.coverage[4], vision));
    expect(ends).toBeGreaterThan(35);
  });

  it('lighten from warm to sand and darken again to teal', () => {
    const l = colours.coverage.map(lightness);
    expect(l[0]).toBeLessThan(l[1]);
    expect(l[1]).toBeLessThan(l[2]);
    expect(l[2]).toBeGreaterThan(l[3]);
    expect(l[3]).toBeGreaterThan(l[4]);
  });

  it('keep gaps and incidents clear of the ground (3:1, as graphics need)', () => {
    expect(contrast(colours.gap, BASE_COLOURS[theme].province)).toBeGreaterThan(3);
    expect(contrast(colours.incident, BASE_COLOURS[theme].province)).toBeGreaterThan(3);
    for (const colour of colours.precision.slice(0, 3))
      expect(contrast(colour, BASE_COLOURS[theme].province)).toBeGreaterThan(3);
    expect(contrast(colours.unpositioned, BASE_COLOURS[theme].province)).toBeGreaterThan(3);
  });

  it('keep labels readable (4.5:1)', () => {
    expect(contrast(BASE_COLOURS[theme].label, BASE_COLOURS[theme].halo)).toBeGreaterThan(4.5);
    expect(contrast(BASE_COLOURS[theme].labelSoft, BASE_COLOURS[theme].halo)).toBeGreaterThan(4.5);
  });

  it('climb the density ramp in one direction and even steps', () => {
    const l = colours.heat.map(lightness);
    const steps = l.slice(1).map((value, index) => value - l[index]);
    const mean = (l[l.length - 1] - l[0]) / steps.length;
    for (const step of steps) expect(step / mean).toBeGreaterThan(0.6);
    for (const step of steps) expect(step / mean).toBeLessThan(1.4);
  });
});

describe('classes', () => {
  it('begin at none, and each edge belongs to the class above', () => {
    expect([0, 1e-9, 0.2499, 0.25, 0.5, 0.75, 1].map(coverageClass)).toEqual([0, 1, 1, 2, 3, 4, 4]);
    expect(coverageClass(Number.NaN)).toBe(0);
  });
  it('have one token each, defined in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const name = coverageToken(0.6).slice(4, -1);
      expect(meaningTokens(theme)[name]).toBe(MEANING_COLOURS[theme].coverage[3]);
    }
  });
});

it('turns a colour into bytes', () => {
  expect(rgba('#0b6b62', 0.5)).toEqual([11, 107, 98, 128]);
});
