import type { Fault } from './errors.ts';
import type { MeasureInput, MeasurePlace } from './measure.ts';
import type { DayString } from './period.ts';
import { validateGeometry } from './place-rules.ts';
import { dayFaults, fault, intervalFaults, textFaults, unknownReference, type RecordRefs } from './record-rules.ts';

/**
 * All faults of a measure beyond its shape: days, references, place, privacy.
 * `todayOn` is the day in Asia/Ho_Chi_Minh. Empty when it may be stored.
 */
export function validateMeasureInput(input: MeasureInput, refs: RecordRefs, todayOn: DayString): Fault[] {
  return [
    ...dayFaults(input.firstOn, input.lastOn, todayOn, input.status === 'planned'),
    ...agencyFaults(input, refs),
    ...placeFaults(input.place, refs),
    ...textFaults(input.documentNumber, 'documentNumber', refs.scanPersons),
    ...textFaults(input.note, 'note', refs.scanPersons),
  ];
}

function agencyFaults({ leadOrgUnitId, orgUnitIds }: MeasureInput, refs: RecordRefs): Fault[] {
  const faults: Fault[] = [];
  if (!refs.hasOrgUnit(leadOrgUnitId)) faults.push(unknownReference('leadOrgUnitId', 'đơn vị', 'unit'));
  for (const [i, id] of orgUnitIds.entries()) {
    if (!refs.hasOrgUnit(id)) faults.push(unknownReference(`orgUnitIds[${i}]`, 'đơn vị', 'unit'));
    else if (orgUnitIds.indexOf(id) < i) faults.push(repeated(`orgUnitIds[${i}]`));
  }
  if (!orgUnitIds.includes(leadOrgUnitId)) {
    faults.push(
      fault('field.malformed', 'orgUnitIds', {
        vi: 'Danh sách đơn vị phải có cả đơn vị chủ trì.',
        en: 'The list of units must include the lead unit.',
      }),
    );
  }
  return faults;
}

function repeated(path: string): Fault {
  return fault('field.malformed', path, { vi: 'Giá trị bị lặp lại.', en: 'The value is repeated.' });
}

function placeFaults(place: MeasurePlace, refs: RecordRefs): Fault[] {
  switch (place.kind) {
    case 'track':
      return [...validateGeometry(place.geometry, 'place.geometry'), ...matchedFaults(place, refs)];
    case 'point':
      return [...validateGeometry(place.geometry, 'place.geometry'), ...postFaults(place, refs)];
    case 'line':
    case 'polygon':
      return validateGeometry(place.geometry, 'place.geometry');
    case 'interval':
      return intervalFaults(place, 'place', refs, false);
    case 'communes':
      return place.communeIds.flatMap((id, i) => {
        if (!refs.hasCommune(id)) return [unknownReference(`place.communeIds[${i}]`, 'xã, phường', 'commune')];
        return place.communeIds.indexOf(id) < i ? [repeated(`place.communeIds[${i}]`)] : [];
      });
    case 'site':
      return refs.hasSite(place.siteId) ? [] : [unknownReference('place.siteId', 'khu vực', 'site')];
  }
}

/** About a metre, in degrees: what a point may be rounded to. */
const AT_POST_DEG = 1e-5;

/** A km post is on its route, and the point beside it stands there: two places would be told of one record. */
function postFaults({ onRoute, geometry }: MeasurePlace & { kind: 'point' }, refs: RecordRefs): Fault[] {
  if (onRoute === undefined) return [];
  const { routeId, m } = onRoute;
  const faults = intervalFaults({ routeId, fromM: m, toM: m }, 'place.onRoute', refs, true);
  if (faults.length > 0) return faults;
  const there = refs.pointOnRoute(routeId, m);
  if (geometry.coordinates.every((degree, axis) => Math.abs(degree - there[axis]) <= AT_POST_DEG)) return [];
  return [
    fault('field.malformed', 'place.onRoute', {
      vi: 'Vị trí không nằm ở lý trình đã ghi; hãy ghi lại lý trình.',
      en: 'The position is not at the km post; write the post again.',
    }),
  ];
}

/** What was read off a track: intervals within their routes, dwells at known sites and in the surroundings. */
function matchedFaults({ matched = [], dwells = [] }: MeasurePlace & { kind: 'track' }, refs: RecordRefs): Fault[] {
  return [
    ...matched.flatMap((interval, i) => intervalFaults(interval, `place.matched[${i}]`, refs, false)),
    ...dwells.flatMap(({ siteId, lngLat }, i) => [
      ...(siteId === null || refs.hasSite(siteId)
        ? []
        : [unknownReference(`place.dwells[${i}].siteId`, 'khu vực', 'site')]),
      ...validateGeometry({ type: 'Point', coordinates: lngLat }, `place.dwells[${i}].lngLat`),
    ]),
  ];
}
