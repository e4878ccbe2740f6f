import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Theme } from '../state/preferences.svelte.ts';
import { BASE_COLOURS } from './base-colours.ts';
import { MEANING_COLOURS } from './coverage-colours.ts';

/** Strokes of lucide icons (ISC licence) on a 24 × 24 field. */
const GLYPHS: Readonly<Record<string, string>> = {
  gate: 'M4 3 2 5v15c0 .6.4 1 1 1h2c.6 0 1-.4 1-1V5Z M6 8h12 M6 18h12 M20 3l-2 2v15c0 .6.4 1 1 1h2c.6 0 1-.4 1-1V5Z',
  opening:
    'M12 13v8 M12 3v3 M18.2 6a2 2 0 0 1 1.4.6l2 2a1.2 1.2 0 0 1 0 1.8l-2 2a2 2 0 0 1-1.4.6H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1z',
  airport:
    'M17.8 19.2 16 11l3.5-3.5C21 6 21.5 4 21 3c-1-.5-3 0-4.5 1.5L13 8 4.8 6.2c-.5-.1-.9.1-1.1.5l-.3.5c-.2.5-.1 1 .3 1.3L9 12l-2 3H4l-1 1 3 2 2 3 1-1v-3l3-2 3.5 5.3c.3.4.8.5 1.3.3l.5-.2c.4-.3.6-.7.5-1.2z',
  seaport: 'M12 6v16 m7-9 2-1a9 9 0 0 1-18 0l2 1 M9 11h6 M14 4a2 2 0 1 1-4 0a2 2 0 1 1 4 0',
  beach: 'M12 13v7a2 2 0 0 0 4 0 M12 2v2 M20.992 13a1 1 0 0 0 .97-1.274 10.284 10.284 0 0 0-19.923 0A1 1 0 0 0 3 13z',
  station:
    'M8 3.1V7a4 4 0 0 0 8 0V3.1 m-7 11.9-1-1 M15 15l1-1 M9 19c-2.8 0-5-2.2-5-5v-4a8 8 0 0 1 16 0v4c0 2.8-2.2 5-5 5Z M8 19l-2 3 M16 19l2 3',
  bridge: 'M3 17V9 M21 17V9 M2 13h20 M3 9c4 0 5 4 9 4s5-4 9-4',
  post: 'M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z',
  M01: 'M9 2h6v4H9z M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2 M8 12h8 M8 16h8',
  M02: 'M4 16v-2.38C4 11.5 2.97 10.5 3 8c.03-2.72 1.49-6 4.5-6C9.37 2 10 3.8 10 5.5c0 3.11-2 5.66-2 8.68V16a2 2 0 1 1-4 0Z M20 20v-2.38c0-2.12 1.03-3.12 1-5.62-.03-2.72-1.49-6-4.5-6C14.63 6 14 7.8 14 9.5c0 3.11 2 5.66 2 8.68V20a2 2 0 1 0 4 0Z M16 17h4 M4 13h4',
  M03: 'M14 13V8.5C14 7 15 7 15 5a3 3 0 0 0-6 0c0 2 1 2 1 3.5V13 M20 15.5a2.5 2.5 0 0 0-2.5-2.5h-11A2.5 2.5 0 0 0 4 15.5V17a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1z M5 22h14',
  M04: 'm11 17 2 2a1 1 0 1 0 3-3 M14 14l2.5 2.5a1 1 0 1 0 3-3l-3.88-3.88a3 3 0 0 0-4.24 0l-.88.88a1 1 0 1 1-3-3l2.81-2.81a5.79 5.79 0 0 1 7.06-.87l.47.28a2 2 0 0 0 1.42.25L21 4 M21 3l1 11h-2 M3 3 2 14l6.5 6.5a1 1 0 1 0 3-3 M3 4h8',
  M05: 'M7 18v-6a5 5 0 1 1 10 0v6 M5 21a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1v-1a2 2 0 0 0-2-2H7a2 2 0 0 0-2 2z M21 12h1 M2 12h1 M12 2v1 M12 12v6',
  M06: 'M16 2v6h6 M22 2l-6 6 M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384',
  M07: 'M22 17a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9.5C2 7 4 5 6.5 5H18c2.2 0 4 1.8 4 4v8Z M15 9h3v2 M6.5 5C9 5 11 7 11 9.5V17a2 2 0 0 1-2 2',
  M08: 'M11 6a13 13 0 0 0 8.4-2.8A1 1 0 0 1 21 4v12a1 1 0 0 1-1.6.8A13 13 0 0 0 11 14H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z M6 14a12 12 0 0 0 2.4 7.2 2 2 0 0 0 3.2-2.4A8 8 0 0 1 10 14 M8 6v8',
  M09: 'm8 11 2 2 4-4 M19 11a8 8 0 1 1-16 0a8 8 0 1 1 16 0 M21 21l-4.3-4.3',
  M10: 'M21.42 10.922a1 1 0 0 0-.019-1.838L12.83 5.18a2 2 0 0 0-1.66 0L2.6 9.08a1 1 0 0 0 0 1.832l8.57 3.908a2 2 0 0 0 1.66 0z M22 10v6 M6 12.5V16a6 3 0 0 0 12 0v-3.5',
  M11: 'M12 20.5 5 15c-1.5-1.5-3-3.2-3-5.500a5.500 5.500 0 0 1 9.591-3.676.6.6 0 0 0 .818 0A5.500 5.500 0 0 1 22 9.500c0 2.300-1.500 4-3 5.500z',
  M12: 'M12 3v18 M19 8l3 8a5 5 0 0 1-6 0zV7 M3 7h1a17 17 0 0 0 8-2 17 17 0 0 0 8 2h1 M5 8l3 8a5 5 0 0 1-6 0zV7 M7 21h10',
  M99: 'M13 12a1 1 0 1 1-2 0a1 1 0 1 1 2 0',
};
const SITE_GLYPHS = ['gate', 'opening', 'airport', 'seaport', 'beach', 'station', 'bridge', 'post'];
export const MEASURE_GLYPHS = Object.keys(GLYPHS).filter((name) => name.startsWith('M'));
const PIXEL_RATIO = 2;

