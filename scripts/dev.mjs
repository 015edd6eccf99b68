import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { help } from './asked-help.mjs';
import { writeBundles } from './bundle.mjs';

help('npm run dev : sert la banque d’essai depuis les sources, et relance à chaque fichier enregistré.');

// The server from its TypeScript, without a build: what was saved is bundled again for the browser, and the server restarts.
// Nothing is type-checked here: the editor does, and `npm run check`.
const root = resolve(import.meta.dirname, '..');
const FROM_SOURCE = ['--conditions=source', '--import', '@swc-node/register/esm-register'];
/** An editor saves several files, and some of them twice. */
const QUIET_MS = 200;

let server;
let restarting = Promise.resolve();
let timer;

function start() {
  server = spawn(process.execPath, [...FROM_SOURCE, 'apps/server/main.ts'], { cwd: root, stdio: 'inherit' });
}

/** Ends the server as Ctrl-C does, so that it leaves its database in order. */
async function stop() {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((done) => server.once('exit', done));
  server.kill('SIGTERM');
  await ended;
}

async function restart() {
  console.error('• Enregistré : on relance…');
  await stop();
  // esbuild prints a mistake in a script; the pages keep the one before.
  await writeBundles(root).catch(() => undefined);
  start();
}

function saved(_event, name) {
  if (!name || !/^\.(tsx?|css|sql|json|svg|png)$/.test(extname(name)) || /\.spec\.tsx?$/.test(name)) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    restarting = restarting.then(restart);
  }, QUIET_MS);
}

start();
for (const folder of ['apps', 'libs', 'migrations']) watch(join(root, folder), { recursive: true }, saved);
// Ctrl-C reaches the server by the terminal too; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, async () => {
    await stop();
    process.exit(0);
  });
