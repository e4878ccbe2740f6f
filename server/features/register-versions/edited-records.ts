import type { AreaAdd, AreaFieldsChange, SiteAdd, SiteFieldsChange } from '#geo/contract/register-versions.contract.ts';
import { Area } from '#geo/domain/area.ts';
import type { Fault } from '#geo/domain/errors.ts';
import { validateGeometry } from '#geo/domain/place-rules.ts';
import { fault, textFaults, unknownReference } from '#geo/domain/record-rules.ts';
import { Site } from '#geo/domain/site.ts';
import { polygonsAreaM2 } from '#geo/geometry/ellipsoid.ts';
import { poleOfInaccessibility } from '#geo/geometry/pole.ts';
import { dissolve, polygonsOf } from '#geo/geometry/rings.ts';
import { faultsError } from '../register/record-access.ts';
import type { RegisterSnapshot } from '../register/register-snapshot.ts';

/** Texts that any member carries. */
export interface MemberTexts {
  nameVi?: string;
  nameEn?: string;
  responsibleOrgUnitId?: string;
}

/** @throws DomainError with all faults, where there are any */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw faultsError(faults);
}

/** Faults of the fields that every class has. Names of the register are not taken for persons: “Hồ Chí Minh” is a road. */
export function commonFaults(change: MemberTexts, register: RegisterSnapshot): Fault[] {
  const { responsibleOrgUnitId } = change;
  if (responsibleOrgUnitId === undefined || register.refs.hasOrgUnit(responsibleOrgUnitId)) return [];
  return [unknownReference('responsibleOrgUnitId', 'đơn vị', 'unit')];
}

function communeFaults(communeIds: readonly string[] | undefined, register: RegisterSnapshot): Fault[] {
  return (communeIds ?? []).flatMap((id, i) => {
    if (!register.refs.hasCommune(id)) return [unknownReference(`communeIds[${i}]`, 'xã, phường', 'commune')];
    if (communeIds!.indexOf(id) === i) return [];
    return [fault('field.malformed', `communeIds[${i}]`, { vi: 'Giá trị bị lặp lại.', en: 'The value is repeated.' })];
  });
}

/** What follows from an area's communes. */
function extentOfCommunes(communeIds: readonly string[], register: RegisterSnapshot) {
  const members = communeIds.map((id) => polygonsOf(register.communesById.get(id)!.geometry));
  const areaM2 = Math.round(members.reduce((sum, polygons) => sum + polygonsAreaM2(polygons), 0));
  return { areaM2, labelPoint: poleOfInaccessibility(dissolve(members)) };
}

/** @throws DomainError the change’s faults */
export function changedArea(before: Area, change: AreaFieldsChange, register: RegisterSnapshot): Area {
  refuseFaults([...commonFaults(change, register), ...communeFaults(change.communeIds, register)]);
  const extent = change.communeIds && extentOfCommunes(change.communeIds, register);
  return Area.parse({ ...before, ...change, ...extent });
}

/** @throws DomainError the addition’s faults */
export function newArea(id: string, add: AreaAdd, register: RegisterSnapshot): Area {
  refuseFaults([...commonFaults(add, register), ...communeFaults(add.communeIds, register)]);
  const { nameVi, nameEn, kind, communeIds, responsibleOrgUnitId, fromOn, legalSource } = add;
  return Area.parse({
    id,
    nameVi,
    nameEn,
    kind,
    communeIds,
    ...extentOfCommunes(communeIds, register),
    responsibleOrgUnitId,
    validFromOn: fromOn,
    validUntilOn: null,
    legalSource,
  });
}

function siteFaults(change: SiteFieldsChange, register: RegisterSnapshot): Fault[] {
  const { point, extent, communeId, noteVi, grades = [] } = change;
  const faults = commonFaults(change, register);
  if (point) faults.push(...validateGeometry({ type: 'Point', coordinates: point }, 'point'));
  if (extent) faults.push(...validateGeometry(extent, 'extent'));
  if (communeId && !register.refs.hasCommune(communeId)) {
    faults.push(unknownReference('communeId', 'xã, phường', 'commune'));
  }
  if (noteVi) faults.push(...textFaults(noteVi, 'noteVi', register.scanPersons));
  for (const [i, grade] of grades.entries()) {
    if (grade.validFromOn !== null && grade.validUntilOn !== null && grade.validUntilOn <= grade.validFromOn) {
      faults.push(
        fault('period.ends_before_start', `grades[${i}].validUntilOn`, {
          vi: 'Ngày kết thúc đứng trước ngày bắt đầu.',
          en: 'The last day is before the first.',
        }),
      );
    }
  }
  return faults;
}

/** @throws DomainError the change’s faults */
export function changedSite(before: Site, change: SiteFieldsChange, register: RegisterSnapshot): Site {
  refuseFaults(siteFaults(change, register));
  // A site that moves lies in the commune of its new point, unless another is named.
  const moved = change.point && change.communeId === undefined ? { communeId: communeAt(change.point, register) } : {};
  return Site.parse({ ...before, ...moved, ...change });
}

/** @throws DomainError the addition’s faults */
export function newSite(id: string, add: SiteAdd, register: RegisterSnapshot): Site {
  const { preview: _preview, note: _note, id: _id, fromOn, legalSource, ...fields } = add;
  refuseFaults(siteFaults(fields, register));
  return Site.parse({
    ...fields,
    id,
    inRegister: true,
    communeId: fields.communeId === undefined ? communeAt(fields.point, register) : fields.communeId,
    validFromOn: fromOn,
    validUntilOn: null,
    source: legalSource,
    licence: '',
  });
}

function communeAt(point: [number, number], register: RegisterSnapshot): string {
  return register.communeIndex.at(point);
}
