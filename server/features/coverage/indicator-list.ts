import type { IndicatorSummary } from '#geo/contract/coverage.contract.ts';

/** The plan's indicators that are computed so far; the others join as they are built. */
export const INDICATORS: readonly IndicatorSummary[] = [
  {
    id: 1,
    nameVi: 'Tuyến, địa bàn trọng điểm được triển khai biện pháp nghiệp vụ',
    nameEn: 'Key routes and areas with operational measures',
    target: { share: 1, comparison: 'at-least' },
    source: 'Kế hoạch 415/KH-UBND ngày 07/7/2017, chỉ tiêu 1',
  },
];
