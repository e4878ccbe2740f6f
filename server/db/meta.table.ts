import type { ColumnType, Generated } from 'kysely';

/** One row: facts about this database. */
export interface MetaTable {
  only_row: ColumnType<boolean, boolean | undefined, never>;
  /** Rises by one with every change to measures, incidents or reports. */
  data_version: number;
  /** Version of the register that was loaded; null before the first load. */
  register_version: string | null;
  /** When the demo year was loaded or removed for good; null while that is undecided. */
  demo_decided_at: Date | null;
  /** True from the demo year's loading to its removal. */
  has_demo_data: Generated<boolean>;
}

export interface SchemaMigrationTable {
  name: string;
  checksum: string;
  applied_at: ColumnType<Date, Date | string | undefined, never>;
}

export interface MetaTables {
  meta: MetaTable;
  schema_migration: SchemaMigrationTable;
}
