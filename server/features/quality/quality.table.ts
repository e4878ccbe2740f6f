export interface QualityDismissalTable {
  province_code: string;
  finding_key: string;
  kind: string;
  /** `versionsOf` the records when it was set aside. */
  record_versions: string;
  reason: string;
  dismissed_by: string;
  dismissed_by_org_unit_id: string;
  dismissed_at: Date;
}
export interface QualityTables {
  quality_dismissal: QualityDismissalTable;
}
