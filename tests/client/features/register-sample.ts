import { Register } from '#geo/contract/register.contract.ts';

const unit = (id: string, kind: string, parentId: string | null = null) => ({
  id,
  kind,
  nameVi: `Đơn vị ${id}`,
  nameEn: `Unit ${id}`,
  shortNameVi: id,
  parentId,
  validFromOn: null,
  validUntilOn: null,
  successorId: null,
  toBeConfirmed: false,
  source: 'mẫu',
});
const commune = (id: string, nameVi: string, oldDistrictNameVi: string, oldUnits: string[]) => ({
  id,
  nameVi,
  kind: nameVi.startsWith('Phường') ? 'phuong' : 'xa',
  oldDistrictId: 'ky-son',
  oldDistrictNameVi,
  oldUnits,
  onLaoBorder: false,
  population: 1000,
  areaKm2Published: 10,
  labelPoint: [104, 19],
  validFromOn: null,
  validUntilOn: null,
});

/** A small register: one road of 100 km whose posts begin at Km 20, one railway counted backwards, three communes. */
export const SAMPLE_REGISTER = Register.parse({
  version: 'mẫu',
  routes: [
    {
      id: 'QL7',
      kmPosts: [
        { km: 20, atM: 0 },
        { km: 120, atM: 100_000 },
      ],
    },
    {
      id: 'BACK',
      kmPosts: [
        { km: 100, atM: 0 },
        { km: 0, atM: 100_000 },
      ],
    },
  ].map((route) => ({
    ...route,
    nameVi: `Tuyến ${route.id}`,
    nameEn: `Route ${route.id}`,
    kind: 'road',
    inRegister: true,
    coordinates: [
      [104, 19],
      [105, 19],
    ],
    measuresM: [0, 100_000],
    accuracyM: [25, 25],
    insideM: [[0, 100_000]],
    lengthM: 100_000,
    directionVi: '',
    directionEn: '',
    kmIsOfficial: true,
    responsibleOrgUnitId: 'CA',
    validFromOn: null,
    validUntilOn: null,
    legalSource: '',
  })),
  areas: [],
  sites: [],
  communes: [
    commune('16813', 'Xã Mường Xén', 'Huyện Kỳ Sơn', ['thị trấn Mường Xén', 'xã Tà Cạ']),
    commune('16744', 'Xã Quỳ Châu', 'Huyện Quỳ Châu', ['xã Châu Hạnh']),
    commune('16681', 'Phường Thành Vinh', 'Thành phố Vinh', ['phường Cửa Nam']),
  ],
  orgUnits: [unit('CA', 'CA'), unit('BP', 'BP'), unit('DBP-NAM-CAN', 'BP', 'BP')],
  openClasses: [],
  versions: [],
  credits: [],
});
