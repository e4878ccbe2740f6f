import type { NextFunction, Request, Response } from 'express';
import { DomainError } from '#geo/domain/errors.ts';
import type { Config } from '../config/config.ts';

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Two doors against foreign web pages. A server on loopback answers to
 * loopback names only, so that a page whose name was re-pointed to 127.0.0.1
 * cannot read it. A request that may change something must come from our own
 * page or from a program, never from another site's page.
 */
export function originCheck(config: Pick<Config, 'isLoopback'>) {
  return function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
    const host = request.get('host') ?? '';
    if (config.isLoopback && !LOOPBACK_NAMES.has(hostName(host))) {
      throw new DomainError('host.refused', {
        vi: 'Máy chủ chỉ trả lời tại địa chỉ nội bộ của máy này.',
        en: 'The server answers at loopback addresses only.',
      });
    }
    if (!isSafe(request.method) && isForeign(request, host)) {
      throw new DomainError('permission.denied', {
        vi: 'Yêu cầu thay đổi dữ liệu phải đến từ chính trang này.',
        en: 'A request that changes data must come from this site itself.',
      });
    }
    next();
  };
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

function isForeign(request: Request, host: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = request.get('origin');
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host.toLowerCase();
}
