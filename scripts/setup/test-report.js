/**
 * Counts a report of the test runner (its JSON reporter). A test file that
 * broke before any of its tests failed counts as one failure.
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countReport(report) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') count.passed++;
      else if (status === 'failed') failedHere++;
      else count.skipped++;
    }
    if (file.status === 'failed' && failedHere === 0) failedHere = 1;
    count.failed += failedHere;
  }
  return count;
}

/** `12 passed, 0 failed, 3 skipped` */
export function totalLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
