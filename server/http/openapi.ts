import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ErrorBody } from '#geo/domain/errors.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { endpoint, rawAnswer, type AnyEndpoint } from './endpoint.ts';

/** OpenAPI 3.1 of the endpoints, from the same specs that serve them. */
export function openApiOf(endpoints: readonly AnyEndpoint[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const spec of endpoints) (paths[spec.path] ??= {})[spec.method] = operationOf(spec);
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Trọng Điểm', version: packageJson.version, license: { name: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
  });
}

function operationOf(spec: AnyEndpoint): ZodOpenApiOperationObject {
  const body = spec.body as z.ZodType | undefined;
  return {
    operationId: `${spec.method} ${spec.path}`,
    summary: spec.summary.en,
    description: spec.summary.vi,
    'x-permission': spec.permission,
    requestParams: {
      ...(spec.params ? { path: spec.params as z.ZodObject } : {}),
      ...(spec.query ? { query: spec.query as z.ZodObject } : {}),
    },
    ...(body || spec.multipart ? { requestBody: { required: true, content: bodyContent(spec, body) } } : {}),
    responses: {
      [String(spec.status ?? 200)]: { description: 'OK', content: answerContent(spec) },
      '4XX': {
        description: 'A fault, in Vietnamese and English',
        content: { 'application/json': { schema: ErrorBody } },
      },
    },
  };
}

function bodyContent(spec: AnyEndpoint, body: z.ZodType | undefined) {
  if (!spec.multipart) return { 'application/json': { schema: body! } };
  const file = z.string().meta({ format: 'binary' });
  const form = body instanceof z.ZodObject ? body.extend({ file }) : z.object({ file });
  return { 'multipart/form-data': { schema: form } };
}

function answerContent(spec: AnyEndpoint) {
  const answer = spec.answer as z.ZodType | { contentType: string };
  if (answer instanceof z.ZodType) return { 'application/json': { schema: answer } };
  return { [answer.contentType]: {} };
}

/** GET /openapi.json for these endpoints and itself; made once, on first request. */
export function openApiEndpoint(endpoints: readonly AnyEndpoint[]): AnyEndpoint {
  let text: string | undefined;
  const self: AnyEndpoint = endpoint({
    method: 'get',
    path: '/openapi.json',
    permission: 'health.read',
    summary: { vi: 'Mô tả giao diện lập trình', en: 'Description of this API' },
    answer: { contentType: 'application/json' },
    handle: () => {
      text ??= JSON.stringify(openApiOf([...endpoints, self]));
      return rawAnswer({ contentType: 'application/json; charset=utf-8', body: text });
    },
  });
  return self;
}
