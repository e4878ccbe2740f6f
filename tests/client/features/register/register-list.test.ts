import { describe, expect, it } from 'vitest';
import {
  filterMembers,
  listMembers,
  memberOfSelection,
  selectionOfMember,
} from '#client/features/register/register-list.ts';
import { splitPeriods } from '#client/features/register/preview-periods.ts';
import { SAMPLE_REGISTER } from '../register-sample.ts';

const compare = (a: string, b: string) => a.localeCompare(b, 'vi');
const list = (todayOn = '2026-11-25') => listMembers(SAMPLE_REGISTER, todayOn, compare);
const names = (members: ReturnType<typeof list>) => members.map(({ record }) => record.id as string);

describe('the list of the register', () => {
  it('finds by name or code, with or without marks, within a class', () => {
    expect(names(filterMembers(list(), 'ql7', 'all'))).toContain('QL7');
    const all = names(filterMembers(list(), '', 'all'));
    expect(all).toHaveLength(
      SAMPLE_REGISTER.routes.length + SAMPLE_REGISTER.areas.length + SAMPLE_REGISTER.sites.length,
    );
    expect(names(filterMembers(list(), '', 'route')).sort()).toEqual(
      SAMPLE_REGISTER.routes.map(({ id }) => id as string).sort(),
    );
    expect(filterMembers(list(), 'không có tuyến nào như thế', 'all')).toEqual([]);
  });

  it('puts who has left apart from the day on, not before', () => {
    const [route, ...others] = SAMPLE_REGISTER.routes;
    const register = { ...SAMPLE_REGISTER, routes: [{ ...route, validUntilOn: '2026-12-01' }, ...others] };
    const groupOn = (day: string) =>
      listMembers(register, day, compare).find(({ record }) => record.id === route.id)!.group;
    expect(groupOn('2026-11-30')).not.toBe('past');
    expect(groupOn('2026-12-01')).toBe('past');
  });

  it('selects members so that the selection leads back to them', () => {
    for (const member of list()) {
      expect(memberOfSelection(selectionOfMember(member))).toEqual({
        unitClass: member.unitClass,
        id: member.record.id,
      });
    }
    expect(memberOfSelection({ kind: 'commune', communeId: '1' })).toBeUndefined();
  });
});

describe('periods that a version changes', () => {
  const periods = [
    { fromOn: '2026-12-15', untilOn: '2027-12-15' },
    { fromOn: '2025-12-15', untilOn: '2026-12-15' },
    { fromOn: '2024-12-15', untilOn: '2025-12-15' },
  ];
  const later = (fromOn: string | null, isRetired = false) =>
    splitPeriods(periods, fromOn, isRetired).later.map((period) => period.fromOn);

  it('are those whose last day is the day or later', () => {
    expect(later('2026-12-14')).toEqual(['2025-12-15', '2026-12-15']);
    expect(later('2026-12-15')).toEqual(['2026-12-15']);
    expect(later(null)).toHaveLength(3);
  });

  it('are, of a retirement, those that begin on the day or later', () => {
    expect(later('2026-06-01', true)).toEqual(['2026-12-15']);
    expect(later('2026-12-15', true)).toEqual(['2026-12-15']);
    expect(splitPeriods(periods, '2026-06-01', true).earlier).toHaveLength(2);
  });
});
