import type { ContributionStatus, UnitClass } from './coverage.ts';
import type { HandlingStep, HowFound, IncidentPlace, IncidentType } from './incident.ts';
import type { EvidenceGrade, MeasurePlace, MeasureStatus, MeasureType, Origin } from './measure.ts';
import type { AgencyKind } from './org-unit.ts';
import type { PeriodKind } from './period.ts';
import type { Site, SiteKind } from './site.ts';

/**
 * The words of the domain, Vietnamese and English, with what they mean here.
 * Labels, export headings and the README's table come from this file; a value
 * without a label does not compile.
 */
export interface Term {
  vi: string;
  en: string;
  /** What it means here, where the words alone do not say it. */
  meansVi?: string;
  meansEn?: string;
}

const term = (vi: string, en: string, meansVi?: string, meansEn?: string): Term => ({ vi, en, meansVi, meansEn });

/** Nouns of the domain: code name → term. */
export const TERMS = {
  Route: term(
    'Tuyến',
    'Route',
    'Đường bộ, đường sắt trọng điểm, có lý trình',
    'A key road or railway with kilometre posts',
  ),
  Itinerary: term('Lộ trình', 'Itinerary', 'Đường đi tính được trên mạng đường', 'A way computed on the road network'),
  Area: term(
    'Địa bàn',
    'Area',
    'Huyện, thị xã, thành phố trong kế hoạch, nay gồm các xã, phường',
    'A district, town or city of the plan, today a set of communes',
  ),
  Commune: term(
    'Xã, phường',
    'Commune',
    'Đơn vị hành chính cấp cơ sở từ 01/7/2025',
    'The basic administrative unit since 1 July 2025',
  ),
  Site: term('Khu vực', 'Site', 'Cửa khẩu, cảng, khu du lịch trọng điểm', 'A key gate, port or tourist area'),
  Incident: term(
    'Vụ việc',
    'Incident',
    'Việc có dấu hiệu mua bán người; chỉ ghi nơi và ngày, không ghi người',
    'An event with signs of trafficking; place and day only, never a person',
  ),
  Measure: term(
    'Biện pháp',
    'Measure',
    'Việc đơn vị đã làm để phòng ngừa, phát hiện, ngăn chặn, xử lý',
    'What an agency did to prevent, detect, stop or handle',
  ),
  Coverage: term(
    'Độ bao phủ',
    'Coverage',
    'Phần tuyến, địa bàn, khu vực có biện pháp',
    'The part of routes, areas and sites that has measures',
  ),
  Indicator: term('Chỉ tiêu', 'Indicator', 'Mục tiêu bằng số của kế hoạch', 'A numeric target of the plan'),
  Hotspot: term(
    'Điểm nóng',
    'Hotspot',
    'Nơi vụ việc tập trung hơn mức ngẫu nhiên',
    'Where incidents gather more than chance would have it',
  ),
  Patrol: term(
    'Tuần tra',
    'Patrol',
    'Đi kiểm soát trên tuyến, địa bàn',
    'Going along routes and areas to control them',
  ),
  OrgUnit: term(
    'Đơn vị',
    'Unit',
    'Cơ quan thực hiện biện pháp và báo cáo',
    'A body that carries out measures and reports',
  ),
  Period: term('Kỳ', 'Period', 'Khoảng ngày, tính từ 0 giờ giờ Việt Nam', 'A range of days, from midnight in Vietnam'),
  AuditEvent: term('Nhật ký', 'Audit event', 'Ai đã làm gì, khi nào', 'Who did what and when'),
  AgencyReport: term(
    'Báo cáo của đơn vị',
    'Agency report',
    'Đơn vị xác nhận đã nhập đủ việc đã làm trong những ngày ấy',
    'An agency says it has entered all it did in those days',
  ),
  Register: term(
    'Danh mục',
    'Register',
    'Tuyến, địa bàn, khu vực nêu trong kế hoạch',
    'The routes, areas and sites that the plan names',
  ),
  Policy: term(
    'Quy ước tính',
    'Policy',
    'Giả định để tính độ bao phủ, có phiên bản',
    'Versioned assumptions behind the coverage figures',
  ),
  DemoData: term(
    'Dữ liệu mô phỏng',
    'Demo data',
    'Sinh bằng máy; không phải vụ việc có thật',
    'Made by machine; no real case',
  ),
} as const satisfies Record<string, Term>;

