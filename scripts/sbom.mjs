import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { help } from './asked-help.mjs';

help('npm run sbom : écrit la liste des composants livrés (CycloneDX).', [
  ['fichier', 'où elle va, sinon à l’écran'],
  ['--check', 'regarde seulement si leurs licences conviennent et si le tableau de docs/dependencies.md est à jour'],
  ['--write', 'met ce tableau à jour'],
]);

// The list of parts of what is shipped (CycloneDX), from the lock file: the same on every machine, with the optional packages of every system.
// `npm run sbom [-- file]` writes it; `--check` only looks; `--write` brings the table of docs/dependencies.md up to date.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const DOCUMENT = join(root, 'docs', 'dependencies.md');
const TABLE = /(<!-- licences -->\n)[\s\S]*?(<!-- \/licences -->)/;

/** What may be given on together with a program under AGPL-3.0-or-later. Another licence is a line here, once it was read. */
const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Python-2.0',
  'BlueOak-1.0.0',
];
/** Says no licence in its package.json; what its file LICENSE says, as read for that version. */
const READ = { 'png-js@2.0.0': 'MIT' };

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

function listOfParts() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const npm = process.env.npm_execpath;
  const settings = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27, shell: !npm && process.platform === 'win32' };
  const { status, stdout, stderr } = npm
    ? spawnSync(process.execPath, [npm, ...args], settings)
    : spawnSync('npm', args, settings);
  if (status === 0) return JSON.parse(stdout);
  console.error(stderr || 'npm sbom a échoué : il faut npm 10 ou plus récent.');
  process.exit(1);
}

/** Packages of the browser's scripts: for npm they serve development, but the bundles hold them. */
function bundled() {
  const folder = join(root, 'apps', 'browser');
  const sources = readdirSync(folder, { recursive: true }).filter((name) => /(?<!\.spec|\.d)\.ts$/.test(name));
  const names = sources.flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/(?:from|import\() ?'((?:@[\w-]+\/)?[a-z][\w-]*)[/\w.-]*'/g),
    ].map((match) => match[1]),
  );
  return new Set(names);
}

const OF_DEVELOPMENT = 'cdx:npm:package:development';

/** `name@version` of what is installed without the packages of development, and what the bundles hold. */
function shippedRefs() {
  const names = bundled();
  const refs = new Set();
  for (const [path, { name, version, dev }] of Object.entries(read('package-lock.json').packages)) {
    const called = name ?? path.split('node_modules/').at(-1);
    if (path !== '' && (!dev || names.has(called))) refs.add(`${called}@${version}`);
  }
  return refs;
}

/** The lock says what is shipped: `npm sbom --omit dev` leaves out whatever a tool uses too, such as parts of pg. */
function shipped() {
  const sbom = listOfParts();
  const refs = shippedRefs();
  sbom.components = sbom.components
    .filter((part) => refs.has(part['bom-ref']))
    .map(({ properties = [], ...part }) => ({
      ...part,
      properties: properties.filter(({ name }) => name !== OF_DEVELOPMENT),
      ...(READ[part['bom-ref']] && !part.licenses ? { licenses: [{ license: { id: READ[part['bom-ref']] } }] } : {}),
    }));
  sbom.dependencies = sbom.dependencies
    .filter(({ ref }) => refs.has(ref) || ref === sbom.metadata.component['bom-ref'])
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  // npm names it after the folder.
  sbom.metadata.component.name = read('package.json').name;
  for (const part of sbom.components) refs.delete(part['bom-ref']);
  if (refs.size > 0) throw new Error(`npm sbom leaves out ${[...refs].join(', ')}`);
  return sbom;
}

const licenceOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => expression ?? license.id ?? license.name).join(' AND ');

/** One of several that may be chosen, or all of several that hold together; both at once is for a person to read. */
function isAllowed(licence) {
  const bare = licence.replace(/^\((.*)\)$/, '$1');
  const may = (one) => ALLOWED.includes(one.trim());
  return bare.includes(' OR ') ? bare.split(' OR ').some(may) : bare.split(' AND ').every(may);
}

function tableOf(counts) {
  const lines = counts.map(([licence, n]) => [licence, String(n)]);
  const rows = [['licence', 'packages'], null, ...lines];
  const widths = [0, 1].map((i) => Math.max(...rows.filter(Boolean).map((row) => row[i].length)));
  const line = (row) =>
    `| ${row ? row.map((cell, i) => cell.padEnd(widths[i])).join(' | ') : widths.map((w) => '-'.repeat(w)).join(' | ')} |`;
  return `\n${rows.map(line).join('\n')}\n\n`;
}

const options = process.argv.slice(2);
const sbom = shipped();
const counted = new Map();
for (const part of sbom.components) {
  const licence = licenceOf(part);
  counted.set(licence, (counted.get(licence) ?? 0) + 1);
  if (licence && isAllowed(licence)) continue;
  process.exitCode = 1;
  console.error(
    licence
      ? `${part['bom-ref']} est sous « ${licence} », qui n'est pas dans la liste de scripts/sbom.mjs : lisez cette licence, ajoutez-la si l'AGPL la permet, ou prenez un autre paquet.`
      : `${part['bom-ref']} ne dit pas sa licence : lisez son fichier LICENSE et notez-la dans READ de scripts/sbom.mjs, ou prenez un autre paquet.`,
  );
}
const counts = [...counted].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
for (const [licence, n] of counts) console.log(`${String(n).padStart(5)}  ${licence || '(aucune)'}`);

const text = readFileSync(DOCUMENT, 'utf8');
const current = text.replace(TABLE, `$1${tableOf(counts)}$2`);
if (options.includes('--write')) writeFileSync(DOCUMENT, current);
else if (current !== text) {
  console.error("docs/dependencies.md n'est pas à jour : npm run sbom -- --write");
  process.exitCode = 1;
}
if (!options.includes('--check')) {
  const file = options.find((option) => !option.startsWith('--')) ?? 'sbom.cdx.json';
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  console.log(`${sbom.components.length} paquets dans ${file}.`);
}
