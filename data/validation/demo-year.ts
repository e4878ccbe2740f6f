import { DEMO_LAST_ON, generateDemoYear } from '../demo/generate-demo-year.ts';
import type { RegisterData } from '../register/load-register.ts';
import { validateIncidentInput } from '#geo/domain/incident-rules.ts';
import { Incident } from '#geo/domain/incident.ts';
import { validateMeasureInput } from '#geo/domain/measure-rules.ts';
import { Measure } from '#geo/domain/measure.ts';
import { createPersonScanner } from '#geo/domain/person-patterns.ts';
import type { RecordRefs } from '#geo/domain/record-rules.ts';
import { placeNamesOf } from '#geo/domain/register-names.ts';
import { pointAtM } from '#geo/network/linear-referencing.ts';
import { AgencyReport } from '#geo/domain/report.ts';
import { check, type Check } from './check.ts';

/** The simulated records pass the rules that people's records must pass, the scan for persons included. */
export function checkDemoYear(register: RegisterData): Check[] {
  const demo = generateDemoYear(register);
  const refs: RecordRefs = {
    routeLengthM: (id) => register.routes.find((route) => route.id === id)?.measuresM.at(-1),
    pointOnRoute: (id, m) =>
      pointAtM(
        register.routes.find((route) => route.id === id)!,
        m,
      ),
    hasCommune: (id) => register.communes.some((commune) => commune.id === id),
    hasSite: (id) => register.sites.some((site) => site.id === id),
    hasOrgUnit: (id) => register.orgUnits.some((unit) => unit.id === id),
    scanPersons: createPersonScanner(placeNamesOf(register)),
  };
  return [
    check('demo measures pass the rules of entry', (fault) => {
      for (const measure of demo.measures) {
        for (const issue of Measure.safeParse(measure).error?.issues ?? [])
          fault(`${measure.id} ${issue.path.join('.')}: ${issue.message}`);
        const input = { ...measure, status: measure.status === 'planned' ? ('planned' as const) : ('done' as const) };
        for (const { code, place } of validateMeasureInput(input, refs, DEMO_LAST_ON))
          fault(`${measure.id} ${place.path}: ${code}`);
        if (measure.status !== 'planned' && measure.lastOn > DEMO_LAST_ON)
          fault(`${measure.id}: ends after ${DEMO_LAST_ON}`);
        if (measure.verifierId !== null && measure.verifierId === measure.authorId)
          fault(`${measure.id}: verified by its author`);
        if (measure.origin !== 'demo') fault(`${measure.id}: origin ${measure.origin}`);
      }
      return `${demo.measures.length} measures`;
    }),
    check('demo incidents pass the rules of entry', (fault) => {
      for (const incident of demo.incidents) {
        for (const issue of Incident.safeParse(incident).error?.issues ?? [])
          fault(`${incident.id} ${issue.path.join('.')}: ${issue.message}`);
        for (const { code, place } of validateIncidentInput(incident, refs, DEMO_LAST_ON))
          fault(`${incident.id} ${place.path}: ${code}`);
        if (incident.origin !== 'demo') fault(`${incident.id}: origin ${incident.origin}`);
      }
      return `${demo.incidents.length} incidents`;
    }),
    check('demo ids are unique and agency reports sound', (fault) => {
      const ids = new Set([...demo.measures, ...demo.incidents].map((record) => record.id as string));
      if (ids.size !== demo.measures.length + demo.incidents.length) fault('an id appears twice');
      for (const report of demo.reports) {
        if (!AgencyReport.safeParse(report).success || report.fromOn >= report.untilOn)
          fault(`report of ${report.orgUnitId} from ${report.fromOn}`);
        if (!refs.hasOrgUnit(report.orgUnitId)) fault(`report of unknown unit ${report.orgUnitId}`);
      }
      return `${demo.reports.length} reports`;
    }),
  ];
}
