import type { ImportedRecord, ImportKind } from '#geo/contract/imports.contract.ts';
import type { ArealGeometry, LinearGeometry, LngLat } from '#geo/domain/geometry.ts';
import type { IncidentInput } from '#geo/domain/incident.ts';
import type { MeasureInput } from '#geo/domain/measure.ts';
import { describeIncidentPlace } from '../incidents/incidents.service.ts';
import { describeMeasurePlace } from '../measures/measures.service.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';
import type { ParsedImport } from './parse-import.ts';

const RECORDS_SHOWN = 500;
/** Vertices of a line or ring that are told: enough for a look at the map. */
const VERTICES_SHOWN = 200;

/** The first good rows in words and shapes, so that people recognise them before they are stored. */
export function describeImported(
  kind: ImportKind,
  { good, goodPrecisions, goodWritten }: Pick<ParsedImport, 'good' | 'goodPrecisions' | 'goodWritten'>,
  register: RegisterSnapshot,
): ImportedRecord[] {
  return good.slice(0, RECORDS_SHOWN).map(({ row, record }, i) => {
    const { labelPoint, ...words } =
      kind === 'measures'
        ? describeMeasurePlace((record as MeasureInput).place, register)
        : describeIncidentPlace((record as IncidentInput).place, register);
    const { type, firstOn, lastOn, note } = record;
    return {
      row,
      type,
      orgUnitIds: 'reportedToOrgUnitId' in record ? [record.reportedToOrgUnitId] : record.orgUnitIds,
      firstOn,
      lastOn,
      placeVi: words.vi,
      placeEn: words.en,
      written: goodWritten[i],
      precision: goodPrecisions[i],
      place: thinnedPlace(record.place),
      labelPoint,
      note,
    };
  });
}

function thinnedPlace(place: ImportedRecord['place']): ImportedRecord['place'] {
  switch (place.kind) {
    case 'track':
    case 'line':
      return { ...place, geometry: thinnedLines(place.geometry) };
    case 'polygon':
      return { ...place, geometry: thinnedAreas(place.geometry) };
    default:
      return place;
  }
}

const thinnedLines = (geometry: LinearGeometry): LinearGeometry =>
  geometry.type === 'LineString'
    ? { ...geometry, coordinates: thinned(geometry.coordinates) }
    : { ...geometry, coordinates: geometry.coordinates.map(thinned) };

const thinnedAreas = (geometry: ArealGeometry): ArealGeometry =>
  geometry.type === 'Polygon'
    ? { ...geometry, coordinates: geometry.coordinates.map(thinned) }
    : { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(thinned)) };

/** Every so many vertices, the ends always: a closed ring stays closed. */
function thinned(vertices: LngLat[]): LngLat[] {
  const step = Math.ceil(vertices.length / VERTICES_SHOWN);
  return vertices.filter((_, i) => i % step === 0 || i === vertices.length - 1);
}
