import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { MulterError } from 'multer';
import type { Logger } from 'pino';
import { DomainError, ERROR_STATUS, type ErrorBody, type ErrorCode } from '#geo/domain/errors.ts';

/** Body of the answer to a fault that people may be told about. */
export function errorBodyOf(error: DomainError, correlationId?: string): ErrorBody {
  return {
    error: {
      code: error.code,
      message: error.faultMessage,
      place: error.place,
      faults: [...error.faults],
      ...(correlationId === undefined ? {} : { correlationId }),
    },
  };
}

/** The one error handler. What is not a known fault is logged under an id and answered without its words. */
export function errorHandler(log: Logger) {
  return function handleError(error: unknown, request: Request, response: Response, next: NextFunction): void {
    if (response.headersSent) {
      next(error);
      return;
    }
    const fault = faultOf(error);
    if (fault) {
      response.status(ERROR_STATUS[fault.code]).json(errorBodyOf(fault));
      return;
    }
    const correlationId = randomUUID();
    log.error({ err: error, correlationId, method: request.method, path: request.path }, 'unexpected fault');
    const internal = new DomainError('internal', {
      vi: `Lỗi ngoài dự kiến; mã tra cứu ${correlationId}.`,
      en: `Unexpected fault; reference ${correlationId}.`,
    });
    response.status(500).json(errorBodyOf(internal, correlationId));
  };
}

/** Known faults of Express, its body parser, multer and the database, in our own words. */
export function faultOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof MulterError) return multerFault(error);
  if (!(error instanceof Error)) return undefined;
  const { status, code, name } = error as { status?: unknown; code?: unknown; name: string };
  if (code === '57014' || name === 'TimeoutError') return timeoutFault();
  if (status === 413) return tooLarge();
  if (status === 415) return unsupportedMedia();
  if (typeof status === 'number' && status >= 400 && status < 500) return malformed();
  return undefined;
}

function multerFault(error: MulterError): DomainError {
  if (error.code === 'LIMIT_FILE_SIZE') return tooLarge();
  return malformed(error.field);
}

export function malformed(path?: string): DomainError {
  return new DomainError(
    'request.malformed',
    { vi: 'Yêu cầu không đọc được.', en: 'The request cannot be read.' },
    path === undefined ? {} : { path },
  );
}

export function tooLarge(): DomainError {
  return new DomainError('request.too_large', {
    vi: 'Dữ liệu gửi lên quá lớn (JSON tối đa 2 MB, tệp tối đa 20 MB).',
    en: 'The request is too large (JSON at most 2 MB, a file at most 20 MB).',
  });
}

export function unsupportedMedia(): DomainError {
  return new DomainError('request.unsupported_media', {
    vi: 'Kiểu nội dung không được hỗ trợ.',
    en: 'The content type is not supported.',
  });
}

export function timeoutFault(): DomainError {
  return new DomainError('request.timeout', {
    vi: 'Xử lý quá thời gian cho phép.',
    en: 'The request took longer than allowed.',
  });
}

export function notFound(): DomainError {
  return new DomainError('not_found', { vi: 'Không có địa chỉ này.', en: 'There is nothing at this address.' });
}

/** Status of a code, for documentation. */
export function statusOf(code: ErrorCode): number {
  return ERROR_STATUS[code];
}
