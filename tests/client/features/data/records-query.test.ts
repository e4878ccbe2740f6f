import { expect, test } from 'vitest';
import {
  incidentFilter,
  INCIDENT_SORTS,
  measureFilter,
  MEASURE_SORTS,
  nextPage,
} from '#client/features/data/records-query.ts';
import { fileNameOf } from '#client/features/exports/download-file.ts';
import { IncidentQuery } from '#geo/contract/incidents.contract.ts';
import { MeasureQuery } from '#geo/contract/measures.contract.ts';
import { NO_FILTERS } from '#client/state/view-url.ts';

test('a table asks only for orders that the server knows', () => {
  for (const sort of MEASURE_SORTS) expect(MeasureQuery.safeParse({ sort }).success).toBe(true);
  for (const sort of INCIDENT_SORTS) expect(IncidentQuery.safeParse({ sort }).success).toBe(true);
  const byType = measureFilter('p', NO_FILTERS, '', { key: 'type', direction: 'descending' });
  expect(byType).toMatchObject({ period: 'p', sort: '-firstOn', orgUnit: undefined });
  expect(incidentFilter('p', NO_FILTERS, { key: 'firstOn', direction: 'ascending' }).sort).toBe('firstOn');
});

test('pages end with the last record', () => {
  expect(nextPage({ total: 401, page: 2, pageSize: 200 })).toBe(3);
  expect(nextPage({ total: 400, page: 2, pageSize: 200 })).toBeUndefined();
  expect(nextPage({ total: 0, page: 1, pageSize: 200 })).toBeUndefined();
});

test('a file keeps the name the server gave it', () => {
  expect(fileNameOf(`attachment; filename="bao-phu.csv"; filename*=UTF-8''%C4%91%E1%BB%99-bao-ph%E1%BB%A7.csv`)).toBe(
    'độ-bao-phủ.csv',
  );
  expect(fileNameOf('attachment; filename="coverage.csv"')).toBe('coverage.csv');
  expect(fileNameOf("attachment; filename*=UTF-8''%E0%A4%A")).toBeUndefined();
  expect(fileNameOf(null)).toBeUndefined();
});
