export interface AgencyReportTable {
  province_code: string;
  id: string;
  org_unit_id: string;
  from_on: string;
  /** Not in the range. */
  until_on: string;
  reported_on: string;
  origin: string;
  author_id: string;
  created_at: Date;
}
export interface ReportTables {
  agency_report: AgencyReportTable;
}
