import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs before every command, on a clone where nothing is installed yet: only what Node itself brings.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NEEDED = [20, 19];

function say(sentence) {
  // Not standard output: a command may be writing a file there.
  console.error(`• ${sentence}`);
}

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  stop(
    `Il faut Node ${NEEDED.join('.')} ou plus récent ; celui-ci est ${process.versions.node}. Installez-le depuis https://nodejs.org, puis relancez.`,
  );
}

/** npm writes what it installed, once it has: what the lock asks for and is not there is missing. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { packages: there } = JSON.parse(readFileSync(installed, 'utf8'));
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (there[path] ? there[path].version === version : optional),
  );
}

function install() {
  say('Installation des paquets (une à deux minutes la première fois)…');
  // Development packages too, whatever NODE_ENV says: the compiler is one.
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: 'inherit' };
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
        ...options,
        shell: process.platform === 'win32',
      });
  if (status !== 0)
    stop(
      "L'installation des paquets a échoué (voir au-dessus). Vérifiez la connexion et la place sur le disque, puis relancez.",
    );
}

/** Two commands started together install and build once: the second waits for the first. */
async function alone(work) {
  const lock = join(root, '.cache', 'prepare.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld(lock)) rmSync(lock, { force: true });
      else await new Promise((done) => setTimeout(done, 200));
    }
  }
  process.on('exit', () => rmSync(lock, { force: true }));
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  await work();
}

function isHeld(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function main() {
  checkNode();
  await alone(async () => {
    if (!isInstalled()) install();
    const { build, isBuilt, noteCommit } = await import('./build.mjs');
    if (isBuilt()) return noteCommit();
    say('Construction…');
    if (!(await build())) stop('Le programme ne se construit pas : corrigez les erreurs au-dessus, puis relancez.');
  });
}

try {
  await main();
} catch (error) {
  if (error.code === 'ENOSPC') stop(`Le disque est plein : libérez de la place dans ${root}, puis relancez.`);
  if (error.code === 'EACCES')
    stop(`Impossible d'écrire dans ${root} : relancez avec le compte à qui appartient ce dossier.`);
  throw error;
}
