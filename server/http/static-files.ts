import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { notFound } from './errors.ts';

const YEAR_S = 31_536_000;

/**
 * The built client. Files under assets/ carry a hash in their name and never
 * change; index.html is asked for again each time. Any page path without a
 * file extension gets index.html; a missing file or API path is a 404.
 */
export function serveClient(app: Express, distDir: string): void {
  app.use(
    express.static(distDir, {
      index: false,
      setHeaders: (response, path) => {
        const forever = path.startsWith(join(distDir, 'assets'));
        response.setHeader('Cache-Control', forever ? `public, max-age=${YEAR_S}, immutable` : 'no-cache');
      },
    }),
  );
  app.use(function servePage(request: Request, response: Response, next: NextFunction) {
    const wantsPage = request.method === 'GET' || request.method === 'HEAD';
    const isPage = !request.path.startsWith('/api/') && !/\.\w+$/.test(request.path);
    const index = join(distDir, 'index.html');
    if (!wantsPage || !isPage || !existsSync(index)) {
      next(notFound());
      return;
    }
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(index, (error) => error && next(error));
  });
}
