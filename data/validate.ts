/**
 * `npm run data:validate`: tests every data file and the demo year, prints what
 * was found, and ends with exit code 1 and the places of faults otherwise.
 */
import { readRegister } from './register/load-register.ts';
import { checkBaseMap } from './validation/base-map.ts';
import type { Check } from './validation/check.ts';
import { checkDemoYear } from './validation/demo-year.ts';
import { checkFigures } from './validation/figures.ts';
import { checkGeometry } from './validation/geometry.ts';
import { checkRecords } from './validation/records.ts';

const MAX_PLACES = 20;

const register = readRegister();
const checks: Check[] = [
  ...checkRecords(register),
  ...checkFigures(register),
  ...checkGeometry(register),
  ...checkBaseMap(),
  ...checkDemoYear(register),
];
for (const { name, faults, found } of checks) {
  console.log(`${faults.length ? '✗' : '✓'} ${name}: ${found}`);
  for (const place of faults.slice(0, MAX_PLACES)) console.log(`    ${place}`);
  if (faults.length > MAX_PLACES) console.log(`    and ${faults.length - MAX_PLACES} more`);
}
const failed = checks.filter(({ faults }) => faults.length > 0).length;
console.log(
  failed
    ? `${failed} of ${checks.length} checks failed.`
    : `${checks.length} checks passed; register ${register.version}.`,
);
process.exitCode = failed ? 1 : 0;
