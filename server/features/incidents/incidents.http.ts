import { z } from 'zod';
import {
  IncidentCreate,
  IncidentPage,
  IncidentQuery,
  IncidentUpdate,
  IncidentView,
} from '#geo/contract/incidents.contract.ts';
import { VersionOnly } from '#geo/contract/measures.contract.ts';
import { IncidentId } from '#geo/domain/ids.ts';
import { endpoint, rawAnswer, type AnyEndpoint } from '../../http/endpoint.ts';
import { createIncident, getIncident, listIncidents, removeIncident, updateIncident } from './incidents.service.ts';

const OneIncident = z.object({ id: IncidentId });

// Reads open a transaction too: the audit line of an exact read is stored before the answer leaves.
const list = endpoint({
  method: 'get',
  path: '/api/incidents',
  permission: 'incident.read',
  summary: { vi: 'Danh sách vụ việc', en: 'List incidents' },
  query: IncidentQuery,
  answer: IncidentPage,
  transaction: true,
  handle: ({ ctx, db, identity, query }) => listIncidents(ctx, db, identity, query),
});

const get = endpoint({
  method: 'get',
  path: '/api/incidents/{id}',
  permission: 'incident.read',
  summary: { vi: 'Một vụ việc', en: 'One incident' },
  params: OneIncident,
  answer: IncidentView,
  transaction: true,
  handle: ({ ctx, db, identity, params }) => getIncident(ctx, db, identity, params.id),
});

const create = endpoint({
  method: 'post',
  path: '/api/incidents',
  permission: 'incident.create',
  summary: { vi: 'Nhập vụ việc', en: 'Enter an incident' },
  body: IncidentCreate,
  answer: IncidentView,
  status: 201,
  handle: ({ ctx, db, identity, body }) => createIncident(ctx, db, identity, body),
});

const update = endpoint({
  method: 'put',
  path: '/api/incidents/{id}',
  permission: 'incident.edit',
  summary: { vi: 'Sửa vụ việc', en: 'Edit an incident' },
  params: OneIncident,
  body: IncidentUpdate,
  answer: IncidentView,
  handle: ({ ctx, db, identity, params, body }) => updateIncident(ctx, db, identity, params.id, body),
});

const remove = endpoint({
  method: 'delete',
  path: '/api/incidents/{id}',
  permission: 'incident.delete',
  summary: { vi: 'Xóa vụ việc', en: 'Delete an incident' },
  params: OneIncident,
  query: VersionOnly,
  answer: { contentType: 'text/plain' },
  status: 204,
  handle: async ({ ctx, db, identity, params, query }) => {
    await removeIncident(ctx, db, identity, params.id, query.version);
    return rawAnswer({ contentType: 'text/plain', body: '' });
  },
});

export const incidentEndpoints: AnyEndpoint[] = [list, get, create, update, remove];
