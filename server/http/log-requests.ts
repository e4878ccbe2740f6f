import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';

/** One line per request: method, path, status, duration. No query (it may hold places), no body, no address. */
export function requestLogger(log: Logger) {
  return function logRequests(request: Request, response: Response, next: NextFunction): void {
    const startedAt = performance.now();
    response.on('finish', () => {
      const durationMs = Math.round(performance.now() - startedAt);
      const line = { method: request.method, path: request.path, status: response.statusCode, durationMs };
      if (response.statusCode >= 500) log.error(line, 'request');
      else log.debug(line, 'request');
    });
    next();
  };
}
