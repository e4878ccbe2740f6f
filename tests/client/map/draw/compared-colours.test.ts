import { expect, it } from 'vitest';
import { BASE_COLOURS } from '#client/map/base-colours.ts';
import { OLD_COLOUR } from '#client/map/draw/draw-layer-style.ts';
import { deltaE, seenBy, type Vision } from '../colour-vision.ts';

it('draws the old and the new line in colours that every eye tells apart', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const vision of ['normal', 'protan', 'deutan', 'tritan'] satisfies Vision[]) {
      const apart = deltaE(seenBy(OLD_COLOUR[theme], vision), seenBy(BASE_COLOURS[theme].select, vision));
      // 2.3 is just noticeable side by side; lines on a map need far more.
      expect(apart, `${theme}, ${vision}`).toBeGreaterThan(35);
    }
  }
});
