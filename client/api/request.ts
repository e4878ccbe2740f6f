import type { z } from 'zod';
import { errorFromAnswer, malformedAnswer, networkError } from './api-error.ts';

export type QueryValue = string | number | boolean | readonly (string | number)[] | null | undefined;

/** `{ a: [1, 2], b: undefined }` → `?a=1%2C2`; lists are separated by commas, empty ones left out. */
export function queryString(query: Readonly<Record<string, QueryValue>>): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    search.set(key, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  json?: unknown;
  form?: FormData;
  signal?: AbortSignal | undefined;
}

/** One request, answered by `schema`. Throws ApiError; an aborted request throws the AbortError as it is. */
export async function request<S extends z.ZodType>(
  fetcher: typeof fetch,
  path: string,
  schema: S,
  options: RequestOptions = {},
): Promise<z.output<S>> {
  const { method = 'GET', json, form, signal } = options;
  let answer: Response;
  try {
    answer = await fetcher(path, {
      method,
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(json === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form ? { body: form } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw networkError(thrown);
  }
  if (!answer.ok) throw await errorFromAnswer(answer);
  if (answer.status === 204) return schema.parse(undefined) as z.output<S>;
  let body: unknown;
  try {
    body = await answer.json();
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw malformedAnswer(answer.status, thrown);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw malformedAnswer(answer.status, parsed.error);
  return parsed.data;
}
