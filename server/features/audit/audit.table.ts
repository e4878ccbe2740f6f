import type { GeneratedAlways, JSONColumnType } from 'kysely';

export interface AuditEventTable {
  province_code: string;
  id: GeneratedAlways<number>;
  happened_at: Date;
  identity_id: string;
  role: string;
  org_unit_id: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  subject_version: number | null;
  subject_count: number;
  detail: JSONColumnType<Record<string, unknown>>;
}
export interface AuditTables {
  audit_event: AuditEventTable;
}
