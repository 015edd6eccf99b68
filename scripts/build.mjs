import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { help } from './asked-help.mjs';
import { bundleBrowser } from './bundle.mjs';
import { bundlePrograms } from './bundle-programs.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');
const SOURCES = ['apps', 'libs', 'migrations', 'bench'];
const SETTINGS = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'scripts/build.mjs',
  'scripts/bundle.mjs',
  'scripts/bundle-programs.mjs',
  'scripts/answer-schemas.mjs',
];

/** What was built, as one hash of names and contents: a checkout changes dates, not contents. */
function fingerprint() {
  const hash = createHash('sha256');
  const add = (path) => hash.update(`${path}\0`).update(readFileSync(join(root, path)));
  for (const path of SETTINGS) if (existsSync(join(root, path))) add(path);
  for (const folder of SOURCES) {
    if (!existsSync(join(root, folder))) continue;
    const names = readdirSync(join(root, folder), { recursive: true }).filter((name) =>
      /\.(tsx?|json|sql)$/.test(name),
    );
    for (const name of names.sort()) add(join(folder, name));
  }
  return hash.digest('hex');
}

/** True when `dist` is what the sources would give. */
export function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** What the build was made from, for backups to name it: a commit, with `+` where files differ from it. An image has no git: it is given COMMIT. */
export function noteCommit() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const head = git('rev-parse', 'HEAD');
  const found = head.status === 0 ? head.stdout.trim() : '';
  const changed = found && git('diff', '--quiet', 'HEAD', '--', ...SOURCES, ...SETTINGS).status !== 0;
  writeWhole(join(dist, 'commit'), process.env.COMMIT || `${found}${changed ? '+' : ''}`);
}

/**
 * TypeScript's own compiler with the OpenAPI plugin, which reads the types of `*.dto.ts`: what `nest build` does, without
 * its 53 packages; then the browser's scripts. Returns false after printing the errors.
 */
export async function build() {
  const sources = fingerprint();
  const { default: ts } = await import('typescript');
  const { before } = await import('@nestjs/swagger/plugin');
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8'));
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
  );
  const program = ts.createProgram(config.fileNames, {
    ...config.options,
    incremental: false,
    tsBuildInfoFile: undefined,
  });
  const emitted = new Set([stamp, join(dist, 'commit')]);
  const write = (path, content) => {
    const whole = resolve(path);
    emitted.add(whole);
    writeWhole(whole, content);
  };
  const result = program.emit(undefined, write, undefined, false, {
    before: [before(compilerOptions.plugins[0].options, program)],
  });
  const problems = [...config.errors, ...ts.getPreEmitDiagnostics(program), ...result.diagnostics];
  if (problems.length > 0) {
    const host = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };
    console.error(ts.formatDiagnosticsWithColorAndContext(ts.sortAndDeduplicateDiagnostics(problems), host));
    return false;
  }
  for (const name of readdirSync(join(root, 'migrations'), { recursive: true }).filter((path) => path.endsWith('.sql')))
    write(join(dist, 'migrations', name), readFileSync(join(root, 'migrations', name), 'utf8'));
  for (const [path, content] of await bundleBrowser(root)) write(path, content);
  for (const [path, content] of await bundlePrograms(root)) write(path, content);
  const { answerSchemas } = await import('./answer-schemas.mjs');
  write(join(dist, 'apps', 'server', 'answer-schemas.json'), JSON.stringify(answerSchemas(program)));
  removeOthers(emitted);
  noteCommit();
  writeFileSync(stamp, sources);
  return true;
}

/** Renamed into place: a process that starts meanwhile never reads half a file. */
function writeWhole(path, content) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}

/** A migration or a page that was deleted must not live on in `dist`. */
function removeOthers(emitted) {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !emitted.has(path)) rmSync(path);
  }
}

function fail(diagnostic) {
  throw new Error(String(diagnostic.messageText));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  help('npm run build : construit le programme dans dist, depuis les sources.');
  const done = await build();
  console.log(done ? `Construit dans ${relative(process.cwd(), dist) || '.'}.` : 'La construction a échoué.');
  process.exitCode = done ? 0 : 1;
}
