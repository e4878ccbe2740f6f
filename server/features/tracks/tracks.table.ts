import type { Generated, JSONColumnType } from 'kysely';
import type { ImportFormat } from '#geo/contract/imports.contract.ts';
import type { StagedPatrol } from './track-patrols.ts';

export interface TrackPreviewTable {
  province_code: Generated<string>;
  id: string;
  file_name: string;
  format: ImportFormat;
  sha256: string;
  identity_id: string;
  patrols: JSONColumnType<StagedPatrol[]>;
  expires_at: Date;
}

export interface TrackTables {
  track_preview: TrackPreviewTable;
}
