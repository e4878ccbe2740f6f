import type { LngLat } from '#geo/domain/geometry.ts';

/** A GPS track under review, drawn over the map; ids link it with the table beside it. */
export interface TrackOnMap {
  raw: readonly (readonly LngLat[])[];
  /** `tint` tells routes apart; see `TRACK_TINTS`. */
  stretches: readonly { id: string; tint: number; line: readonly LngLat[]; uncertain: boolean }[];
  offRoute: readonly { id: string; line: readonly LngLat[] }[];
  dwells: readonly { id: string; at: LngLat; label: string }[];
  /** Positions that were taken out. */
  removed: readonly LngLat[];
  hoveredId: string | null;
  /** Drawn by the drawing, with its handles. */
  selectedId: string | null;
  onHover(id: string | null): void;
  onSelect(id: string): void;
}

/** Names of the features that stand for things one can point at. */
export const POINTED = ['stretch', 'off', 'dwell'] as const;

/** Lines and points of a track, told apart by `role`. */
export function trackFeatures(track: TrackOnMap | null): GeoJSON.FeatureCollection {
  if (!track) return { type: 'FeatureCollection', features: [] };
  const { hoveredId, selectedId } = track;
  const features: GeoJSON.Feature[] = [];
  const line = (coordinates: readonly LngLat[], properties: Record<string, unknown>) => {
    if (coordinates.length < 2) return;
    features.push({
      type: 'Feature',
      geometry: { type: 'LineString', coordinates: coordinates as LngLat[] },
      properties,
    });
  };
  const point = (coordinates: LngLat, properties: Record<string, unknown>) =>
    features.push({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties });
  for (const path of track.raw) line(path, { role: 'raw' });
  for (const { id, line: path } of track.offRoute) line(path, { role: 'off', id, isHovered: id === hoveredId });
  for (const { id, line: path, tint, uncertain } of track.stretches)
    if (id !== selectedId) line(path, { role: 'stretch', id, tint, uncertain, isHovered: id === hoveredId });
  for (const at of track.removed) point(at, { role: 'removed' });
  for (const { id, at, label } of track.dwells) point(at, { role: 'dwell', id, label, isHovered: id === hoveredId });
  return { type: 'FeatureCollection', features };
}
