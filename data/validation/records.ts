import { z } from 'zod';
import { readFileSync } from 'node:fs';
import { readRegisterFile, type RegisterData } from '../register/load-register.ts';
import { OrgUnit } from '#geo/domain/org-unit.ts';
import { Route } from '#geo/domain/route.ts';
import { Site } from '#geo/domain/site.ts';
import { Area, Commune } from '#geo/domain/area.ts';
import { check, type Check } from './check.ts';

const Credit = z.object({ source: z.string().min(1), licence: z.string().min(1) });
const Accurate = Credit.extend({ accuracyM: z.number().positive() });
const Stretch = Accurate.extend({ fromM: z.number(), toM: z.number() });

/** What each file holds, with the credit of every record; unknown fields are faults. */
const LISTS: Record<string, z.ZodType<{ id: string }>> = {
  'routes.json': Route.extend({ licence: z.literal('ODbL 1.0'), sources: z.array(Stretch).min(1) }).strict(),
  'areas.json': Area.extend(Accurate.shape).strict(),
  'sites.json': Site.extend({ licence: z.string().min(1), source: z.string().min(1), accuracyM: z.number().positive() })
    .strict()
    .refine((site) => !site.licence.startsWith('ODbL'), 'rows under ODbL stand in sites-osm.json'),
  'sites-osm.json': Site.strict().refine((site) => site.licence.startsWith('ODbL'), 'only rows under ODbL stand here'),
  'org-units.json': OrgUnit.extend(Credit.shape).strict(),
};
const FEATURES: Record<string, z.ZodType> = {
  'communes.geojson': Commune.extend(Accurate.shape).strict(),
  'districts.geojson': z.looseObject({ id: z.string(), inPlan: z.boolean(), ...Accurate.shape }),
  'province.geojson': z.looseObject({ id: z.literal('40'), areaM2: z.number(), ...Accurate.shape }),
};
const FILES = [...Object.keys(LISTS), ...Object.keys(FEATURES), 'register.json'];

export function checkRecords(register: RegisterData): Check[] {
  return [
    check('every record has its fields, source, licence and accuracy', (fault) => {
      let count = 0;
      const test = (file: string, schema: z.ZodType, record: unknown, id: unknown) => {
        count++;
        const parsed = schema.safeParse(record);
        for (const issue of parsed.error?.issues ?? [])
          fault(`${file} ${String(id)} ${issue.path.join('.')}: ${issue.message}`);
      };
      for (const [file, schema] of Object.entries(LISTS)) {
        for (const record of readRegisterFile(file) as { id: string }[]) test(file, schema, record, record.id);
      }
      for (const [file, schema] of Object.entries(FEATURES)) {
        const { features } = readRegisterFile(file) as { features: { id: string; properties: { id: string } }[] };
        for (const feature of features) {
          test(file, schema, feature.properties, feature.id);
          if (feature.id !== feature.properties.id)
            fault(`${file} ${feature.id}: its properties say ${feature.properties.id}`);
        }
      }
      return `${count} records`;
    }),
    check('text is Unicode NFC', (fault) => {
      for (const file of FILES) {
        const text = readFileSync(new URL(`../register/${file}`, import.meta.url), 'utf8');
        if (text !== text.normalize('NFC')) fault(file);
      }
      return `${FILES.length} files`;
    }),
    check('ids are unique and references exist', (fault) => {
      const lists = {
        route: register.routes,
        area: register.areas,
        site: register.sites,
        commune: register.communes,
        unit: register.orgUnits,
      };
      for (const [noun, list] of Object.entries(lists)) {
        const ids = list.map((record) => record.id as string);
        for (const id of ids.filter((each, i) => ids.indexOf(each) !== i)) fault(`${noun} ${id} appears twice`);
      }
      const units = new Set<string>(register.orgUnits.map((unit) => unit.id));
      const communes = new Set<string>(register.communes.map((commune) => commune.id));
      for (const { id, responsibleOrgUnitId } of [...register.routes, ...register.areas, ...register.sites])
        if (!units.has(responsibleOrgUnitId)) fault(`${id}: no org unit ${responsibleOrgUnitId}`);
      for (const area of register.areas)
        for (const id of area.communeIds) if (!communes.has(id)) fault(`area ${area.id}: no commune ${id}`);
      for (const site of register.sites)
        if (site.communeId && !communes.has(site.communeId)) fault(`site ${site.id}: no commune ${site.communeId}`);
      for (const unit of register.orgUnits) {
        for (const id of [unit.parentId, unit.successorId])
          if (id && !units.has(id)) fault(`unit ${unit.id}: no unit ${id}`);
        if (unit.validUntilOn && !unit.successorId) fault(`unit ${unit.id} ended without a successor`);
      }
      return `${units.size} units`;
    }),
    check('grades and validity follow one another', (fault) => {
      let count = 0;
      for (const site of register.sites) {
        site.grades.forEach((grade, i) => {
          count++;
          if (grade.validFromOn && grade.validUntilOn && grade.validFromOn >= grade.validUntilOn)
            fault(`site ${site.id} grade ${i}`);
          const next = site.grades[i + 1];
          if (next && (!grade.validUntilOn || !next.validFromOn || next.validFromOn < grade.validUntilOn))
            fault(`site ${site.id}: grades ${i} and ${i + 1} overlap`);
        });
        if (['border-gate', 'border-opening'].includes(site.kind) !== site.grades.length > 0)
          fault(`site ${site.id}: grades`);
      }
      return `${count} grades`;
    }),
  ];
}
