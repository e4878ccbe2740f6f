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
      if (fault.code === 'database.unavailable') log.error({ err: error }, 'the database cannot be used');
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
  const { status, code, name, type } = error as { status?: unknown; code?: unknown; name: string; type?: unknown };
  if (isLostDatabase(code, error.message)) return databaseUnavailable();
  if (code === '57014' || name === 'TimeoutError') return timeoutFault();
  if (status === 413) return tooLarge();
  if (status === 415) return unsupportedMedia();
  if (type === 'entity.parse.failed') return malformed('body');
  if (typeof status === 'number' && status >= 400 && status < 500) return malformed();
  return undefined;
}

/** SQLSTATE classes 08 (connection), 53 (room) and 57P (shut down), and what the socket says when nobody is there. */
const LOST_CODE = /^(08...|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
/** Faults of pg.Pool and of the embedded engine's thread, which have no code. */
const LOST_WORDS = /^(Connection terminated|the embedded database did not open|the database thread ended)/;

function isLostDatabase(code: unknown, message: string): boolean {
  return (typeof code === 'string' && LOST_CODE.test(code)) || LOST_WORDS.test(message);
}

function databaseUnavailable(): DomainError {
  return new DomainError('database.unavailable', {
    vi: 'Cơ sở dữ liệu tạm thời không dùng được; chưa có gì được lưu, hãy thử lại.',
    en: 'The database cannot be used at the moment; nothing was stored, try again.',
  });
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
