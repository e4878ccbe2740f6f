import type { RecordExportFormat } from '#geo/contract/record-exports.contract.ts';
import type { WriteRecords } from '../record-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeojson } from './write-geojson.ts';

/** Formats by registry: what each is written by. */
export const WRITERS: Partial<Record<RecordExportFormat, WriteRecords>> = { csv: writeCsv, geojson: writeGeojson };
