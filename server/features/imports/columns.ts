import type { ImportKind } from '#geo/contract/imports.contract.ts';
import { nameKey } from '#geo/domain/folded-text.ts';

/** A column of an import: its own name, what people write above it, and whether a file must have it. */
export interface ColumnSpec {
  field: string;
  vi: string;
  en: string;
  aliases?: readonly string[];
  required?: true;
}

const PLACE_COLUMNS: readonly ColumnSpec[] = [
  { field: 'route', vi: 'Tuyến', en: 'Route', aliases: ['mã tuyến', 'tuyến đường', 'route id'] },
  {
    field: 'fromKm',
    vi: 'Từ km',
    en: 'From km',
    aliases: ['km', 'km đầu', 'lý trình', 'lý trình đầu', 'vị trí km', 'từ lý trình'],
  },
  { field: 'toKm', vi: 'Đến km', en: 'To km', aliases: ['km cuối', 'lý trình cuối', 'đến lý trình'] },
  { field: 'lng', vi: 'Kinh độ', en: 'Longitude', aliases: ['lon', 'long', 'kinh độ (x)'] },
  { field: 'lat', vi: 'Vĩ độ', en: 'Latitude', aliases: ['vĩ độ (y)'] },
  // In survey files X is the northing; elsewhere it is the longitude or the easting. The numbers or the person decide.
  { field: 'x', vi: 'X', en: 'X', aliases: ['tọa độ x', 'x (m)', 'x(m)'] },
  { field: 'y', vi: 'Y', en: 'Y', aliases: ['tọa độ y', 'y (m)', 'y(m)'] },
  {
    field: 'northing',
    vi: 'Tọa độ bắc (m)',
    en: 'Northing (m)',
    aliases: ['tọa độ bắc', 'northing', 'bắc', 'n (m)', 'x (bắc)', 'x (northing)'],
  },
  {
    field: 'easting',
    vi: 'Tọa độ đông (m)',
    en: 'Easting (m)',
    aliases: ['tọa độ đông', 'easting', 'đông', 'e (m)', 'y (đông)', 'y (easting)'],
  },
  {
    field: 'place',
    vi: 'Địa điểm',
    en: 'Place',
    aliases: ['nơi', 'vị trí', 'nơi xảy ra', 'nơi thực hiện', 'tọa độ', 'location', 'coordinates', 'position', 'where'],
  },
  {
    field: 'commune',
    vi: 'Xã, phường',
    en: 'Commune',
    aliases: ['xã', 'phường', 'xã phường', 'mã xã', 'communes', 'commune id'],
  },
];

const MEASURE_COLUMNS: readonly ColumnSpec[] = [
  {
    field: 'type',
    vi: 'Loại biện pháp',
    en: 'Type',
    aliases: ['loại', 'mã biện pháp', 'biện pháp', 'measure type'],
    required: true,
  },
  {
    field: 'lead',
    vi: 'Đơn vị chủ trì',
    en: 'Lead agency',
    aliases: ['chủ trì', 'đơn vị', 'cơ quan', 'lead', 'agency', 'leadOrgUnitId', 'lead org unit'],
    required: true,
  },
  {
    field: 'partners',
    vi: 'Đơn vị phối hợp',
    en: 'Partner agencies',
    aliases: ['phối hợp', 'đơn vị tham gia', 'partners', 'orgUnitIds', 'org units', 'agencies'],
  },
  {
    field: 'firstOn',
    vi: 'Từ ngày',
    en: 'First day',
    aliases: ['ngày', 'ngày bắt đầu', 'bắt đầu', 'first on', 'from', 'date', 'start', 'start date', 'firstOn'],
    required: true,
  },
  {
    field: 'lastOn',
    vi: 'Đến ngày',
    en: 'Last day',
    aliases: ['ngày kết thúc', 'kết thúc', 'last on', 'until', 'to', 'end', 'end date', 'lastOn'],
  },
  { field: 'subScheme', vi: 'Tiểu đề án', en: 'Sub-scheme', aliases: ['tiểu đề án số', 'subScheme', 'sub scheme'] },
  { field: 'status', vi: 'Trạng thái', en: 'Status', aliases: ['tình trạng'] },
  {
    field: 'evidence',
    vi: 'Bằng chứng',
    en: 'Evidence',
    aliases: ['mức bằng chứng', 'minh chứng', 'mức minh chứng', 'evidence grade'],
  },
  {
    field: 'documentNumber',
    vi: 'Số văn bản',
    en: 'Document number',
    aliases: ['số hiệu', 'văn bản', 'document', 'documentNumber'],
  },
  ...PLACE_COLUMNS,
  // What is said here decides where a file draws a place beside its words, as our own exports do.
  { field: 'placeKind', vi: 'Cách ghi vị trí', en: 'Place kind', aliases: ['loại vị trí'] },
  { field: 'extent', vi: 'Phạm vi trong xã', en: 'Extent in commune', aliases: ['phạm vi', 'extent'] },
  {
    field: 'site',
    vi: 'Khu vực',
    en: 'Site',
    aliases: ['điểm', 'khu vực trọng điểm', 'cửa khẩu', 'mã khu vực', 'site id'],
  },
  {
    field: 'uncertaintyM',
    vi: 'Sai số (m)',
    en: 'Uncertainty (m)',
    aliases: ['sai số', 'uncertainty', 'uncertaintyM', 'uncertainty m'],
  },
  { field: 'note', vi: 'Ghi chú', en: 'Note', aliases: ['nội dung', 'notes'] },
];

