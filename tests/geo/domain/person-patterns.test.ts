import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRegister } from '#data/register/load-register.ts';
import type { PersonPatternKind } from '#geo/domain/person-pattern.ts';
import { createPersonScanner } from '#geo/domain/person-patterns.ts';
import { placeNamesOf } from '#geo/domain/register-names.ts';

const register = readRegister();
const scan = createPersonScanner(placeNamesOf(register));
const scanBare = createPersonScanner([]);
const stripped = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');

/** Text, what is found in it, and whether it is still found typed without diacritics. */
const PERSONS: [text: string, kind: PersonPatternKind, toneless?: false][] = [
  ['Ông Nguyễn Văn Nam trình báo', 'name'],
  ['đối tượng Vừ Bá Xìa', 'name'],
  ['gặp chị Lan ở bản', 'name', false],
  ['cháu Hoa bỏ nhà đi', 'name'],
  ['Nguyen Van Nam tru tai ban', 'name'],
  ['ong Nam bao tin', 'name'],
  ['nguyễn văn nam', 'name'],
  ['Lương Minh Đức', 'name'],
  ['xã Lượng Minh: Lô Thị Hoa', 'name'],
  ['NGUYỄN VĂN NAM', 'name'],
  ['Nguyễn Văn Kiều', 'name'],
  ['chị Minh Hợp', 'name', false],
  ['Trần Mai Hùng', 'name'],
  ['Lô Văn Mai Hùng', 'name'],
  ['Cụt Văn Hùng', 'name'],
  ['nạn nhân Lầu Y Xò', 'name'],
  ['Vi Thị Mai đã về nhà', 'name'],
  ['gặp Trần Lan tại ga Vinh', 'name'],
  ['đ/c Hồ Xuân Hùng phụ trách', 'name'],
  ['họ tên: Kha Thị Mỷ', 'name'],
  ['CCCD 040098001234', 'national-id'],
  ['số 040 098 001 234', 'national-id'],
  ['CMND: 186.234.567', 'national-id'],
  ['186234567', 'national-id'],
  ['186 234 567', 'national-id'],
  ['gọi 0912 345 678', 'phone'],
  ['0912.345.678', 'phone'],
  ['0912-345-678', 'phone'],
  ['+84 912 345 678', 'phone'],
  ['(+84)912345678', 'phone'],
  ['+856 20 5555 1234', 'phone'],
  ['0238 3844 123', 'phone'],
  ['xe 37A-123.45', 'plate'],
  ['37A12345', 'plate'],
  ['37-B1 234.56', 'plate'],
  ['37B1-2345', 'plate'],
  ['biển số 37C 98765', 'plate'],
  ['xe ກຂ 1234', 'plate'],
  ['sinh năm 1998', 'birth'],
  ['sn 1998', 'birth'],
  ['SN: 1998', 'birth'],
  ['Sinh ngày 1/2/1998', 'birth'],
  ['sinh: 01/02/1998', 'birth'],
  ['ngày sinh 12/3/2001', 'birth'],
  ['thư abc.def@gmail.com', 'email'],
  ['hộ chiếu C1234567', 'passport'],
  ['B1234567', 'passport'],
  ['STK 0123456789 Vietcombank', 'bank-account'],
  ['tài khoản 10987654321', 'bank-account'],
  ['bản án số 12/2026/HS-ST', 'case-file'],
  ['hồ sơ số 45/2026', 'case-file'],
  ['chuyên án 626T', 'case-file'],
  ['facebook: Mai Linh', 'social-handle'],
  ['zalo “mai.linh”', 'social-handle'],
  ['facebook.com/mai.linh98', 'social-handle'],
  ['nhắn @mailinh98', 'social-handle'],
  ['nạn nhân người Khơ Mú', 'ethnicity'],
  ['phụ nữ dân tộc Mông', 'ethnicity'],
  ['đối tượng theo đạo Tin Lành', 'religion'],
];

const CLEAN = [
  'Tuần tra tuyến QL7 Km 112+300 – Km 131+000',
  'Phối hợp Công an xã Mường Xén',
  'Tuyên truyền tại trường THPT Lê Lợi cho 120 học sinh năm 2026',
  'Đường Hồ Chí Minh đoạn Tân Kỳ',
  'đường Nguyễn Du – Lê Lợi',
  'đường Phan Bội Châu',
  'phố Nguyễn Thị Minh Khai',
  'Hàn Quốc, Thái Lan, Trung Quốc, Đài Loan',
  'Hà Tĩnh, Thanh Hóa, Hà Nội',
  'kinh phí 120.000.000 đồng',
  'Kế hoạch 415/KH-UBND ngày 07/07/2017',
  'Luật 53/2024/QH15',
  'Công an tỉnh chủ trì, Bộ đội Biên phòng phối hợp',
  'đồng bào dân tộc thiểu số',
  'phát tờ rơi bằng tiếng Mông',
  'Bản Huồi Tụ, khe Nậm Mộ',
  'Đợt cao điểm Tết Nguyên đán Bính Ngọ',
  '18.673412345, 105.692212345',
  'Đoàn Thanh niên xã Kim Liên tuyên truyền',
  'Hội Liên hiệp Phụ nữ',
  'Lưu văn bản tại Phòng PC02',
  'Ủy ban Mặt trận Tổ quốc',
  'anh em trong đơn vị',
  'Cửa khẩu quốc tế Nậm Cắn',
  'cô giáo và học sinh',
  'đường dây nóng 111',
  'Đồn Biên phòng Tri Lễ phối hợp Đồn Biên phòng Mỹ Lý',
  'Công an huyện Quỳ Hợp',
  'Văn bản 123/CAT-PC02',
  'Ga Vinh và ga Chợ Sy',
  'QL48A 12345',
  'tổ công tác 3 người, 2 xe',
  'giữ liên lạc với phía Lào',
];

