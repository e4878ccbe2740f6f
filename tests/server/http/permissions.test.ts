import { describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLES, isAllowed } from '#geo/domain/permission.ts';
import { endpointsOf } from '#server/app.ts';
import { loadRegisterIfStale } from '#server/features/register/register.service.ts';
import { useServer } from '#tests/support/server.ts';
import { frameEndpoints } from './frame-endpoints.ts';

const ENDPOINTS = endpointsOf();
/** Middleware that is not an endpoint; all of it is mounted in app.ts. */
const FRAME_LAYERS = [
  'logRequests',
  'helmetMiddleware',
  'checkOrigin',
  'compression',
  'serveStatic',
  'servePage',
  'handleError',
];

interface Layer {
  name: string;
  route?: { path: string; methods: Record<string, boolean> };
}

const t = useServer('embedded', {
  prepare: async (ctx) => {
    await loadRegisterIfStale(ctx);
  },
});

describe('every endpoint', () => {
  it('is mounted from a spec, and nothing else is mounted', () => {
    const layers = (t.app as unknown as { router: { stack: Layer[] } }).router.stack;
    const mounted = layers.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`) : [],
    );
    expect(mounted).toEqual(ENDPOINTS.map(({ method, path }) => `${method} ${path}`));
    expect(layers.filter(({ route }) => !route).map(({ name }) => name)).toEqual(FRAME_LAYERS);
  });

  it('has a permission of the table and a summary in both languages', () => {
    for (const { path, permission, summary } of ENDPOINTS) {
      expect(PERMISSIONS, path).toContain(permission);
      expect(summary.vi.length, path).toBeGreaterThan(3);
      expect(summary.en.length, path).toBeGreaterThan(3);
    }
  });

  it('is there once', () => {
    const names = ENDPOINTS.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is described at /openapi.json, with what it needs', async () => {
    const { body } = await t.request('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const { method, path, permission } of ENDPOINTS) {
      const operation = body.paths[path]?.[method];
      expect(operation?.['x-permission'], `${method} ${path}`).toBe(permission);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((p: any) => p.in === 'path').map((p: any) => p.name);
      expect(declared.sort(), path).toEqual(inPath.sort());
    }
  });

  const cases = ENDPOINTS.flatMap((spec) => ROLES.map((role) => ({ spec, role, name: `${spec.method} ${spec.path}` })));
  it.each(cases)('$name as $role: as the table says', async ({ spec, role }) => {
    const path = spec.path.replaceAll(/\{\w+\}/g, '1');
    const { status, body } = await t.request(path, { method: spec.method.toUpperCase(), as: role });
    const denied = status === 403 && body?.error.code === 'permission.denied';
    expect(denied).toBe(!isAllowed(role, spec.permission));
    expect(status).not.toBe(500);
  });

  it('denies before it reads what was sent', async () => {
    const spec = frameEndpoints.find(({ path }) => path === '/api/try/verify');
    expect(spec?.permission).toBe('measure.verify');
    const { status } = await t.request('/api/measures/1/verify', { method: 'POST', body: 'not json', as: 'entry' });
    expect(status).toBe(403);
  });
});
