import type { Request } from 'express';
import type { z } from 'zod';
import type { Identity as IdentityContract } from '#geo/contract/system.contract.ts';
import { OrgUnitId } from '#geo/domain/ids.ts';

export type Identity = z.infer<typeof IdentityContract>;

/**
 * Until accounts arrive: two people of two agencies, so that what one enters
 * another verifies, and one who keeps the register. Anyone at this machine may switch; the log and every
 * record say which identity acted.
 */
export const IDENTITIES: readonly Identity[] = [
  {
    id: 'entry',
    role: 'entry',
    nameVi: 'Cán bộ nhập liệu, Bộ đội Biên phòng',
    nameEn: 'Entry officer, Border Guard',
    orgUnitId: OrgUnitId.parse('BP'),
  },
  {
    id: 'verifier',
    role: 'verifier',
    nameVi: 'Cán bộ xác minh, Công an tỉnh',
    nameEn: 'Verifying officer, Provincial Police',
    orgUnitId: OrgUnitId.parse('CA'),
  },
  {
    id: 'admin',
    role: 'admin',
    nameVi: 'Quản trị danh mục',
    nameEn: 'Register administrator',
    orgUnitId: OrgUnitId.parse('CA'),
  },
];

/** Cookies are shared by all ports of a host: the name is ours alone. */
export const IDENTITY_COOKIE = 'trong-diem-identity';

export function findIdentity(id: string | undefined): Identity | undefined {
  return IDENTITIES.find((identity) => identity.id === id);
}

/** Who asks: header `X-Identity`, else the cookie, else the entry officer. An unknown name is nobody. */
export function identityOf(request: Request): Identity | undefined {
  const named = request.get('x-identity') ?? cookieOf(request, IDENTITY_COOKIE);
  return named === undefined ? IDENTITIES[0] : findIdentity(named);
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [key, value] = pair.split('=', 2);
    if (key.trim() === name && value !== undefined) return value.trim();
  }
  return undefined;
}
