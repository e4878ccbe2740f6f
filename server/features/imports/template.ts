import type { ImportKind } from '#geo/contract/imports.contract.ts';
import { INCIDENT_TYPE_LIST, MEASURE_TYPE_LIST } from './category-names.ts';
import { COLUMNS } from './columns.ts';

/** One row for each way to say where; filled cells by field. */
const EXAMPLES: Record<ImportKind, Record<string, string>[]> = {
  measures: [
    {
      type: MEASURE_TYPE_LIST[1],
      lead: 'BP',
      partners: 'CA',
      firstOn: '03/11/2026',
      lastOn: '03/11/2026',
      evidence: 'E2',
      route: 'QL7',
      fromKm: 'Km 200+500',
      toKm: 'Km 225+000',
    },
    {
      type: MEASURE_TYPE_LIST[1],
      lead: 'CA',
      firstOn: '12/11/2026',
      evidence: 'E2',
      lng: '105,6922',
      lat: '18,6734',
      uncertaintyM: '200',
    },
    {
      type: MEASURE_TYPE_LIST[8],
      lead: 'VKS',
      firstOn: '09/11/2026',
      evidence: 'E1',
      commune: 'Mường Xén; Nậm Cắn',
      extent: 'toàn xã',
    },
    {
      type: MEASURE_TYPE_LIST[2],
      lead: 'BP',
      firstOn: '01/11/2026',
      lastOn: '15/11/2026',
      evidence: 'E2',
      site: 'gate-nam-can',
    },
  ],
  incidents: [
    {
      type: 'illegal-exit',
      firstOn: '12/10/2026',
      lng: '104,0912',
      lat: '19,4655',
      howFound: 'patrol',
      reportedTo: 'BP',
      received: '12/10/2026',
    },
    {
      type: INCIDENT_TYPE_LIST[0].split(' ')[0],
      firstOn: '01/10/2026',
      lastOn: '20/10/2026',
      commune: 'Mường Xén',
      howFound: 'reported',
      reportedTo: 'CA',
    },
    {
      type: 'sign-of-recruitment',
      firstOn: '05/11/2026',
      route: 'QL7',
      fromKm: 'Km 36+000',
      toKm: 'Km 40+000',
      howFound: 'referred',
      reportedTo: 'CA',
    },
  ],
};

/** A CSV to fill in: every column that is read, and rows that import as they are. Semicolons, as in every Vietnamese CSV of ours. */
export function renderTemplate(kind: ImportKind): string {
  const cell = (text: string) => (/[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    COLUMNS[kind].map((column) => cell(column.vi)),
    ...EXAMPLES[kind].map((row) => COLUMNS[kind].map(({ field }) => cell(row[field] ?? ''))),
  ];
  return `\ufeff${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}