export const UNIT_CLASS_TERMS: Record<UnitClass, Term> = {
  route: term('Tuyến', 'Routes'),
  area: term('Địa bàn', 'Areas'),
  site: term('Khu vực', 'Sites'),
};

export const MEASURE_TYPE_TERMS: Record<MeasureType, Term> = {
  M01: term('Nắm tình hình, rà soát', 'Situation survey', 'Phòng ngừa', 'Prevention'),
  M02: term('Tuần tra, kiểm soát', 'Patrol and control', 'Phát hiện', 'Detection'),
  M03: term('Quản lý xuất nhập cảnh, kiểm soát cửa khẩu', 'Border-gate control', 'Phát hiện', 'Detection'),
  M04: term('Tuần tra chung, phối hợp với Lào', 'Joint patrol with Laos', 'Phát hiện', 'Detection'),
  M05: term('Đợt cao điểm', 'Peak campaign', 'Phát hiện', 'Detection'),
  M06: term('Tiếp nhận, xác minh tin báo', 'Receiving and checking reports', 'Ứng phó', 'Response'),
  M07: term('Hòm thư tố giác, đường dây nóng', 'Letter box and hotline', 'Phòng ngừa', 'Prevention'),
  M08: term('Tuyên truyền', 'Communication', 'Phòng ngừa', 'Prevention'),
  M09: term('Kiểm tra, khảo sát, giám sát', 'Inspection and supervision', 'Kiểm tra', 'Inspection'),
  M10: term('Tập huấn', 'Training', 'Phòng ngừa', 'Prevention'),
  M11: term('Hỗ trợ nạn nhân', 'Victim support', 'Ứng phó; chỉ ghi số lượng', 'Response; counts only'),
  M12: term('Tố tụng', 'Proceedings', 'Tư pháp; chỉ ghi số lượng', 'Justice; counts only'),
  M99: term('Biện pháp khác', 'Other measure'),
};

export const MEASURE_STATUS_TERMS: Record<MeasureStatus, Term> = {
  planned: term('Dự kiến', 'Planned', 'Chưa thực hiện; không tính', 'Not yet done; does not count'),
  done: term(
    'Đã thực hiện, chờ xác minh',
    'Done, to be verified',
    'Chỉ tính vào cận trên',
    'Counts in the upper bound only',
  ),
  verified: term('Đã xác minh', 'Verified', 'Người khác đã xác minh; được tính', 'Verified by another person; counts'),
};

export const EVIDENCE_TERMS: Record<EvidenceGrade, Term> = {
  E0: term('Lời báo', 'Statement', 'Chưa có tài liệu', 'No document yet'),
  E1: term('Số văn bản', 'Document number'),
  E2: term('Nhật ký có giờ và nơi', 'Log with time and place'),
  E3: term('Vệt di chuyển', 'Recorded track'),
};

export const MEASURE_PLACE_TERMS: Record<MeasurePlace['kind'], Term> = {
  track: term('Vệt di chuyển', 'Track', 'Đường ghi bằng thiết bị định vị', 'A line recorded by a positioning device'),
  line: term('Đường vẽ', 'Drawn line'),
  interval: term('Đoạn lý trình', 'Route interval', 'Từ km đến km trên một tuyến', 'From km to km on a route'),
  point: term('Điểm', 'Point'),
  polygon: term('Vùng vẽ', 'Polygon'),
  communes: term('Xã, phường', 'Communes'),
  site: term('Khu vực', 'Site'),
};

export const INCIDENT_TYPE_TERMS: Record<IncidentType, Term> = {
  'report-of-trafficking': term('Tin báo, tố giác về mua bán người', 'Report of trafficking'),
  'sign-of-recruitment': term('Dấu hiệu lôi kéo, tuyển mộ', 'Sign of recruitment'),
  'illegal-exit': term('Xuất cảnh trái phép', 'Illegal exit'),
  'escorted-departure': term('Đưa người đi có dấu hiệu nghi vấn', 'Suspicious escorted departure'),
  'return-of-victim': term('Nạn nhân trở về', 'Return of a victim'),
  'online-lure': term('Dụ dỗ qua mạng', 'Online lure'),
  'child-purchase-sign': term('Dấu hiệu mua bán trẻ em, bào thai', 'Sign of the sale of a child'),
  other: term('Vụ việc khác', 'Other incident'),
};

export const HOW_FOUND_TERMS: Record<HowFound, Term> = {
  reported: term('Người dân báo', 'Reported by people'),
  patrol: term('Tuần tra phát hiện', 'Found by patrol'),
  referred: term('Cơ quan khác chuyển đến', 'Referred by another agency'),
};