interface Badge {
  size: number;
  fill: string;
  line: string;
  glyph?: string;
  ink?: string;
  isDashed?: boolean;
  isSquare?: boolean;
}

function draw({ size, fill, line, glyph, ink, isDashed, isSquare }: Badge): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * PIXEL_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.beginPath();
  if (isSquare) context.roundRect(1, 1, size - 2, size - 2, 4);
  else context.arc(size / 2, size / 2, size / 2 - 1, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.4;
  context.strokeStyle = line;
  if (isDashed) context.setLineDash([2.5, 2]);
  context.stroke();
  if (glyph && ink) {
    const inner = size * 0.6;
    context.translate((size - inner) / 2, (size - inner) / 2);
    context.scale(inner / 24, inner / 24);
    context.setLineDash([]);
    context.lineWidth = 2.4;
    context.lineCap = context.lineJoin = 'round';
    context.strokeStyle = ink;
    context.stroke(new Path2D(GLYPHS[glyph]));
  }
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** A sign like a road's: stretches with its text. */
function drawShield(fill: string, line: string): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 20 * PIXEL_RATIO;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.beginPath();
  context.roundRect(1, 1, 18, 18, 3);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = line;
  context.stroke();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** Puts every icon of the theme on the map, or replaces it after the theme changed. */
export function putIcons(map: MapLibreMap, theme: Theme): void {
  const base = BASE_COLOURS[theme];
  const meaning = MEANING_COLOURS[theme];
  const paper = theme === 'light' ? '#ffffff' : '#10161c';
  const put = (name: string, image: ImageData, options = {}) => {
    if (map.hasImage(name)) map.updateImage(name, image);
    else map.addImage(name, image, { pixelRatio: PIXEL_RATIO, ...options });
  };
  for (const glyph of SITE_GLYPHS) {
    put(`${glyph}-covered`, draw({ size: 24, fill: meaning.coverage[4], line: paper, glyph, ink: '#ffffff' }));
    put(
      `${glyph}-uncovered`,
      draw({ size: 24, fill: paper, line: meaning.gap, glyph, ink: meaning.gap, isDashed: true }),
    );
    put(`${glyph}-plain`, draw({ size: 24, fill: paper, line: base.label, glyph, ink: base.label }));
    put(`${glyph}-context`, draw({ size: 18, fill: paper, line: base.labelSoft, glyph, ink: base.labelSoft }));
  }
  for (const glyph of MEASURE_GLYPHS) {
    const square = { size: 19, isSquare: true, glyph };
    put(`${glyph}-verified`, draw({ ...square, fill: meaning.measure, line: paper, ink: paper }));
    put(`${glyph}-done`, draw({ ...square, fill: paper, line: meaning.measure, ink: meaning.measure }));
    put(
      `${glyph}-planned`,
      draw({ ...square, fill: paper, line: meaning.pending, ink: meaning.pending, isDashed: true }),
    );
  }
  put('town', draw({ size: 7, fill: paper, line: base.label }));
  put('shield', drawShield(base.shield, base.shieldLine), {
    stretchX: [[8, 32]],
    stretchY: [[8, 32]],
    content: [7, 4, 33, 36],
  });
}
