import type { Fault } from '#geo/domain/errors.ts';
import { IncidentInput } from '#geo/domain/incident.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import { MeasureInput } from '#geo/domain/measure.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import type { ImportTaskInput } from '../../features/imports/import-task.ts';
import { parseImport, type ParsedImport } from '../../features/imports/parse-import.ts';
import type { RecordChecks } from '../../features/imports/read-row.ts';
import { createRegisterLookup } from '../../features/imports/register-lookup.ts';
import { createRegisterSnapshot } from '../../features/register/register-snapshot.ts';
import { domainErrorOf } from '../../http/zod-faults.ts';
import { answeringRefusals, type FileTaskResult } from '../file-task.ts';

/** Reads an uploaded file with the checks of every save: the record's shape, then its rules. */
export function run(
  { file, register, todayOn }: ImportTaskInput,
  onProgress: (share: number) => void,
): Promise<FileTaskResult<ParsedImport>> {
  return fileReader(register)(file, todayOn, onProgress);
}

/** What {@link run} does to each file, with what the register needs made once. */
export function fileReader(register: ImportTaskInput['register']) {
  const { refs, communeIndex } = createRegisterSnapshot(register);
  const lookup = createRegisterLookup({ ...register, communeIndex });
  return (
    file: ImportTaskInput['file'],
    todayOn: ImportTaskInput['todayOn'],
    onProgress?: (share: number) => void,
  ): Promise<FileTaskResult<ParsedImport>> => {
    const checks: RecordChecks = {
      measures: (record) => shapeFaults(MeasureInput, record) ?? validateMeasureInput(record, refs, todayOn),
      incidents: (record) => shapeFaults(IncidentInput, record) ?? validateIncidentInput(record, refs, todayOn),
    };
    return answeringRefusals(() => parseImport(file, lookup, checks, todayOn, onProgress));
  };
}

/** Faults of shape; where a geometry is wrong, in the words for geometries. */
function shapeFaults(schema: typeof MeasureInput | typeof IncidentInput, record: unknown): Fault[] | undefined {
  const parsed = schema.safeParse(record, { reportInput: true });
  if (parsed.success) return undefined;
  const [first] = domainErrorOf(parsed.error.issues).faults as Fault[];
  if (!first.place.path?.startsWith('place.geometry')) return [first];
  return [
    {
      code: 'geometry.malformed',
      message: {
        vi: 'Hình học không đúng: tọa độ phải là cặp số [kinh độ, vĩ độ].',
        en: 'The geometry is malformed: coordinates are pairs of numbers [longitude, latitude].',
      },
      place: first.place,
    },
  ];
}
