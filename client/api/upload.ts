import type { z } from 'zod';
import { errorFromAnswer, malformedAnswer, networkError } from './api-error.ts';

export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** How much of the form has left this machine, 0–1; `fetch` cannot tell. */
  onSent?: ((share: number) => void) | undefined;
}

/** Sends a form with a file, answered by `schema`. Throws as `request` does. */
export type Upload = <S extends z.ZodType>(
  path: string,
  schema: S,
  form: FormData,
  options: UploadOptions,
) => Promise<z.output<S>>;

export const upload: Upload = async (path, schema, form, { signal, onSent }) => {
  signal?.throwIfAborted();
  const answer = await new Promise<Response>((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const stop = () => sending.abort();
    sending.open('POST', path);
    sending.setRequestHeader('Accept', 'application/json');
    sending.upload.onprogress = ({ loaded, total }) => onSent?.(total > 0 ? loaded / total : 1);
    sending.upload.onload = () => onSent?.(1);
    sending.onload = () => resolve(new Response(sending.responseText || null, { status: sending.status }));
    sending.onerror = () => reject(networkError(new Error('upload failed')));
    sending.onabort = () => reject(signal?.aborted ? signal.reason : networkError(new Error('upload aborted')));
    sending.onloadend = () => signal?.removeEventListener('abort', stop);
    signal?.addEventListener('abort', stop);
    sending.send(form);
  });
  if (!answer.ok) throw await errorFromAnswer(answer);
  const parsed = schema.safeParse(await answer.json().catch(() => undefined));
  if (!parsed.success) throw malformedAnswer(answer.status, parsed.error);
  return parsed.data;
};
