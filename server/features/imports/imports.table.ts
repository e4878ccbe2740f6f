import type { Generated, JSONColumnType } from 'kysely';
import type {
  ColumnMapping,
  ImportConstants,
  ImportFormat,
  ImportKind,
  ImportPreview,
} from '#geo/contract/imports.contract.ts';
import type { ParsedImport } from './parse-import.ts';

export interface ImportBatchTable {
  province_code: Generated<string>;
  id: string;
  kind: ImportKind;
  format: ImportFormat;
  file_name: string;
  sha256: string;
  identity_id: string;
  org_unit_id: string;
  state: 'previewed' | 'confirmed' | 'undone';
  good: number;
  bad_total: number;
  preview: JSONColumnType<ImportPreview>;
  /** Null once confirmed. */
  records: JSONColumnType<ParsedImport['good'] | null, string | null, string | null>;
  created_at: Date;
  expires_at: Date;
  confirmed_at: Date | null;
  undone_at: Generated<Date | null>;
  undone_by: Generated<string | null>;
}

export interface ImportMappingTable {
  province_code: Generated<string>;
  org_unit_id: string;
  kind: ImportKind;
  headings_sha256: string;
  mapping: JSONColumnType<ColumnMapping>;
  constants: JSONColumnType<ImportConstants>;
  used_at: Date;
}

export interface ImportTables {
  import_batch: ImportBatchTable;
  import_mapping: ImportMappingTable;
}
