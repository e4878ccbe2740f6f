import { DomainError, type ErrorCode, type Fault, type FaultPlace, type Message } from '#geo/domain/errors.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import { APART_MEMORY_MB, JobOutOfMemory } from '../../jobs/jobs.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { AppContext } from '../../context.ts';
import { getRegister } from '../register/register.service.ts';
import type { ImportFile, ParsedImport } from './parse-import.ts';

const TIMEOUT_MS = 15_000;

export interface ImportTaskInput {
  file: ImportFile;
  register: RegisterData;
  todayOn: DayString;
}
/** A refusal crosses threads as data: an error's class does not survive the copy. */
export type ImportTaskResult =
  | { done: ParsedImport }
  | { refused: { code: ErrorCode; message: Message; place: FaultPlace; faults: readonly Fault[] } };

/**
 * Reads a file in a process of its own, for at most 15 s and 512 MB.
 * @throws DomainError file.*
 */
export async function runImportTask(
  ctx: AppContext,
  file: ImportFile,
  signal: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<ParsedImport> {
  const { version, routes, areas, sites, communes, districts, province, orgUnits, openClasses, credits } =
    await getRegister(ctx, ctx.db);
  const register: RegisterData = {
    version,
    routes,
    areas,
    sites,
    communes,
    districts,
    province,
    orgUnits,
    openClasses,
    credits,
  };
  const input: ImportTaskInput = { file, register, todayOn: dayOfInstant(ctx.now()) };
  const result = await ctx.jobs
    .run<ImportTaskResult>('parse-import', input, { signal, timeoutMs: TIMEOUT_MS, apart: true, onProgress })
    .catch((error: unknown) => {
      if (!signal.aborted && error instanceof DOMException && error.name === 'TimeoutError') throw tooSlow();
      if (error instanceof JobOutOfMemory) throw tooHungry();
      throw error;
    });
  if ('done' in result) return result.done;
  const { code, message, place, faults } = result.refused;
  throw new DomainError(code, message, place, faults);
}

function tooSlow(): DomainError {
  return new DomainError(
    'file.too_large',
    {
      vi: 'Tệp quá phức tạp, đọc quá 15 giây; hãy chia nhỏ.',
      en: 'The file is too complex to read within 15 s; split it.',
    },
    { path: 'file' },
  );
}

function tooHungry(): DomainError {
  return new DomainError(
    'file.too_large',
    {
      vi: `Đọc tệp cần hơn ${APART_MEMORY_MB} MB bộ nhớ; hãy chia nhỏ.`,
      en: `Reading the file takes more than ${APART_MEMORY_MB} MB of memory; split it.`,
    },
    { path: 'file' },
  );
}
