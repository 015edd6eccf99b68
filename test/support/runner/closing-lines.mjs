import { writeSync } from 'node:fs';
import { relative } from 'node:path';

const ABSENT = /^(.*) \{(apt-get [^}]+)\}$/;

/** The last lines of a run: which suites did not run and how to get their tools, then the plain count. */
export default class ClosingLines {
  onRunComplete(_contexts, results) {
    const absent = new Set();
    for (const suite of results.testResults) {
      for (const test of suite.testResults) {
        const [, title, install] = test.ancestorTitles.map((t) => ABSENT.exec(t)).find(Boolean) ?? [];
        if (title) absent.add(`  ${relative(process.cwd(), suite.testFilePath)} (${title}) : ${install}`);
      }
    }
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const lines = [''];
    if (absent.size > 0) {
      lines.push("N'ont pas tourné, faute d'un outil (Debian, en tant que root) :", ...[...absent].sort());
    }
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    lines.push(
      `${numPassedTests} passed, ${failed} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`,
      '',
    );
    // On exit, so that these are the last lines: Jest's own summary comes after the reporters.
    process.once('exit', () => writeSync(1, lines.join('\n')));
  }
}
