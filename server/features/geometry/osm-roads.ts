import type { GeometryFormat } from '#geo/contract/geometry-updates.contract.ts';
import { SURROUNDINGS, type LngLat } from '#geo/domain/geometry.ts';
import { DomainError } from '#geo/domain/errors.ts';
import type { OsmWay } from '#geo/network/osm-names.ts';
import { unsupported } from '../imports/readers/refusals.ts';
import { isOsmPbf } from './osm-blobs.ts';
import { readOsmGeojson } from './read-osm-geojson.ts';
import { readOsmPbf } from './read-osm-pbf.ts';

/** What a file knows of roads and railways. */
export interface OsmRoads {
  /** Those that were asked for, near the province, each once. */
  ways: OsmWay[];
  /** All that the file has. */
  wayCount: number;
  /** Day of the extract, where the file says so. */
  extractOn: string | null;
}

/** Whether a way is asked for, by its tags. */
export type WayFilter = (way: Pick<OsmWay, 'tags'>) => boolean;

/**
 * Roads and railways of a file in either format. Most belong to no route:
 * only `isWanted` ones are kept, the others counted.
 * @throws DomainError file.*
 */
export function readOsmRoads(
  bytes: Uint8Array,
  fileName: string,
  isWanted: WayFilter,
  onProgress?: (share: number) => void,
): OsmRoads & { format: GeometryFormat } {
  if (bytes.length === 0) {
    throw new DomainError('file.empty', { vi: 'Tệp trống.', en: 'The file is empty.' }, { path: 'file' });
  }
  const format = formatOf(bytes, fileName);
  const read = format === 'osm-pbf' ? readOsmPbf(bytes, isWanted, onProgress) : readOsmGeojson(bytes, isWanted);
  if (read.wayCount === 0) throw noRoads();
  const seen = new Set<string>();
  const ways = read.ways.flatMap(nearbyParts).filter((way) => {
    const key = JSON.stringify([way.coordinates, Object.entries(way.tags).sort()]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { ...read, format, ways };
}

function noRoads(): DomainError {
  return new DomainError(
    'file.empty',
    {
      vi: 'Tệp không có đường bộ hay đường sắt nào (thẻ highway, railway).',
      en: 'The file has no road or railway (tags highway, railway).',
    },
    { path: 'file' },
  );
}

function formatOf(bytes: Uint8Array, fileName: string): GeometryFormat {
  if (isOsmPbf(bytes) || /\.pbf$/i.test(fileName)) return 'osm-pbf';
  // XML is what people download first; saying how to turn it is kinder than “not JSON”.
  if (/^[\s\ufeff]*</.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8')) || /\.(osm|xml|bz2)$/i.test(fileName)) {
    throw unsupported(
      'Chỉ đọc .osm.pbf và GeoJSON; hãy chuyển tệp: osmium cat vung.osm -o vung.osm.pbf.',
      'Only .osm.pbf and GeoJSON are read; convert the file: osmium cat region.osm -o region.osm.pbf.',
    );
  }
  return 'geojson';
}

/** A way by its runs of vertices in the province's surroundings: far off, the metric plane ends. */
function nearbyParts({ coordinates, tags }: OsmWay): OsmWay[] {
  const [west, south, east, north] = SURROUNDINGS;
  const parts: OsmWay[] = [];
  let run: LngLat[] = [];
  for (const at of [...coordinates, undefined]) {
    const isNear = at !== undefined && at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north;
    if (isNear) run.push(at);
    else {
      if (run.length >= 2) parts.push({ coordinates: run, tags });
      run = [];
    }
  }
  return parts;
}
