import { Health, Session, SessionSwitch } from '#geo/contract/system.contract.ts';
import { DomainError } from '#geo/domain/errors.ts';
import { endpoint, type AnyEndpoint } from '../../http/endpoint.ts';
import { IDENTITY_COOKIE, findIdentity } from '../../http/identities.ts';
import { getHealth, sessionOf } from './system.service.ts';

const health = endpoint({
  method: 'get',
  path: '/api/health',
  permission: 'health.read',
  summary: { vi: 'Tình trạng máy chủ', en: 'State of the server' },
  answer: Health,
  handle: ({ ctx, db }) => getHealth(ctx, db),
});

const session = endpoint({
  method: 'get',
  path: '/api/session',
  permission: 'session.read',
  summary: { vi: 'Ai đang làm việc và được làm gì', en: 'Who is working and what they may do' },
  answer: Session,
  handle: ({ identity }) => sessionOf(identity),
});

const switchSession = endpoint({
  method: 'post',
  path: '/api/session',
  permission: 'session.switch',
  summary: { vi: 'Đổi vai làm việc', en: 'Switch identity' },
  body: SessionSwitch,
  answer: Session,
  transaction: false,
  handle: ({ body, res }) => {
    const identity = findIdentity(body.identityId);
    if (!identity) {
      throw new DomainError(
        'reference.unknown',
        { vi: 'Không có vai này.', en: 'There is no such identity.' },
        { path: 'identityId' },
      );
    }
    res.cookie(IDENTITY_COOKIE, identity.id, { httpOnly: true, sameSite: 'strict', path: '/' });
    return sessionOf(identity);
  },
});

export const systemEndpoints: AnyEndpoint[] = [health, session, switchSession];
