import { join } from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { AppContext } from './context.ts';
import { auditEndpoints } from './features/audit/audit.http.ts';
import { batchEndpoints } from './features/batches/batches.http.ts';
import { coverageEndpoints } from './features/coverage/coverage.http.ts';
import { demoEndpoints } from './features/demo/demo.http.ts';
import { exportEndpoints } from './features/exports/exports.http.ts';
import { geometryUpdateEndpoints } from './features/geometry/geometry-updates.http.ts';
import { heatEndpoints } from './features/hotspots/heat.http.ts';
import { importEndpoints } from './features/imports/imports.http.ts';
import { incidentEndpoints } from './features/incidents/incidents.http.ts';
import { measureEndpoints } from './features/measures/measures.http.ts';
import { periodEndpoints } from './features/periods/periods.http.ts';
import { placeEndpoints } from './features/places/places.http.ts';
import { progressEndpoints } from './features/progress/progress.http.ts';
import { qualityEndpoints } from './features/quality/quality.http.ts';
import { recordExportEndpoints } from './features/record-exports/record-exports.http.ts';
import { registerEndpoints } from './features/register/register.http.ts';
import { registerVersionEndpoints } from './features/register-versions/register-versions.http.ts';
import { reportEndpoints } from './features/reports/reports.http.ts';
import { systemEndpoints } from './features/system/system.http.ts';
import { tileEndpoints } from './features/tiles/tiles.http.ts';
import { trackEndpoints } from './features/tracks/tracks.http.ts';
import type { AnyEndpoint } from './http/endpoint.ts';
import { errorHandler } from './http/errors.ts';
import { requestLogger } from './http/log-requests.ts';
import { mount } from './http/mount.ts';
import { openApiEndpoint } from './http/openapi.ts';
import { originCheck } from './http/origin-check.ts';
import { CONTENT_SECURITY_POLICY } from './http/security-policy.ts';
import { serveClient } from './http/static-files.ts';

/** Every feature's endpoints, in one hand-written list. */
export const FEATURE_ENDPOINTS: readonly AnyEndpoint[] = [
  ...systemEndpoints,
  ...registerEndpoints,
  ...registerVersionEndpoints,
  ...geometryUpdateEndpoints,
  ...periodEndpoints,
  ...recordExportEndpoints,
  ...measureEndpoints,
  ...incidentEndpoints,
  ...reportEndpoints,
  ...importEndpoints,
  ...trackEndpoints,
  ...placeEndpoints,
  ...progressEndpoints,
  ...batchEndpoints,
  ...qualityEndpoints,
  ...coverageEndpoints,
  ...heatEndpoints,
  ...exportEndpoints,
  ...tileEndpoints,
  ...auditEndpoints,
  ...demoEndpoints,
];

/** All that is mounted: the features' endpoints and their description. */
export function endpointsOf(features: readonly AnyEndpoint[] = FEATURE_ENDPOINTS): AnyEndpoint[] {
  return [...features, openApiEndpoint(features)];
}

/** @param distDir the built client */
export function createApp(
  ctx: AppContext,
  endpoints: readonly AnyEndpoint[] = endpointsOf(),
  distDir: string = join(import.meta.dirname, '../dist'),
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(requestLogger(ctx.log));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY }, hsts: false }));
  app.use(originCheck(ctx.config));
  app.use(compression());
  for (const spec of endpoints) mount(app, ctx, spec);
  serveClient(app, distDir);
  app.use(errorHandler(ctx.log));
  return app;
}
