import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { help } from './asked-help.mjs';

help(
  'npm run check : vérifie tout, sauf les tests (forme, types, couches, mots, code mort, requêtes SQL, documents).',
  [['--write', 'réécrit les documents que le programme écrit lui-même']],
);

// Everything but the tests. Each step says in its own words what is wrong; all of them run, so that one sees everything.
const bin = (path) => [process.execPath, `node_modules/${path}`];
const STEPS = [
  ['forme et fautes (biome)', [...bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  ['types (tsc)', [...bin('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json']],
  // Without Node's types: what is not of a browser is not there.
  ['types des scripts du navigateur', [...bin('typescript/bin/tsc'), '-p', 'apps/browser']],
  ['types du service worker', [...bin('typescript/bin/tsc'), '-p', 'apps/browser/service-worker']],
  [
    'sens des dépendances',
    [...bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'apps', 'libs', 'migrations', 'test'],
  ],
  ['mots (glossaire)', [process.execPath, 'scripts/check-words.mjs']],
  ['code mort (knip)', [...bin('knip/bin/knip.js')]],
  ['migrations et entités', [process.execPath, 'scripts/check-entities.mjs']],
  ['données de personnes', [process.execPath, 'scripts/check-personal.mjs']],
  ['documents écrits par le programme', [process.execPath, 'scripts/check-docs.mjs', ...process.argv.slice(2)]],
  ['licences des paquets', [process.execPath, 'scripts/sbom.mjs', '--check', ...process.argv.slice(2)]],
  ['version', [process.execPath, 'scripts/check-version.mjs']],
  ['requêtes SQL', [process.execPath, 'scripts/check-sql.mjs']],
].filter(([, [, program]]) => existsSync(program));

const failed = [];
for (const [name, [program, ...args]] of STEPS) {
  console.log(`\n— ${name}`);
  const start = Date.now();
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  console.log(`  ${status === 0 ? 'bien' : 'À CORRIGER'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? '\nTout est en ordre.' : `\nÀ corriger : ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