export const INCIDENT_PLACE_TERMS: Record<IncidentPlace['kind'], Term> = {
  exact: term('Vị trí chính xác', 'Exact place'),
  'route-km': term('Đoạn lý trình', 'Route interval'),
  commune: term('Trong xã, phường', 'Within a commune'),
  province: term('Trong tỉnh, chưa rõ nơi', 'In the province, place unknown'),
};

export const HANDLING_STEP_TERMS: Record<HandlingStep, Term> = {
  received: term('Tiếp nhận', 'Received'),
  classified: term('Phân loại', 'Classified'),
  handled: term('Xử lý', 'Handled'),
  'verification-due': term('Hạn xác minh', 'Verification due', 'Thời hạn theo luật', 'The legal term'),
  verified: term('Xác minh xong', 'Verified'),
  initiated: term('Khởi tố', 'Proceedings initiated'),
  'accepted-procuracy': term('Viện kiểm sát thụ lý', 'Accepted by the procuracy'),
  prosecuted: term('Truy tố', 'Prosecuted'),
  'accepted-court': term('Tòa án thụ lý', 'Accepted by the court'),
  tried: term('Xét xử', 'Tried'),
};

export const AGENCY_KIND_TERMS: Record<AgencyKind, Term> = {
  CA: term('Công an', 'Police'),
  BP: term('Bộ đội Biên phòng', 'Border Guard'),
  VKS: term('Viện kiểm sát nhân dân', 'People’s Procuracy'),
  TA: term('Tòa án nhân dân', 'People’s Court'),
  SUPPORT: term('Cơ quan hỗ trợ nạn nhân', 'Victim-support agency'),
  MEDIA: term('Cơ quan thông tin, truyền thông', 'Information and media agency'),
  JUSTICE: term('Cơ quan tư pháp', 'Justice agency'),
  FINANCE: term('Cơ quan tài chính, kế hoạch', 'Finance and planning agency'),
  FRONT: term('Mặt trận và đoàn thể', 'Fatherland Front and mass organisations'),
  UBND: term('Ủy ban nhân dân', 'People’s Committee'),
  OTHER: term('Đơn vị khác', 'Other unit'),
};

export const SITE_KIND_TERMS: Record<SiteKind, Term> = {
  'border-gate': term('Cửa khẩu', 'Border gate'),
  'border-opening': term('Lối mở biên giới', 'Border opening'),
  airport: term('Cảng hàng không', 'Airport'),
  seaport: term('Cảng biển', 'Seaport'),
  'tourist-area': term('Khu du lịch', 'Tourist area'),
  'railway-station': term('Ga đường sắt', 'Railway station'),
  bridge: term('Cầu', 'Bridge'),
  town: term('Đô thị, thị trấn', 'Town'),
  'border-post': term('Đồn Biên phòng', 'Border Guard post'),
};

export const GATE_GRADE_TERMS: Record<Site['grades'][number]['grade'], Term> = {
  international: term('Cửa khẩu quốc tế', 'International gate'),
  main: term('Cửa khẩu chính', 'Main gate'),
  auxiliary: term('Cửa khẩu phụ', 'Auxiliary gate'),
  opening: term('Lối mở', 'Opening'),
};

export const PERIOD_KIND_TERMS: Record<PeriodKind, Term> = {
  'plan-half-year': term('6 tháng', 'Half-year', '15/12–14/6, 15/6–14/12', '15 Dec–14 Jun, 15 Jun–14 Dec'),
  'plan-year': term('Năm kế hoạch', 'Plan year', '15/12–14/12', '15 Dec–14 Dec'),
  'crime-year': term('Năm thống kê tội phạm', 'Crime-statistics year', '01/11–31/10', '1 Nov–31 Oct'),
  'calendar-year': term('Năm dương lịch', 'Calendar year'),
  'ad-hoc': term('Kỳ đột xuất', 'Ad hoc period'),
};

export const ORIGIN_TERMS: Record<Origin, Term> = {
  entered: term('Nhập tay', 'Entered'),
  imported: term('Nhập từ tệp', 'Imported'),
  demo: term('Mô phỏng', 'Simulated'),
};

