import type { AuditTables } from '../features/audit/audit.table.ts';
import type { CoverageTables } from '../features/coverage/coverage.table.ts';
import type { GeometryTables } from '../features/geometry/geometry-updates.table.ts';
import type { ImportTables } from '../features/imports/imports.table.ts';
import type { IncidentTables } from '../features/incidents/incidents.table.ts';
import type { MeasureTables } from '../features/measures/measures.table.ts';
import type { QualityTables } from '../features/quality/quality.table.ts';
import type { RegisterTables } from '../features/register/register.table.ts';
import type { ReportTables } from '../features/reports/reports.table.ts';
import type { TrackTables } from '../features/tracks/tracks.table.ts';
import type { MetaTables } from './meta.table.ts';

/** All tables; every feature adds its own `x.table.ts`. */
export interface Database
  extends
    MetaTables,
    RegisterTables,
    GeometryTables,
    MeasureTables,
    IncidentTables,
    ReportTables,
    AuditTables,
    QualityTables,
    ImportTables,
    TrackTables,
    CoverageTables {}
