import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { help } from './asked-help.mjs';

help('npm test : lance tous les tests. npm test -- test/http/sims : ceux dont le chemin commence ainsi.', [
  [
    '-t « texte »',
    'ceux dont le nom contient ce texte ; les autres options sont celles de Jest (https://jestjs.io/docs/cli)',
  ],
]);

/** All tests, or those whose files are named after `--`: `npm test -- test/services/platform`. */
const args = process.argv.slice(2);
const everything = args.every((arg) => arg.startsWith('-'));
// A suite ends before code that V8 made quick pays for its making: it waits for more proof that code is hot. A twelfth of the work.
const PATIENT = ['--interrupt-budget=1000000'];
const knows = spawnSync(process.execPath, [...PATIENT, '--version'], { stdio: 'ignore' }).status === 0;
const child = spawn(process.execPath, [...(knows ? PATIENT : []), 'node_modules/jest/bin/jest.js', ...args], {
  stdio: 'inherit',
  env: { ...process.env, ...(everything ? { BN_TEST_GROUPS: '1' } : {}) },
});

// Ctrl-C reaches Jest by the terminal; this process only waits, so that the last lines are Jest's.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + constants.signals[signal];
});
