import { ErrorBody, type FaultPlace, type Message } from '#geo/domain/errors.ts';
import { MESSAGES } from '../text/messages.ts';

type AnsweredFault = ErrorBody['error']['faults'][number];

/** A request that did not succeed, with a sentence for people in both languages. */
export class ApiError extends Error {
  /** A code of geo/domain/errors, or `network`, `answer.malformed`. */
  readonly code: string;
  readonly status: number;
  readonly sentence: Message;
  readonly place: FaultPlace;
  readonly faults: readonly AnsweredFault[];
  readonly correlationId: string | undefined;

  constructor(
    code: string,
    status: number,
    sentence: Message,
    more: { place?: FaultPlace; faults?: readonly AnsweredFault[]; correlationId?: string; cause?: unknown } = {},
  ) {
    super(`${code}: ${sentence.en}`, { cause: more.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.sentence = sentence;
    this.place = more.place ?? {};
    this.faults = more.faults ?? [];
    this.correlationId = more.correlationId;
  }
}

const message = (key: 'error.network' | 'error.answer'): Message => ({ vi: MESSAGES[key][0], en: MESSAGES[key][1] });

export function networkError(cause: unknown): ApiError {
  return new ApiError('network', 0, message('error.network'), { cause });
}

export function malformedAnswer(status: number, cause: unknown): ApiError {
  return new ApiError('answer.malformed', status, message('error.answer'), { cause });
}

/** Reads the body of an answer that is not a success. */
export async function errorFromAnswer(answer: Response): Promise<ApiError> {
  const body = ErrorBody.safeParse(await answer.json().catch(() => undefined));
  if (!body.success) return malformedAnswer(answer.status, body.error);
  const { code, message: sentence, place, faults, correlationId } = body.data.error;
  return new ApiError(code, answer.status, sentence, { place, faults, correlationId });
}

/** Whatever was thrown, as something that can be shown. */
export function asApiError(thrown: unknown): ApiError {
  return thrown instanceof ApiError ? thrown : malformedAnswer(0, thrown);
}

/** The server was not reached at all; asking again may help, unlike after a refusal. */
export function isLostConnection(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'network';
}
