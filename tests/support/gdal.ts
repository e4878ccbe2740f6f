import { execFileSync } from 'node:child_process';

const message = 'GDAL (ogr2ogr, ogrinfo) not found; to enable: apt-get install -y gdal-bin';

/**
 * Whether the tools of the trade are there to look at what we write; where
 * they are not, that is said aloud.
 * @throws when they are not and NOTHING_LEFT_OUT=1
 */
export function hasGdal(): boolean {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' });
    execFileSync('ogr2ogr', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env.NOTHING_LEFT_OUT === '1') throw new Error(message);
    console.warn(`\nBỎ QUA / LEFT OUT: GDAL. ${message}\n`);
    return false;
  }
}

/** Layers that GDAL sees in a file, with their coordinate systems and the types of their fields. */
export function layersOfGdal(path: string): { name: string; count: number; wgs84: boolean; fields: string[] }[] {
  const text = execFileSync('ogrinfo', ['-ro', '-so', '-al', path], { encoding: 'utf8' });
  return text
    .split(/^Layer name: /m)
    .slice(1)
    .map((layer) => ({
      name: layer.slice(0, layer.indexOf('\n')),
      count: Number(/^Feature Count: (\d+)/m.exec(layer)![1]),
      wgs84: /^(GEOGCRS|GEOGCS)\["WGS 84"/m.test(layer),
      fields: [...layer.matchAll(/^(\S[^:\n]*): (?:String|Integer|Integer64|Real|Date|DateTime) \(/gm)].map(
        (f) => f[1],
      ),
    }));
}

export interface GdalFeature {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown } | null;
}

/** Features of one layer as GDAL reads them, to the last digit. */
export function featuresOfGdal(path: string, layer: string): GdalFeature[] {
  const args = ['-f', 'GeoJSONSeq', '-lco', 'COORDINATE_PRECISION=17', '/vsistdout/', path, layer];
  const text = execFileSync('ogr2ogr', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as GdalFeature);
}
