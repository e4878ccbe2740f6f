import type { Message } from '#geo/domain/errors.ts';
import { dayOfInstant, type DayString } from '#geo/domain/period.ts';
import type { RegisterData } from '#data/register/load-register.ts';
import type { AppContext } from '../../context.ts';
import { runFileTask } from '../../jobs/file-task.ts';
import { APART_MEMORY_MB } from '../../jobs/jobs.ts';
import { getRegister } from '../register/register.service.ts';
import type { ImportFile, ParsedImport } from './parse-import.ts';

const TOO_SLOW: Message = {
  vi: 'Tệp quá phức tạp, đọc quá 15 giây; hãy chia nhỏ.',
  en: 'The file is too complex to read within 15 s; split it.',
};
const TOO_HUNGRY: Message = {
  vi: `Đọc tệp cần hơn ${APART_MEMORY_MB} MB bộ nhớ; hãy chia nhỏ.`,
  en: `Reading the file takes more than ${APART_MEMORY_MB} MB of memory; split it.`,
};

export interface ImportTaskInput {
  file: ImportFile;
  register: RegisterData;
  todayOn: DayString;
}

/**
 * Reads a file in a process of its own.
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
  return runFileTask(ctx.jobs, 'parse-import', input, {
    signal,
    onProgress,
    tooSlow: TOO_SLOW,
    tooHungry: TOO_HUNGRY,
  });
}
