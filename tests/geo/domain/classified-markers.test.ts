import { expect, test } from 'vitest';
import { findSecrecyMarker } from '#geo/domain/classified-markers.ts';

test.each([
  ['MẬT', 'confidential'],
  ['(MẬT)', 'confidential'],
  ['Kế hoạch MẬT số 12', 'confidential'],
  ['độ mật: Mật', 'confidential'],
  ['Đóng dấu mật', 'confidential'],
  ['DO MAT: MAT', 'confidential'],
  ['TỐI MẬT', 'secret'],
  ['Độ mật: tối mật', 'secret'],
  ['tài liệu Tối mật', 'secret'],
  ['TOI MAT', 'secret'],
  ['Tài liệu TUYỆT MẬT', 'top-secret'],
  ['TUYET MAT', 'top-secret'],
  ['MẬT; phụ lục tuyệt mật', 'top-secret'],
])('%s is marked %s, in either Unicode form', (text, grade) => {
  expect(findSecrecyMarker(text)).toBe(grade);
  expect(findSecrecyMarker(text.normalize('NFD'))).toBe(grade);
});

test.each([
  'giữ bí mật nguồn tin',
  'BÍ MẬT',
  'mật độ dân cư',
  'MẬT ĐỘ DÂN CƯ',
  'nuôi ong lấy mật',
  'mật ong rừng',
  'bảo mật hệ thống',
  'mật phục',
  'mặt trận',
  'MẶT TRẬN TỔ QUỐC',
  'MAT TRAN TO QUOC',
  'MẮT',
  'đổi mật khẩu',
  '',
])('%s is not marked', (text) => {
  expect(findSecrecyMarker(text)).toBeUndefined();
  expect(findSecrecyMarker(text.normalize('NFD'))).toBeUndefined();
});
