import type { Message } from '#geo/domain/errors.ts';
import type { LngLat } from '#geo/domain/geometry.ts';
import type { DayString } from '#geo/domain/period.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import type { RegisterLookup } from './register-lookup.ts';
import type { RowReader } from './row-reader.ts';

/** A stretch is compared every so many metres: far less than a commune is wide. */
const STEP_M = 500;
const ROWS_NAMED = 5;

/** A place that a row gives beside its commune. */
interface Written {
  kind: string;
  geometry?: unknown;
  routeId?: string;
  fromM?: number;
  toM?: number;
}

/**
 * Whether a place lies in the communes that its row names beside it, in one of
 * several at some point; undefined where nobody can say: no commune is named,
 * or its name is not clear, or the place is no point or stretch.
 */
export function liesInItsCommune(
  row: RowReader,
  place: Written,
  lookup: RegisterLookup,
  onDay: DayString,
): boolean | undefined {
  const positions = positionsOf(place, lookup);
  if (!row.has('commune') || positions.length === 0) return undefined;
  const ids = new Set<string>();
  for (const name of row.text('commune').split(/[;,|]/)) {
    const reading = lookup.places.find(name.trim(), onDay, { onlyCommunes: true });
    if (reading.kind !== 'found' || reading.place.kind !== 'communes') return undefined;
    for (const id of reading.place.communeIds) ids.add(id);
  }
  const names = new Set([...ids].map((id) => lookup.communeById(id)?.nameVi));
  return positions.some((lngLat) => names.has(lookup.communeAt(lngLat)?.nameVi));
}

function positionsOf({ geometry, routeId, fromM = 0, toM = 0 }: Written, lookup: RegisterLookup): LngLat[] {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
  if (type === 'Point') return [coordinates as LngLat];
  const route = routeId === undefined ? undefined : lookup.routeById(routeId);
  if (route === undefined) return [];
  const steps = Math.max(1, Math.ceil((toM - fromM) / STEP_M));
  return Array.from({ length: steps + 1 }, (_, i) => pointAtM(route, fromM + ((toM - fromM) * i) / steps));
}

/** What is said of the rows whose place does not lie in the commune beside it. */
export function elsewhereRemark(rows: readonly number[]): Message[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, ROWS_NAMED).join(', ') + (rows.length > ROWS_NAMED ? ', …' : '');
  return [
    {
      vi: `${rows.length} dòng có vị trí không thuộc xã, phường ghi bên cạnh (dòng ${named}); vị trí được dùng, hãy kiểm tra lại.`,
      en: `The place of ${rows.length} rows lies outside the commune beside it (rows ${named}); the place is used, check it.`,
    },
  ];
}
