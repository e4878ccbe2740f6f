import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import multer, { MulterError } from 'multer';
import { z } from 'zod';
import { DomainError } from '#geo/domain/errors.ts';
import { isAllowed } from '#geo/domain/permission.ts';
import type { AppContext } from '../context.ts';
import { runInTransaction } from '../db/transaction.ts';
import { cleanInput } from './clean-input.ts';
import { NO_FIELDS, RawAnswer, opensTransaction, type AnyEndpoint, type EndpointRequest } from './endpoint.ts';
import { malformed, timeoutFault, unsupportedMedia } from './errors.ts';
import { identityOf, type Identity } from './identities.ts';
import { sendAnswer } from './send-answer.ts';
import { domainErrorOf } from './zod-faults.ts';

const JSON_LIMIT = '2mb';
const FILE_LIMIT = 20 * 1024 * 1024;

/** Mounts one endpoint: who may → read → validate → handle (in its transaction) → answer. */
export function mount(app: Express, ctx: AppContext, spec: AnyEndpoint): void {
  const path = spec.path.replaceAll(/\{(\w+)\}/g, ':$1');
  app[spec.method](path, authorize(spec), ...readBody(spec), handle(ctx, spec));
}

function authorize(spec: AnyEndpoint): RequestHandler {
  return (request, response, next) => {
    const identity = identityOf(request);
    if (!identity || !isAllowed(identity.role, spec.permission)) {
      throw new DomainError('permission.denied', {
        vi: 'Tài khoản đang dùng không có quyền làm việc này.',
        en: 'The identity in use may not do this.',
      });
    }
    response.locals.identity = identity;
    next();
  };
}

function readBody(spec: AnyEndpoint): RequestHandler[] {
  if (spec.multipart) {
    const upload = multer({
      storage: multer.memoryStorage(),
      limits: { fileSize: FILE_LIMIT, files: 1, fields: 20, fieldSize: 64 * 1024, parts: 24 },
      defParamCharset: 'utf8',
    });
    return [requireType('multipart/form-data'), readForm(upload.any())];
  }
  if (spec.body) return [requireType('application/json'), express.json({ limit: JSON_LIMIT, strict: false })];
  return [];
}

/** What the form parser throws besides its own limits is a form that cannot be read. */
function readForm(upload: RequestHandler): RequestHandler {
  return (request, response, next) => {
    void upload(request, response, (error: unknown) => {
      next(error instanceof Error && !(error instanceof MulterError) ? malformed() : error);
    });
  };
}

function requireType(type: string): RequestHandler {
  return (request, _response, next) => {
    if (!request.is(type)) throw unsupportedMedia();
    next();
  };
}

function handle(ctx: AppContext, spec: AnyEndpoint): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort(new Error('the client went away'));
    });
    const timeout = AbortSignal.timeout(ctx.config.requestTimeoutMs);
    try {
      const parts = await partsOf(spec, request);
      const identity = response.locals.identity as Identity;
      const input: Omit<EndpointRequest<any, any, any>, 'db'> = {
        ...parts,
        files: filesOf(request),
        identity,
        ctx,
        signal: AbortSignal.any([gone.signal, timeout]),
        res: response,
        log: ctx.log,
      };
      const answer: unknown = opensTransaction(spec)
        ? await runInTransaction(ctx.db, async (db) => spec.handle({ ...input, db }))
        : await spec.handle({ ...input, db: ctx.db });
      if (response.headersSent || gone.signal.aborted) return;
      if (ctx.config.checkAnswers) checkAnswer(spec, answer);
      sendAnswer(request, response, spec.status ?? 200, answer);
    } catch (error) {
      if (gone.signal.aborted) return;
      next(timeout.aborted && isAbort(error) ? timeoutFault() : error);
    }
  };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');
}

/** Params, query and body by their schemas; all their faults in one answer. */
async function partsOf(spec: AnyEndpoint, request: Request) {
  const issues: DomainError[] = [];
  const read = async (schema: z.ZodType | undefined, value: unknown, prefix: string) => {
    const found = await (schema ?? NO_FIELDS).safeParseAsync(cleanInput(value), { reportInput: true });
    if (found.success) return found.data;
    issues.push(domainErrorOf(found.error.issues, prefix));
    return undefined;
  };
  const params = await read(spec.params, { ...request.params }, '');
  // A misspelt filter must not answer with everything.
  const known = spec.query instanceof z.ZodObject ? spec.query.strict() : spec.query;
  const query = await read(known, { ...request.query }, '');
  const body = spec.body ? await read(spec.body, request.body as unknown, '') : {};
  if (issues.length > 0) {
    const [first] = issues;
    throw new DomainError(
      first.code,
      first.faultMessage,
      first.place,
      issues.flatMap((error) => error.faults),
    );
  }
  return { params, query, body };
}

function filesOf(request: Request) {
  const files = Array.isArray(request.files) ? request.files : [];
  return files.map((file) => ({
    field: file.fieldname,
    fileName: file.originalname.normalize('NFC'),
    contentType: file.mimetype,
    bytes: file.buffer,
  }));
}

function checkAnswer(spec: AnyEndpoint, answer: unknown): void {
  if (answer instanceof RawAnswer || !(spec.answer instanceof z.ZodType)) return;
  const checked = spec.answer.safeParse(JSON.parse(JSON.stringify(answer ?? null)));
  if (!checked.success) {
    throw new Error(`${spec.method} ${spec.path} breaks its contract: ${z.prettifyError(checked.error)}`);
  }
}
