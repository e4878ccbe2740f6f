import type { RecordExportFormat } from '#geo/contract/record-exports.contract.ts';
import type { RecordTable, WrittenFile } from '../../features/record-exports/record-table.ts';
import { WRITERS } from '../../features/record-exports/writers/writers.ts';

/** Writes records as a file of some format. */
export async function run({ format, table }: { format: RecordExportFormat; table: RecordTable }): Promise<WrittenFile> {
  return WRITERS[format](table);
}
