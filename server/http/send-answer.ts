import type { Request, Response } from 'express';
import { RawAnswer } from './endpoint.ts';

/** Writes a success. Everything is private to the identity and revalidated by its ETag. */
export function sendAnswer(_request: Request, response: Response, status: number, answer: unknown): void {
  response.status(status);
  response.setHeader('Cache-Control', 'private, no-cache');
  response.vary('Cookie').vary('X-Identity');
  if (!(answer instanceof RawAnswer)) {
    response.json(answer ?? null);
    return;
  }
  response.setHeader('Content-Type', answer.contentType);
  if (answer.fileName !== undefined) response.setHeader('Content-Disposition', dispositionOf(answer.fileName));
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  const { body } = answer;
  response.send(typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length));
}

/** RFC 6266: an ASCII stand-in and the real, possibly Vietnamese, name. */
function dispositionOf(fileName: string): string {
  const ascii = fileName.replaceAll(/[^\w.-]+/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
