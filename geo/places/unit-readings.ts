import type { Commune } from '../domain/area.ts';
import type { Message } from '../domain/errors.ts';
import type { FoundPlace, PlaceReading } from '../domain/found-place.ts';
import type { CommuneId } from '../domain/ids.ts';
import type { DayString } from '../domain/period.ts';
import { districtEndedOn, districtsWithin, REFORM_ON, VINH_WIDENED_ON } from './district-changes.ts';
import { placeValue } from './place-result.ts';
import type { NamedUnit } from './unit-names.ts';

/** Districts of before 1 July 2025 by their code. */
export type Districts = ReadonlyMap<string, Extract<NamedUnit, { level: 'district' }>>;

const dmy = (day: DayString): string => day.split('-').reverse().join('/');
/** `1 July 2025` would need a calendar's words: the day as the page writes it does for both. */
const sinceOf = (day: DayString): Message => ({ vi: `từ ${dmy(day)}`, en: `since ${dmy(day)}` });

/** True where a unit of this name existed on the day. */
export function isInForce(unit: NamedUnit, onDay: DayString): boolean {
  switch (unit.level) {
    case 'province':
      return true;
    case 'commune':
      return onDay >= REFORM_ON;
    case 'old-unit':
      return onDay < REFORM_ON;
    case 'district':
      return onDay < districtEndedOn(unit.districtId);
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** The district of an old unit on a day, by name. */
function districtName(unit: Extract<NamedUnit, { level: 'old-unit' }>, districts: Districts, onDay: DayString): string {
  const ids = unit.districtIds;
  const id = onDay < VINH_WIDENED_ON ? ids[ids.length - 1] : ids[0];
  return lowerFirst(districts.get(id)?.nameVi ?? '');
}

function communeReading(communes: readonly Commune[], readAs: Message, notes: Message[]): PlaceReading {
  const place: FoundPlace = { kind: 'communes', communeIds: communes.map((commune) => commune.id) };
  return { value: placeValue(place), place, precision: 'commune', readAs, notes };
}

/**
 * What a unit means on a day: itself, or the commune of today that it became
 * part of. A name that was not in force that day is understood and said.
 */
export function readingOfUnit(unit: NamedUnit, districts: Districts, onDay: DayString): PlaceReading {
  const since = sinceOf(REFORM_ON);
  switch (unit.level) {
    case 'province': {
      const place: FoundPlace = { kind: 'province' };
      const readAs = { vi: 'Toàn tỉnh Nghệ An', en: 'The whole of Nghệ An' };
      return { value: placeValue(place), place, precision: 'province', readAs, notes: [] };
    }
    case 'commune': {
      const { nameVi, oldDistrictNameVi } = unit.commune;
      const where = {
        vi: `${nameVi} (${lowerFirst(oldDistrictNameVi)} cũ)`,
        en: `${nameVi} (formerly ${oldDistrictNameVi})`,
      };
      const notes = isInForce(unit, onDay)
        ? []
        : [{ vi: `Tên này chỉ có ${since.vi}.`, en: `This name exists only ${since.en}.` }];
      return communeReading([unit.commune], where, notes);
    }
    case 'old-unit': {
      const whole = `${upperFirst(unit.nameVi)}, ${districtName(unit, districts, onDay)}`;
      const { nameVi } = unit.commune;
      const isNamesake = nameVi.toLocaleLowerCase('vi') === unit.nameVi.toLocaleLowerCase('vi');
      const readAs = isNamesake
        ? { vi: whole, en: whole }
        : { vi: `${whole} (nay thuộc ${lowerFirst(nameVi)})`, en: `${whole} (today part of ${nameVi})` };
      const notes = isInForce(unit, onDay)
        ? [
            {
              vi: `Ghi theo ${lowerFirst(nameVi)} ngày nay, rộng hơn đơn vị cũ.`,
              en: `Kept as today’s ${nameVi}, which is wider than the former unit.`,
            },
          ]
        : [{ vi: `Tên cũ, không còn ${since.vi}.`, en: `A former name, not in force ${since.en}.` }];
      const isSame = unit.commune.oldUnits.length === 1;
      return communeReading([unit.commune], readAs, isSame && isInForce(unit, onDay) ? [] : notes);
    }
    case 'district':
      return districtReading(unit, districts, onDay);
  }
}

function districtReading(
  unit: Extract<NamedUnit, { level: 'district' }>,
  districts: Districts,
  onDay: DayString,
): PlaceReading {
  const ids = districtsWithin(unit.districtId, onDay);
  const communes = ids.flatMap((id) => districts.get(id)?.communes ?? []);
  const place: FoundPlace = {
    kind: 'district',
    districtId: unit.districtId,
    communeIds: communes.map((commune): CommuneId => commune.id),
  };
  const ended = sinceOf(districtEndedOn(unit.districtId));
  const notes: Message[] = isInForce(unit, onDay)
    ? []
    : [{ vi: `Cấp huyện cũ, không còn ${ended.vi}.`, en: `A former district, abolished ${ended.en}.` }];
  if (unit.districtId === 'nghi-loc' && onDay < VINH_WIDENED_ON) {
    notes.push({
      vi: 'Bốn xã Nghi Phong, Nghi Thái, Nghi Xuân, Phúc Thọ (nay thuộc phường Vinh Lộc) không tính vào đây.',
      en: 'Leaves out Nghi Phong, Nghi Thái, Nghi Xuân and Phúc Thọ, today parts of Phường Vinh Lộc.',
    });
  }
  const many = communes.length;
  return {
    value: placeValue(place),
    place,
    // Cửa Lò became one commune: no less is known than that.
    precision: many === 1 ? 'commune' : 'district',
    readAs: {
      vi: `${unit.nameVi} (nay là ${many} xã, phường)`,
      en: `${unit.nameVi} (today ${many} ${many === 1 ? 'commune' : 'communes'})`,
    },
    notes,
  };
}
