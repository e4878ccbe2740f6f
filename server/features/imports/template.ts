import type { ImportKind } from '#geo/contract/imports.contract.ts';
import { nameKey } from '#geo/domain/folded-text.ts';
import { EVIDENCE_TERMS, HOW_FOUND_TERMS, INCIDENT_TYPE_TERMS } from '#geo/domain/glossary.ts';
import { MEASURE_TYPE_LIST } from './category-names.ts';
import { COLUMNS } from './columns.ts';

const EXAMPLE_MARK = 'VÍ DỤ – xóa dòng này';
const EXAMPLE_KEY = nameKey(EXAMPLE_MARK);
/** Whether a note says that its row is one of the template's, left in by mistake. */
export const isExample = (note: string): boolean => note !== '' && nameKey(note).startsWith(EXAMPLE_KEY);

/** One row for each way to say where; filled cells by field. */
const EXAMPLES: Record<ImportKind, Record<string, string>[]> = {
  measures: [
    {
      type: MEASURE_TYPE_LIST[1],
      lead: 'Bộ đội Biên phòng',
      partners: 'Công an tỉnh',
      firstOn: '03/11/2026',
      lastOn: '03/11/2026',
      evidence: EVIDENCE_TERMS.E2.vi,
      status: 'Đã thực hiện',
      route: 'QL7',
      fromKm: 'Km 200+500',
      toKm: 'Km 225+000',
    },
    {
      type: MEASURE_TYPE_LIST[1],
      lead: 'Công an tỉnh',
      firstOn: '12/11/2026',
      evidence: EVIDENCE_TERMS.E2.vi,
      status: 'Đã thực hiện',
      lng: '105,6922',
      lat: '18,6734',
      uncertaintyM: '200',
    },
    {
      type: MEASURE_TYPE_LIST[8],
      lead: 'Viện kiểm sát',
      firstOn: '09/11/2026',
      evidence: EVIDENCE_TERMS.E1.vi,
      subScheme: 'Tiểu đề án 3',
      commune: 'Mường Xén; Nậm Cắn',
      extent: 'toàn xã',
    },
    {
      type: MEASURE_TYPE_LIST[2],
      lead: 'Bộ đội Biên phòng',
      firstOn: '01/11/2026',
      lastOn: '15/11/2026',
      evidence: EVIDENCE_TERMS.E2.vi,
      status: 'Đã thực hiện',
      site: 'Cửa khẩu Nậm Cắn',
    },
  ],
  incidents: [
    {
      type: INCIDENT_TYPE_TERMS['illegal-exit'].vi,
      firstOn: '12/10/2026',
      lng: '104,0912',
      lat: '19,4655',
      howFound: HOW_FOUND_TERMS.patrol.vi,
      reportedTo: 'Bộ đội Biên phòng',
      received: '12/10/2026',
    },
    {
      type: INCIDENT_TYPE_TERMS['report-of-trafficking'].vi,
      firstOn: '01/10/2026',
      lastOn: '20/10/2026',
      commune: 'Mường Xén',
      howFound: HOW_FOUND_TERMS.reported.vi,
      reportedTo: 'Công an tỉnh',
    },
    {
      type: INCIDENT_TYPE_TERMS['sign-of-recruitment'].vi,
      firstOn: '05/11/2026',
      route: 'QL7',
      fromKm: 'Km 36+000',
      toKm: 'Km 40+000',
      howFound: HOW_FOUND_TERMS.referred.vi,
      reportedTo: 'Công an tỉnh',
    },
  ],
};

/** A CSV to fill in: every column that is read, and example rows whose note makes them refused if they are left in. Semicolons, as in every Vietnamese CSV of ours. */
export function renderTemplate(kind: ImportKind): string {
  const cell = (text: string) => (/[;"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    COLUMNS[kind].map((column) => cell(column.vi)),
    ...EXAMPLES[kind].map((row) =>
      COLUMNS[kind].map(({ field }) => cell(field === 'note' ? EXAMPLE_MARK : (row[field] ?? ''))),
    ),
  ];
  return `\ufeff${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`;
}
