import { expect, it } from 'vitest';
import { shiftsText } from '#client/features/register/shift-text.ts';
import { wordsIn } from '../words.ts';

it('says how many records are read elsewhere, how far, and what the new line cannot carry', () => {
  const say = (total: number, moved: number, cut: number) =>
    shiftsText({ total, moved, cut, maxShiftM: 3100 }, wordsIn('vi'));
  expect(say(0, 0, 0)).toBe('Không có bản ghi nào trên tuyến.');
  expect(say(64, 0, 0)).toBe('64 bản ghi trên tuyến, không bản ghi nào dời chỗ.');
  expect(say(64, 3, 0)).toBe('3 trong 64 bản ghi được quy lại lý trình; xa nhất 3,1\u00a0km. Bản ghi gốc giữ nguyên.');
  expect(say(64, 3, 2)).toContain('2 bản ghi vượt ra ngoài đầu tuyến mới.');
});
