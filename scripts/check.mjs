import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { help } from './asked-help.mjs';

help(
  'npm run check : vérifie tout, sauf les tests (forme, types, couches, mots, code mort, requêtes SQL, documents).',
  [['--write', 'réécrit les documents que le programme écrit lui-même']],
);

// Everything but the tests. Each step says in its own words what is wrong; all of them run, so that one sees everything. The longest
// are begun first, as many at a time as there are cores.
const bin = (path) => [process.execPath, `node_modules/${path}`];
const STEPS = [
  ['requêtes SQL', [process.execPath, 'scripts/check-sql.mjs']],
  ['types (tsc)', [...bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  [
    'sens des dépendances',
    [...bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'apps', 'libs', 'migrations', 'test'],
  ],
  ['forme et fautes (biome)', [...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['documents écrits par le programme', [process.execPath, 'scripts/check-docs.mjs', ...process.argv.slice(2)]],
  ['code mort (knip)', [...bin('knip/bin/knip.js')]],
  ['données de personnes', [process.execPath, 'scripts/check-personal.mjs']],
  ['migrations et entités', [process.execPath, 'scripts/check-entities.mjs']],
  // Without Node's types: what is not of a browser is not there.
  ['types des scripts du navigateur', [...bin('typescript/bin/tsc'), '-p', 'apps/browser']],
  ['types du service worker', [...bin('typescript/bin/tsc'), '-p', 'apps/browser/service-worker']],
  ['mots (glossaire)', [process.execPath, 'scripts/check-words.mjs']],
  ['licences des paquets', [process.execPath, 'scripts/sbom.mjs', '--check', ...process.argv.slice(2)]],
  ['version', [process.execPath, 'scripts/check-version.mjs']],
].filter(([, [, program]]) => existsSync(program));

/** Runs a step to its end. What it says is shown whole, under its name: two that run at once are not read in turns. */
async function check([name, [program, ...args]]) {
  const start = Date.now();
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...colours } });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => said.push(bytes));
  const status = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  process.stdout.write(`\n— ${name}\n`);
  process.stdout.write(Buffer.concat(said));
  console.log(`  ${status === 0 ? 'bien' : 'À CORRIGER'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return status === 0;
}

const failed = [];
const ahead = [...STEPS];
async function inTurn() {
  for (let step = ahead.shift(); step; step = ahead.shift()) if (!(await check(step))) failed.push(step[0]);
}
await Promise.all(Array.from({ length: availableParallelism() }, inTurn));
console.log(failed.length === 0 ? '\nTout est en ordre.' : `\nÀ corriger : ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
