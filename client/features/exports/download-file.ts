import { errorFromAnswer, networkError } from '../../api/api-error.ts';

/** The name a server gave a file: `filename*` (RFC 5987) before `filename`. */
export function fileNameOf(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '');
  if (encoded) {
    try {
      return decodeURIComponent(encoded[1]);
    } catch {
      return undefined;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1];
}

/**
 * Fetches a file and hands it to the browser to save: unlike a plain link, a
 * refusal can be told in words. Answers the headers, which may say what the
 * file could not hold. Throws ApiError.
 */
export async function downloadFile(address: string, fallbackName: string): Promise<Headers> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: 'same-origin' });
  } catch (thrown) {
    throw networkError(thrown);
  }
  if (!answer.ok) throw await errorFromAnswer(answer);
  saveFile(await answer.blob(), fileNameOf(answer.headers.get('Content-Disposition')) ?? fallbackName);
  return answer.headers;
}

/** Hands bytes to the browser to save under a name. */
export function saveFile(bytes: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  // Firefox reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 30_000);
}
