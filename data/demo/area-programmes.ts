import type { RegisterData } from '../register/load-register.ts';
import type { Programme } from './programme.ts';

/** Communes of the plan where no agency that counts did anything this year. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '16819',
  '16822',
  '16834', // Bắc Lý, Keng Đu, Na Loi
  '16882',
  '16885', // Nhôn Mai, Hữu Khuông
  '16774', // Mường Quàng
  '17056',
  '17089', // Châu Lộc, Mường Chọng
  '17230', // Bình Chuẩn
  '17743',
  '17818', // Tam Đồng, Bích Hào
  '17224', // Quỳnh Thắng
  '17842', // Thần Lĩnh
]);
/** Communes that roads and border patrols pass, but where nobody held a survey or a peak: their stretches stand out. */
const THIN: ReadonlySet<string> = new Set([
  '16933',
  '17770', // Tam Quang, Hoa Quân
  '16777',
  '16804', // Quỳ Châu, Châu Bình
  '17029',
  '17284', // Nghĩa Lộc, Nghĩa Đồng
  '17989',
  '18028',
  '18040', // Thiên Nhẫn, Hưng Nguyên Nam, Lam Thành
]);
/** Known only from the gate's own post, whose records wait for verification. */
const THANH_THUY = '17791';

/** Work in communes: surveys, peaks, reports of the people, and what is not counted: leaflets, training, support. */
export function areaProgrammes(register: Pick<RegisterData, 'areas' | 'communes'>): Programme[] {
  const inPlan = register.areas.flatMap((area) => area.communeIds as string[]);
  const worked = inPlan.filter((id) => !LEFT_OUT.has(id) && !THIN.has(id) && id !== THANH_THUY);
  const border = register.communes.filter((c) => c.onLaoBorder && worked.includes(c.id)).map((c) => c.id as string);
  const everywhere = register.communes.map((c) => c.id as string);
  const urban = ['vinh', 'cua-lo', 'hoang-mai'].flatMap(
    (id) => register.areas.find((area) => area.id === id)!.communeIds as string[],
  );
  const PAPER = { E1: 0.65, E2: 0.15, E0: 0.2 };
  const STATED = { E0: 0.5, E1: 0.5 };
  // Districts on whose plans the surveys go round; each is visited by turns.
  const surveyed = worked.filter((_, i) => i % 5 !== 3);
  return [
    {
      id: 'ca-survey',
      type: 'M01',
      lead: 'CA',
      subScheme: 1,
      perYear: 120,
      season: 'harvest',
      days: [2, 12],
      evidence: PAPER,
      place: { kind: 'communes', communeIds: surveyed, count: [1, 2], wholeShare: 0.25 },
    },
    {
      id: 'ca-survey-else',
      type: 'M01',
      lead: 'CA',
      subScheme: 1,
      perYear: 60,
      season: 'even',
      days: [2, 10],
      evidence: PAPER,
      place: {
        kind: 'communes',
        communeIds: everywhere.filter((id) => !inPlan.includes(id) && !THIN.has(id)),
        count: [1, 2],
        wholeShare: 0.2,
      },
    },
    {
      id: 'bp-survey',
      type: 'M01',
      lead: 'BP',
      subScheme: 2,
      perYear: 80,
      season: 'tet',
      days: [2, 10],
      evidence: PAPER,
      place: { kind: 'communes', communeIds: border, count: [1, 1], wholeShare: 0.2 },
    },
    {
      id: 'ca-survey-town',
      type: 'M01',
      lead: 'CA',
      subScheme: 1,
      perYear: 40,
      season: 'summer',
      days: [1, 6],
      evidence: PAPER,
      place: { kind: 'communes', communeIds: urban, count: [1, 2], wholeShare: 0.4 },
    },
    {
      id: 'peak-tet',
      type: 'M05',
      lead: 'CA',
      joins: { BP: 0.8, VKS: 0.3 },
      subScheme: 1,
      perYear: 9,
      season: 'tet',
      window: ['12-20', '03-10'],
      days: [20, 40],
      evidence: { E1: 0.8, E2: 0.2 },
      place: { kind: 'communes', communeIds: surveyed, count: [3, 6], wholeShare: 0.7 },
    },
    {
      id: 'peak-july',
      type: 'M05',
      lead: 'CA',
      joins: { BP: 0.9, VKS: 0.4, TA: 0.2 },
      subScheme: 1,
      perYear: 10,
      season: 'july',
      window: ['06-25', '08-30'],
      days: [15, 45],
      evidence: { E1: 0.8, E2: 0.2 },
      place: { kind: 'communes', communeIds: surveyed, count: [3, 6], wholeShare: 0.7 },
    },
    {
      id: 'peak-border',
      type: 'M05',
      lead: 'BP',
      joins: { CA: 0.7 },
      subScheme: 2,
      perYear: 8,
      season: 'even',
      days: [15, 30],
      evidence: { E1: 0.7, E2: 0.3 },
      place: { kind: 'communes', communeIds: border, count: [1, 3], wholeShare: 0.7 },
    },
    {
      id: 'ca-report',
      type: 'M06',
      lead: 'CA',
      joins: { BP: 0.1 },
      subScheme: 1,
      perYear: 150,
      season: 'mixed',
      days: [1, 9],
      evidence: { E1: 0.5, E2: 0.4, E0: 0.1 },
      place: { kind: 'near', communeIds: worked, uncertaintyM: [100, 2500] },
    },
    {
      id: 'bp-report',
      type: 'M06',
      lead: 'BP',
      joins: { CA: 0.2 },
      subScheme: 2,
      perYear: 70,
      season: 'tet',
      days: [1, 9],
      evidence: { E1: 0.5, E2: 0.4, E0: 0.1 },
      place: { kind: 'near', communeIds: border, uncertaintyM: [200, 3000] },
    },
    {
      id: 'vks-check',
      type: 'M09',
      lead: 'VKS',
      joins: { CA: 0.5 },
      subScheme: 3,
      perYear: 30,
      season: 'even',
      days: [1, 4],
      evidence: PAPER,
      place: { kind: 'communes', communeIds: worked, count: [1, 1], wholeShare: 0.15 },
    },
    {
      id: 'ubnd-check',
      type: 'M09',
      lead: 'UBND-TINH',
      joins: { CA: 0.6 },
      subScheme: 1,
      perYear: 16,
      season: 'even',
      days: [1, 3],
      evidence: PAPER,
      place: { kind: 'communes', communeIds: worked, count: [1, 3], wholeShare: 0.1 },
    },
    {
      id: 'hotline',
      type: 'M07',
      lead: 'CA',
      subScheme: 1,
      perYear: 50,
      season: 'even',
      days: [5, 30],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [1, 3], wholeShare: 0.5 },
    },
    {
      id: 'women',
      type: 'M08',
      lead: 'HOI-LHPN',
      joins: { BP: 0.1, CA: 0.1 },
      subScheme: 1,
      perYear: 150,
      season: 'july',
      days: [1, 2],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [1, 2], wholeShare: 0.3 },
    },
    {
      id: 'youth',
      type: 'M08',
      lead: 'TINH-DOAN',
      subScheme: 1,
      perYear: 90,
      season: 'july',
      days: [1, 3],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [1, 2], wholeShare: 0.2 },
    },
    {
      id: 'front',
      type: 'M08',
      lead: 'MTTQ',
      subScheme: 1,
      perYear: 60,
      season: 'tet',
      days: [1, 2],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [1, 3], wholeShare: 0.4 },
    },
    {
      id: 'law',
      type: 'M08',
      lead: 'SO-TUPHAP',
      joins: { BP: 0.2 },
      subScheme: 1,
      perYear: 55,
      season: 'even',
      days: [1, 2],
      evidence: { E1: 0.9, E0: 0.1 },
      place: { kind: 'communes', communeIds: inPlan, count: [1, 2], wholeShare: 0.2 },
    },
    {
      id: 'media',
      type: 'M08',
      lead: 'SO-VHTTDL',
      joins: { 'SO-KHCN': 0.3 },
      subScheme: 1,
      perYear: 30,
      season: 'july',
      days: [2, 15],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [2, 6], wholeShare: 0.6 },
    },
    {
      id: 'bp-leaflet',
      type: 'M08',
      lead: 'BP',
      joins: { 'HOI-LHPN': 0.4 },
      subScheme: 2,
      perYear: 55,
      season: 'tet',
      days: [1, 2],
      evidence: STATED,
      place: { kind: 'communes', communeIds: [...border, THANH_THUY], count: [1, 1], wholeShare: 0.3 },
    },
    {
      id: 'training',
      type: 'M10',
      lead: 'CA',
      joins: { VKS: 0.3, TA: 0.2, 'SO-TUPHAP': 0.2 },
      subScheme: 1,
      perYear: 32,
      season: 'even',
      days: [1, 3],
      evidence: { E1: 1 },
      place: {
        kind: 'sketch',
        siteIds: ['town-vinh', 'town-con-cuong', 'town-thai-hoa', 'town-muong-xen'],
        radiusM: [200, 400],
      },
    },
    {
      id: 'support',
      type: 'M11',
      lead: 'SO-YTE',
      joins: { 'HOI-LHPN': 0.5 },
      subScheme: 1,
      perYear: 26,
      season: 'even',
      days: [1, 30],
      evidence: STATED,
      place: { kind: 'communes', communeIds: inPlan, count: [1, 1], wholeShare: 0 },
    },
    {
      id: 'trial',
      type: 'M12',
      lead: 'TA',
      joins: { VKS: 1, CA: 0.5 },
      subScheme: 3,
      perYear: 18,
      season: 'even',
      days: [1, 2],
      evidence: { E1: 1 },
      place: { kind: 'communes', communeIds: [...urban, '17254', '17713'], count: [1, 1], wholeShare: 0 },
    },
    {
      id: 'other',
      type: 'M99',
      lead: 'SO-NOIVU',
      subScheme: 1,
      perYear: 14,
      season: 'even',
      days: [1, 3],
      evidence: STATED,
      place: { kind: 'communes', communeIds: everywhere, count: [1, 2], wholeShare: 0.2 },
    },
  ];
}
