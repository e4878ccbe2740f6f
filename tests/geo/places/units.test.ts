import { describe, expect, it } from 'vitest';
import { foldText } from '#geo/domain/folded-text.ts';
import { REFORM_ON } from '#geo/places/district-changes.ts';
import { splitUnitName, unitsOf } from '#geo/places/unit-names.ts';
import { AFTER, BEFORE, FINDER, find, found, REGISTER, valuesOf } from './finder.ts';

describe('communes', () => {
  it('of today are found by name, with and without marks, kind and district', () => {
    for (const { id, nameVi, oldDistrictNameVi } of REGISTER.communes) {
      const value = `commune:${id}`;
      expect(found(nameVi)).toMatchObject({ kind: 'found', value, precision: 'commune' });
      expect(found(`${nameVi.toUpperCase()}, ${oldDistrictNameVi}`)).toMatchObject({ kind: 'found', value });
      expect(valuesOf(foldText(nameVi).folded)).toContain(value);
      expect(valuesOf(splitUnitName(nameVi).own)).toContain(value);
      expect(found(id)).toMatchObject({ kind: 'found', value });
    }
  });

  it('of before are found as their successors, by the day and the district', () => {
    for (const commune of REGISTER.communes) {
      for (const old of commune.oldUnits) {
        const { nameVi } = splitUnitName(old);
        const text = `${nameVi}, ${commune.oldDistrictNameVi}`;
        expect(found(text, BEFORE), text).toMatchObject({ kind: 'found', value: `commune:${commune.id}` });
        expect(valuesOf(nameVi, BEFORE), nameVi).toContain(`commune:${commune.id}`);
        expect(valuesOf(foldText(nameVi).folded, BEFORE), nameVi).toContain(`commune:${commune.id}`);
      }
    }
    expect(unitsOf(REGISTER.communes).filter((unit) => unit.level === 'old-unit')).toHaveLength(412);
  });

  it('“xã Bảo Nam” is its successor, before and after the reform', () => {
    const before = found('xã Bảo Nam', BEFORE);
    expect(before).toMatchObject({ kind: 'found', value: 'commune:16849' });
    expect(before.readAs?.vi).toBe('Xã Bảo Nam, huyện Kỳ Sơn (nay thuộc xã Hữu Kiệm)');
    const after = found('xã Bảo Nam', AFTER);
    expect(after).toMatchObject({ kind: 'found', value: 'commune:16849' });
    expect(after.notes).toEqual([
      { vi: 'Tên cũ, không còn từ 01/07/2025.', en: 'A former name, not in force since 01/07/2025.' },
    ]);
    expect(found('xã Bảo Nam (nay là xã Hữu Kiệm)')).toMatchObject({ kind: 'found', value: 'commune:16849' });
  });

  it('that share a name are told apart by the day', () => {
    const dayBefore = '2025-06-30';
    // Before the reform Đông Thành is today's Yên Thành; since then it is another commune.
    expect(valuesOf('xã Đông Thành', dayBefore)).toEqual(['commune:17506']);
    expect(valuesOf('xã Đông Thành', REFORM_ON)).toEqual(['commune:17530']);
    expect(valuesOf('xã Tam Hợp', REFORM_ON)).toEqual(['commune:17059']);
    expect(valuesOf('xã Tam Hợp', dayBefore)).toEqual(['commune:16936', 'commune:17059']);
  });

  it('that share a name are asked, unless the district is named', () => {
    expect(valuesOf('xã Đồng Văn', BEFORE)).toEqual(['commune:16744', 'commune:17287', 'commune:17713']);
    expect(valuesOf('xã Đồng Văn, Tân Kỳ', BEFORE)).toEqual(['commune:17287']);
    expect(valuesOf('xã Đồng Văn huyện Thanh Chương', BEFORE)).toEqual(['commune:17713']);
    expect(valuesOf('Đồng Văn - Quế Phong - Nghệ An', BEFORE)).toEqual(['commune:16744']);
    expect(valuesOf('H. Quế Phong, X. Đồng Văn', BEFORE)).toEqual(['commune:16744']);
    expect(valuesOf('xã Bắc Sơn', BEFORE)).toEqual(['commune:17089', 'commune:17662']);
  });

  it('are told apart by their marks where the text has marks', () => {
    expect(valuesOf('xã Nam Thanh')).toEqual(['commune:17935']);
    expect(valuesOf('xã Nam Thành')).toEqual(['commune:17569']);
    expect(valuesOf('xa nam thanh').sort()).toEqual(['commune:17569', 'commune:17935']);
    expect(valuesOf('xã Yên Hòa')).toEqual(valuesOf('xã Yên Hoà'));
    expect(valuesOf('phường Thái Hòa')).toEqual(['commune:16939']);
    expect(valuesOf('Xã Xá Lượng')).toEqual(['commune:16876']);
    expect(valuesOf('xa luong')).toEqual(['commune:16876']);
  });

  it.each([
    ['TT. Mường Xén, H. Kỳ Sơn, T. Nghệ An', '16813'],
    ['bản Huồi Tụ 1, xã Huồi Tụ, Kỳ Sơn', '16828'],
    ['khối 5, P. Hà Huy Tập, TP. Vinh', '16702'],
    ['tại địa bàn xã Keng Đu', '16822'],
    ['Keng Du commune, Ky Son district', '16822'],
  ])('are read out of an address: “%s”', (text, id) =>
    expect(found(text, BEFORE)).toMatchObject({ kind: 'found', value: `commune:${id}` }),
  );

  it('say that a village is known no closer', () => {
    expect(found('bản Xốp Thặp, xã Hữu Lập', BEFORE).notes?.map((note) => note.vi)).toContain(
      '“bản Xốp Thặp” không có trong danh mục; vị trí chỉ biết tới xã, phường.',
    );
  });

  it('may be several', () => {
    expect(found('xã Nậm Cắn, xã Mường Xén')).toMatchObject({
      kind: 'found',
      place: { kind: 'communes', communeIds: ['16837', '16813'] },
    });
  });

  it('are asked where only a part was understood', () => {
    // A unit that ended before December 2024: its successor is not in the register.
    expect(find('xã Diễn Hùng, huyện Diễn Châu', BEFORE)).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ value: 'district:dien-chau' }],
    });
    expect(find('Nghi Xuân, Hà Tĩnh').kind).toBe('ambiguous');
  });

  it('that are none come with the nearest names', () => {
    expect(find('xã Mường Xến Đông')).toMatchObject({ kind: 'ambiguous' });
    expect(find('Hũu Kiệm')).toMatchObject({ kind: 'found', value: 'commune:16849' });
    expect(find('Hưu Kiêmm')).toMatchObject({
      kind: 'unknown',
      nearest: expect.arrayContaining(['Xã Hữu Kiệm']) as never,
    });
  });

  it('alone are meant where a column asks for communes', () => {
    expect(valuesOf('Quỳ Hợp')).toEqual(['commune:17035', 'district:quy-hop']);
    expect(FINDER.find('Quỳ Hợp', AFTER, { onlyCommunes: true })).toMatchObject({
      kind: 'found',
      value: 'commune:17035',
    });
    expect(FINDER.find('Nậm Cắn', AFTER, { onlyCommunes: true })).toMatchObject({
      kind: 'found',
      value: 'commune:16837',
    });
  });
});