export const CONTRIBUTION_TERMS: Record<ContributionStatus, Term> = {
  counted: term('Được tính', 'Counted'),
  pending: term('Chờ xác minh', 'Pending'),
  'uncertain-place': term('Vị trí chưa chắc chắn', 'Uncertain place'),
  planned: term('Dự kiến', 'Planned'),
  'type-not-counted': term('Loại biện pháp không tính', 'Type not counted'),
  'agency-not-counted': term('Đơn vị không tính', 'Agency not counted'),
  'outside-period': term('Ngoài kỳ', 'Outside the period'),
};

/** The words of METHODS §1. */
export const COVERAGE_TERMS = {
  official: term(
    'Tỷ lệ chính thức',
    'Official',
    'Số tuyến, địa bàn, khu vực có ít nhất một biện pháp được tính trong kỳ, trên tổng số',
    'Units with at least one counted measure in the period, of all units',
  ),
  extent: term(
    'Mức phủ',
    'Extent',
    'Phần chiều dài, diện tích hoặc số khu vực đã có biện pháp trong kỳ',
    'Share of length, area or sites with measures in the period',
  ),
  length: term('Chiều dài có biện pháp', 'Length covered'),
  fresh: term(
    'Còn hiệu lực',
    'Fresh',
    'Mức phủ tại một thời điểm, giảm dần sau khi biện pháp kết thúc',
    'Coverage at one instant, fading after a measure ends',
  ),
  periodMean: term(
    'Bình quân kỳ',
    'Period mean',
    'Trung bình theo thời gian của mức còn hiệu lực',
    'Average of “fresh” over the period',
  ),
  gap: term(
    'Khoảng trống',
    'Gap',
    'Đoạn hoặc xã, phường thiếu biện pháp',
    'A stretch or commune without enough measures',
  ),
  unpositioned: term(
    'Chưa xác định vị trí',
    'Position unknown',
    'Chỉ có biện pháp chưa rõ đúng nơi nào; không gọi là khoảng trống',
    'Only measures whose exact place is unknown; not called a gap',
  ),
  notReported: term(
    'Chưa báo cáo',
    'Not reported',
    'Đơn vị chưa báo cáo cho kỳ này; không phải bằng không',
    'The agency has not reported for the period; not a zero',
  ),
  notRegistered: term(
    'Chưa đăng ký',
    'Not registered',
    'Nhóm mở trong kế hoạch chưa có thành viên',
    'An open class of the plan without members yet',
  ),
  low: term('Cận dưới', 'Low', 'Đã xác minh, rõ nơi', 'Verified, certain place'),
  high: term(
    'Cận trên',
    'High',
    'Gồm cả việc chờ xác minh, chưa rõ nơi và đơn vị chưa báo cáo',
    'With pending, uncertain and unreported',
  ),
  causePlace: term('Do chưa rõ nơi', 'Because of place'),
  causeUnverified: term('Do chờ xác minh', 'Because of verification'),
  causeUnreported: term('Do chưa báo cáo', 'Because of reports'),
  communesTouched: term('Xã, phường có biện pháp', 'Communes touched'),
  lastMeasure: term('Biện pháp gần nhất', 'Last measure'),
  responsible: term('Đơn vị chịu trách nhiệm', 'Responsible agency'),
  schematic: term(
    'Vị trí phác họa',
    'Schematic',
    'Sai số trên 500 m; vẽ nét đứt',
    'Accuracy beyond 500 m; drawn dashed',
  ),
  pooled: term('Gộp các nhóm', 'All classes together'),
  policy: term('Quy ước tính', 'Policy'),
  registerVersion: term('Phiên bản danh mục', 'Register version'),
  computedAt: term('Tính lúc', 'Computed at'),
} as const satisfies Record<string, Term>;

/** What every figure of the README's table needs beside the nouns. */
const README_FIGURES = [
  'official',
  'extent',
  'fresh',
  'periodMean',
  'low',
  'high',
  'gap',
  'unpositioned',
  'notReported',
  'notRegistered',
  'schematic',
] as const satisfies readonly (keyof typeof COVERAGE_TERMS)[];

/** The README's table: the nouns of the domain, then the words of the figures. */
export function glossaryTable(): string {
  const terms: [string, Term][] = [
    ...Object.entries(TERMS),
    ...README_FIGURES.map((code): [string, Term] => [code, COVERAGE_TERMS[code]]),
  ];
  const rows = terms.map(([code, { vi, en, meansEn }]) => `| ${vi} | ${en} (\`${code}\`) | ${meansEn ?? ''} |`);
  return ['| Tiếng Việt | English (code) | Meaning |', '|---|---|---|', ...rows].join('\n');
}
