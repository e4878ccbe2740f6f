import { z } from 'zod';
import { NamedWork } from '#geo/contract/progress.contract.ts';
import {
  AreaAdd,
  AreaChange,
  RegisterChanged,
  RegisterRetire,
  RegisterUndo,
  RegisterUndone,
  RegisterVersionList,
  RouteAdd,
  RouteChange,
  ShiftQuery,
  ShiftReport,
  SiteAdd,
  SiteChange,
} from '#geo/contract/register-versions.contract.ts';
import type { Area } from '#geo/domain/area.ts';
import { UnitClass, UnitId } from '#geo/domain/coverage.ts';
import { AreaId, RouteId, SiteId } from '#geo/domain/ids.ts';
import type { Route } from '#geo/domain/route.ts';
import type { Site } from '#geo/domain/site.ts';
import type { AppContext } from '../../context.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identities.ts';
import { addMember } from './add-member.service.ts';
import { changedArea, changedSite, newArea, newSite } from './edited-records.ts';
import { changedRoute, newRoute } from './edited-route.ts';
import { changeMember, listVersions } from './register-versions.service.ts';
import { getShifts } from './route-shifts.service.ts';
import { undoVersion } from './undo-version.service.ts';

const Member = z.object({ unitClass: UnitClass, id: UnitId });

interface Asked {
  ctx: AppContext;
  identity: Identity;
  query: NamedWork;
  signal: AbortSignal;
}

/** Says under its name that a change is being stored; whoever leaves before the end has changed nothing. */
function storing<A>({ ctx, identity, query, signal }: Asked, work: () => Promise<A>): Promise<A> {
  return ctx.progress.follow(identity.id, query.progressId, async (tell) => {
    tell('storing');
    const answer = await work();
    // The transaction goes back.
    signal.throwIfAborted();
    return answer;
  });
}

const list = endpoint({
  method: 'get',
  path: '/api/register/{unitClass}/{id}/versions',
  permission: 'register.read',
  summary: { vi: 'Các phiên bản của một thành viên', en: 'The versions of a member' },
  params: Member,
  answer: RegisterVersionList,
  handle: ({ ctx, db, params }) => listVersions(ctx, db, params.unitClass, params.id),
});

const changeSummary = { vi: 'Sửa một thành viên từ một ngày', en: 'Change a member from a day on' };

const changeRoute = endpoint({
  method: 'post',
  path: '/api/register/route/{id}/changes',
  permission: 'register.edit',
  summary: changeSummary,
  params: z.object({ id: RouteId }),
  query: NamedWork,
  body: RouteChange,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, params, query, signal, body: { change, ...order } }) =>
    storing({ ctx, identity, query, signal }, () =>
      changeMember<Route>(ctx, db, identity, 'route', params.id, order, (before, register) =>
        changedRoute(before, change, register),
      ),
    ),
});

const changeArea = endpoint({
  method: 'post',
  path: '/api/register/area/{id}/changes',
  permission: 'register.edit',
  summary: changeSummary,
  params: z.object({ id: AreaId }),
  query: NamedWork,
  body: AreaChange,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, params, query, signal, body: { change, ...order } }) =>
    storing({ ctx, identity, query, signal }, () =>
      changeMember<Area>(ctx, db, identity, 'area', params.id, order, (before, register) =>
        changedArea(before, change, register),
      ),
    ),
});

const changeSite = endpoint({
  method: 'post',
  path: '/api/register/site/{id}/changes',
  permission: 'register.edit',
  summary: changeSummary,
  params: z.object({ id: SiteId }),
  query: NamedWork,
  body: SiteChange,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, params, query, signal, body: { change, ...order } }) =>
    storing({ ctx, identity, query, signal }, () =>
      changeMember<Site>(ctx, db, identity, 'site', params.id, order, (before, register) =>
        changedSite(before, change, register),
      ),
    ),
});

const addSummary = { vi: 'Thêm một thành viên từ một ngày', en: 'Add a member from a day on' };

const addRoute = endpoint({
  method: 'post',
  path: '/api/register/route',
  permission: 'register.edit',
  summary: addSummary,
  query: NamedWork,
  body: RouteAdd,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, query, signal, body }) =>
    storing({ ctx, identity, query, signal }, () =>
      addMember(ctx, db, identity, 'route', body, (id, register) => newRoute(id, body, register)),
    ),
});

const addArea = endpoint({
  method: 'post',
  path: '/api/register/area',
  permission: 'register.edit',
  summary: addSummary,
  query: NamedWork,
  body: AreaAdd,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, query, signal, body }) =>
    storing({ ctx, identity, query, signal }, () =>
      addMember(ctx, db, identity, 'area', body, (id, register) => newArea(id, body, register)),
    ),
});

const addSite = endpoint({
  method: 'post',
  path: '/api/register/site',
  permission: 'register.edit',
  summary: addSummary,
  query: NamedWork,
  body: SiteAdd,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, query, signal, body }) =>
    storing({ ctx, identity, query, signal }, () =>
      addMember(ctx, db, identity, 'site', body, (id, register) => newSite(id, body, register)),
    ),
});

const shifts = endpoint({
  method: 'get',
  path: '/api/register/route/{id}/shifts',
  permission: 'register.read',
  summary: {
    vi: 'Bản ghi trên một tuyến đọc thế nào giữa hai phiên bản',
    en: 'How the records on a route read on two versions of it',
  },
  params: z.object({ id: RouteId }),
  query: ShiftQuery,
  answer: ShiftReport,
  // Exact places that are read leave a line in the audit log.
  transaction: true,
  handle: ({ ctx, db, identity, params, query }) => getShifts(ctx, db, identity, params.id, query),
});

const retire = endpoint({
  method: 'post',
  path: '/api/register/{unitClass}/{id}/retire',
  permission: 'register.edit',
  summary: { vi: 'Đưa một thành viên ra khỏi danh mục từ một ngày', en: 'Retire a member from a day on' },
  params: Member,
  query: NamedWork,
  body: RegisterRetire,
  answer: RegisterChanged,
  handle: ({ ctx, db, identity, params, query, signal, body }) =>
    storing({ ctx, identity, query, signal }, () =>
      changeMember(ctx, db, identity, params.unitClass, params.id, body, null),
    ),
});

const undo = endpoint({
  method: 'post',
  path: '/api/register/{unitClass}/{id}/undo',
  permission: 'register.edit',
  summary: { vi: 'Rút lại phiên bản mới nhất', en: 'Take back the newest version' },
  params: Member,
  query: NamedWork,
  body: RegisterUndo,
  answer: RegisterUndone,
  handle: ({ ctx, db, identity, params, query, signal, body }) =>
    storing({ ctx, identity, query, signal }, () =>
      undoVersion(ctx, db, identity, params.unitClass, params.id, body.baseVersion),
    ),
});

export const registerVersionEndpoints: AnyEndpoint[] = [
  list,
  shifts,
  addRoute,
  addArea,
  addSite,
  changeRoute,
  changeArea,
  changeSite,
  retire,
  undo,
];