describe('districts', () => {
  it('are the communes of today that they became', () => {
    const kySon = found('huyện Kỳ Sơn', BEFORE);
    expect(kySon).toMatchObject({ kind: 'found', value: 'district:ky-son', precision: 'district', notes: [] });
    expect(kySon.place).toMatchObject({ communeIds: expect.arrayContaining(['16813', '16837']) as never });
    expect(found('huyện Kỳ Sơn', AFTER).notes?.[0].vi).toBe('Cấp huyện cũ, không còn từ 01/07/2025.');
    expect(valuesOf('Kỳ Sơn', BEFORE)).toEqual(['commune:17266', 'district:ky-son']);
  });

  it('changed on 1 December 2024, when Cửa Lò joined Vinh', () => {
    const communesOf = (text: string, on: string) => {
      const { place } = found(text, on);
      return place?.kind === 'district' ? place.communeIds : [];
    };
    expect(communesOf('TP Vinh', '2024-11-30')).toHaveLength(5);
    expect(communesOf('TP Vinh', '2024-12-01')).toContain('16732');
    expect(found('TX Cửa Lò', '2024-11-30')).toMatchObject({ precision: 'commune', notes: [] });
    expect(found('TX Cửa Lò', '2024-12-01').notes?.[0].vi).toBe('Cấp huyện cũ, không còn từ 01/12/2024.');
    for (const text of ['phường Nghi Hương, thị xã Cửa Lò', 'phường Nghi Hương, TP Vinh']) {
      expect(valuesOf(text, BEFORE)).toEqual(['commune:16732']);
    }
    expect(valuesOf('xã Nghi Xuân, Nghi Lộc', BEFORE)).toEqual(['commune:16708']);
    expect(found('xã Nghi Xuân', '2024-11-30').readAs?.vi).toContain('huyện Nghi Lộc');
    expect(found('xã Nghi Xuân', '2024-12-01').readAs?.vi).toContain('thành phố Vinh');
  });

  it('and the province', () => {
    for (const text of ['tỉnh Nghệ An', 'Nghệ An', 'toàn tỉnh Nghệ An']) {
      expect(found(text)).toMatchObject({ kind: 'found', value: 'province', precision: 'province' });
    }
  });
});
