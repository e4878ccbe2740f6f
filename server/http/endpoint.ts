import type { Response } from 'express';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Message } from '#geo/domain/errors.ts';
import type { Permission } from '#geo/domain/permission.ts';
import type { AppContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import type { Identity } from './identities.ts';

/** No fields: what an endpoint gets when it declares none. Unknown query fields are refused. */
export const NO_FIELDS = z.strictObject({});
type NoFields = typeof NO_FIELDS;

/** A file of a multipart form, held in memory. */
export interface UploadedFile {
  field: string;
  /** As the browser sent it: a label for people, never a path. */
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface EndpointRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  /** Empty unless the endpoint is multipart. */
  files: UploadedFile[];
  identity: Identity;
  ctx: AppContext;
  /** The transaction of this request where it may change things; otherwise the open database. */
  db: Kysely<Database>;
  /** Aborted when the client goes away or the request takes too long. */
  signal: AbortSignal;
  /** For streamed answers and rare headers; the frame writes the usual ones. */
  res: Response;
  log: Logger;
}

/** An answer that is not JSON. */
export class RawAnswer {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly fileName: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    contentType: string,
    body: string | Uint8Array,
    fileName?: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.contentType = contentType;
    this.body = body;
    this.fileName = fileName;
    this.headers = headers;
  }
}

/** @param answer `fileName` makes the browser save it; Vietnamese names are fine. */
export function rawAnswer(answer: {
  contentType: string;
  body: string | Uint8Array;
  fileName?: string;
  headers?: Record<string, string>;
}): RawAnswer {
  return new RawAnswer(answer.contentType, answer.body, answer.fileName, answer.headers);
}

export type AnswerSpec = z.ZodType | { contentType: string };
export type AnswerOf<A extends AnswerSpec> = A extends z.ZodType ? z.input<A> | RawAnswer : RawAnswer;

/**
 * Everything the frame needs to know about one endpoint; nothing else is ever
 * mounted on Express. Any method but `get` runs inside one transaction.
 */
export interface EndpointSpec<
  P extends z.ZodType = NoFields,
  Q extends z.ZodType = NoFields,
  B extends z.ZodType = NoFields,
  A extends AnswerSpec = AnswerSpec,
> {
  method: 'get' | 'post' | 'put' | 'delete';
  /** OpenAPI style: `/api/measures/{id}`. */
  path: `/${string}`;
  permission: Permission;
  summary: Message;
  params?: P;
  query?: Q;
  /** JSON body, or the text fields of a multipart form. */
  body?: B;
  multipart?: true;
  answer: A;
  /** Status of a success; 200 unless said. */
  status?: number;
  /** Overrides the rule that all but `get` run in a transaction: a `get` that stores a run, a `post` that stores nothing. */
  transaction?: boolean;
  handle(request: EndpointRequest<P, Q, B>): Promise<AnswerOf<A>> | AnswerOf<A>;
}

// The handler's types are checked where the endpoint is declared; lists of endpoints forget them.
export type AnyEndpoint = EndpointSpec<any, any, any, any>;

/** Declares an endpoint; the handler's argument and answer are typed from the schemas. */
export function endpoint<
  P extends z.ZodType = NoFields,
  Q extends z.ZodType = NoFields,
  B extends z.ZodType = NoFields,
  A extends AnswerSpec = AnswerSpec,
>(spec: EndpointSpec<P, Q, B, A>): EndpointSpec<P, Q, B, A> {
  return spec;
}

/** Whether the frame opens a transaction for it. */
export function opensTransaction(spec: AnyEndpoint): boolean {
  return spec.transaction ?? spec.method !== 'get';
}