const INCIDENT_COLUMNS: readonly ColumnSpec[] = [
  { field: 'type', vi: 'Loại vụ việc', en: 'Type', aliases: ['loại', 'vụ việc', 'incident type'], required: true },
  {
    field: 'firstOn',
    vi: 'Từ ngày',
    en: 'First day',
    aliases: ['ngày', 'ngày xảy ra', 'xảy ra', 'first on', 'from', 'date', 'occurred', 'firstOn'],
    required: true,
  },
  { field: 'lastOn', vi: 'Đến ngày', en: 'Last day', aliases: ['ngày cuối', 'last on', 'until', 'to', 'lastOn'] },
  ...PLACE_COLUMNS,
  {
    field: 'placePrecision',
    vi: 'Mức vị trí',
    en: 'Place precision',
    aliases: ['độ chính xác vị trí', 'placePrecision', 'precision'],
  },
  {
    field: 'howFound',
    vi: 'Cách phát hiện',
    en: 'How found',
    aliases: ['nguồn phát hiện', 'nguồn tin', 'phát hiện', 'howFound'],
    required: true,
  },
  {
    field: 'reportedTo',
    vi: 'Đơn vị tiếp nhận',
    en: 'Reported to',
    aliases: ['tiếp nhận', 'cơ quan tiếp nhận', 'đơn vị', 'reportedToOrgUnitId', 'agency'],
    required: true,
  },
  { field: 'received', vi: 'Ngày tiếp nhận', en: 'Received' },
  { field: 'classified', vi: 'Ngày phân loại', en: 'Classified' },
  { field: 'handled', vi: 'Ngày giải quyết', en: 'Handled', aliases: ['ngày xử lý'] },
  { field: 'verification-due', vi: 'Hạn xác minh', en: 'Verification due', aliases: ['verif due'] },
  { field: 'verified', vi: 'Ngày xác minh xong', en: 'Verified', aliases: ['ngày xác minh'] },
  { field: 'initiated', vi: 'Ngày khởi tố', en: 'Initiated' },
  {
    field: 'accepted-procuracy',
    vi: 'Ngày VKS thụ lý',
    en: 'Accepted by the procuracy',
    aliases: ['ngày thụ lý vks', 'acc vks'],
  },
  { field: 'prosecuted', vi: 'Ngày truy tố', en: 'Prosecuted' },
  {
    field: 'accepted-court',
    vi: 'Ngày tòa thụ lý',
    en: 'Accepted by the court',
    aliases: ['ngày thụ lý ta', 'acc court'],
  },
  { field: 'tried', vi: 'Ngày xét xử', en: 'Tried' },
  {
    field: 'victimsRescued',
    vi: 'Số nạn nhân được giải cứu',
    en: 'Victims rescued',
    aliases: ['số nạn nhân', 'nạn nhân được giải cứu', 'victims', 'victimsRescued'],
  },
  { field: 'note', vi: 'Ghi chú', en: 'Note', aliases: ['nội dung', 'notes'] },
];

export const COLUMNS: Record<ImportKind, readonly ColumnSpec[]> = {
  measures: MEASURE_COLUMNS,
  incidents: INCIDENT_COLUMNS,
};

const INDEX = new Map(
  (Object.entries(COLUMNS) as [ImportKind, readonly ColumnSpec[]][]).map(([kind, specs]) => {
    const names = new Map<string, { spec: ColumnSpec; isOwnName: boolean }>();
    for (const spec of specs) {
      for (const name of spec.aliases ?? []) names.set(nameKey(name), { spec, isOwnName: false });
    }
    for (const spec of specs) {
      for (const name of [spec.field, spec.vi, spec.en]) names.set(nameKey(name), { spec, isOwnName: true });
    }
    return [kind, names];
  }),
);

/** Joins the rows of a merged heading: `Thời gian / Từ ngày`. */
export const HEADING_JOIN = ' / ';

/**
 * What a heading means, in Vietnamese or English, without regard to case and
 * accents; of a heading in several rows, the lowest that means something.
 */
export function recogniseHeading(
  kind: ImportKind,
  header: string,
): { spec: ColumnSpec; isOwnName: boolean } | undefined {
  const names = INDEX.get(kind)!;
  const whole = names.get(nameKey(header));
  if (whole !== undefined || !header.includes(HEADING_JOIN)) return whole;
  const parts = header.split(HEADING_JOIN).reverse();
  return parts.map((part) => names.get(nameKey(part))).find((found) => found !== undefined);
}

/** Whether a text is the heading of some column of some kind of record: finds the heading row of a sheet. */
export const isKnownHeading = (text: string): boolean =>
  recogniseHeading('measures', text) !== undefined || recogniseHeading('incidents', text) !== undefined;