describe('person data in free text', () => {
  test.each(PERSONS)('%s', (text, kind, toneless) => {
    const [found] = scan(text);
    expect(found?.kind).toBe(kind);
    // The same stretch in every Unicode form.
    const decomposed = text.normalize('NFD');
    const [again] = scan(decomposed);
    expect(decomposed.slice(again.from, again.to).normalize('NFC')).toBe(text.slice(found.from, found.to));
    if (toneless !== false) expect(scan(stripped(text)).map((f) => f.kind)).toContain(kind);
  });

  test.each(CLEAN)('nothing in: %s', (text) => {
    for (const form of [text, stripped(text), text.normalize('NFD'), text.toUpperCase()]) {
      expect([form, scan(form)]).toEqual([form, []]);
    }
  });

  test('no name of the register is taken for a person, in any spelling', () => {
    const names = [
      ...register.communes.flatMap((c) => [c.nameVi, c.oldDistrictNameVi, ...c.oldUnits]),
      ...register.routes.flatMap((r) => [r.nameVi, r.nameEn, r.directionVi, r.directionEn]),
      ...register.areas.flatMap((a) => [a.nameVi, a.nameEn, a.legalSource]),
      ...register.sites.flatMap((s) => [s.nameVi, s.nameEn]),
      ...register.districts.map((d) => d.nameVi),
      ...register.orgUnits.flatMap((u) => [u.nameVi, u.nameEn, u.shortNameVi]),
    ];
    expect(names.length).toBeGreaterThan(800);
    const bare = names.map((name) => name.replace(/^(?:xã|phường|thị trấn|huyện|thị xã|thành phố)\s+/iu, ''));
    const wrong = [...names, ...bare].flatMap((name) =>
      [name, stripped(name), name.toUpperCase(), name.normalize('NFD'), `Tuần tra tại ${name} ngày 3/4`].filter(
        (text) => scan(text).length > 0,
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('communes with their kind are no persons even to a scan that does not know the register', () => {
    const wrong = register.communes
      .map((commune) => `tuần tra tại ${commune.nameVi.replace(/^./u, (c) => c.toLowerCase())}`)
      .filter((text) => scanBare(text).length > 0);
    // “xã Anh Sơn” begins with a title.
    expect(wrong.filter((text) => !/ anh /iu.test(text))).toEqual([]);
  });

  test('identity numbers and phones are found wherever they stand', () => {
    const digits = (n: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((d) => d.join(''));
    const words = fc.constantFrom('tuần tra', 'Km 12+300', 'QL7', 'xã Nậm Cắn', '12/3/2026', '', 'lúc 8 giờ');
    const id = digits(11).map((d) => `0${d}`);
    const phone = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), digits(8)).map(([a, b]) => `0${a}${b}`);
    fc.assert(
      fc.property(words, fc.oneof(id, phone), words, (before, number, after) => {
        const text = `${before} ${number} ${after}`;
        const at = text.indexOf(number);
        return scan(text).some((f) => f.from <= at && f.to >= at + number.length);
      }),
      { numRuns: 2000, seed: 415 },
    );
  });

  test('any text at all is scanned without a fault, with stretches inside it', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc
        .array(fc.constantFrom('ông', 'Nguyễn', 'Văn', ' ', '0', '9', '.', '-', '\u0300', 'đ', '😀', '37A'), {
          maxLength: 60,
        })
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => scan(text).every(({ from, to }) => 0 <= from && from < to && to <= text.length)),
      { numRuns: 1000, seed: 415 },
    );
  }, 30_000);

  test('invisible characters and full-width digits hide nothing', () => {
    expect(scan('0912\u200b345\u200b678')[0]?.kind).toBe('phone');
    expect(scan('０９１２３４５６７８')[0]?.kind).toBe('phone');
  });

  test.each([
    ['a'.repeat(500)],
    ['a.'.repeat(250)],
    [`${'a.'.repeat(240)}@${'b.'.repeat(10)}`],
    ['0 '.repeat(250)],
    ['0'.repeat(500)],
    ['ông '.repeat(125)],
    ['Nguyễn '.repeat(70)],
    ['facebook nick '.repeat(35)],
    ['sinh ngày '.repeat(50)],
  ])('a hostile note is scanned a hundred times without a hang: %.20s…', (note) => {
    const once = scan(note);
    for (let i = 0; i < 100; i++) expect(scan(note)).toEqual(once);
  });
});
