// Stands for systemctl where no systemd is: carries out docs/systemd/*.service as the manager would, in the paths of a walk (test/support/machines/documented-machine.ts).
// Its own tasks alone: what a unit says of users, sandboxes and bounds is not done here.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { WALK = '', WALK_POSTGRES = '', WALK_LEAVES = '' } = process.env;
const [verb, ...names] = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));

/** The lines of a unit, with what systemd writes in place of `%i` and the like. */
function read(name) {
  const [, base, instance = ''] = /^([^@]+?)(?:@(.*?))?(?:\.service)?$/.exec(name);
  const file = join(WALK, 'units', name.includes('@') ? `${base}@.service` : `${base}.service`);
  const specials = {
    i: instance,
    p: base,
    d: join(WALK, 'etc/banque'),
    t: join(WALK, 'run'),
    C: join(WALK, 'cache'),
    '%': '%',
  };
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^\w+=/.test(line));
  const all = (key) =>
    lines
      .filter((line) => line.startsWith(`${key}=`))
      .map((line) => line.slice(key.length + 1).replace(/%(.)/g, (_, s) => specials[s]));
  return { name, all, oneshot: all('Type')[0] === 'oneshot', pid: join(WALK, 'run', `${base}@${instance}.pid`) };
}

function environmentOf({ all }) {
  const files = all('EnvironmentFile').flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /^\w+=/.test(line)),
  );
  const own = all('Environment').flatMap((line) => line.split(' '));
  for (const line of all('LoadCredential')) readFileSync(line.split(':')[1]);
  for (const folder of all('RuntimeDirectory')) mkdirSync(join(WALK, 'run', folder), { recursive: true });
  for (const folder of all('CacheDirectory')) mkdirSync(join(WALK, 'cache', folder), { recursive: true });
  const pairs = [...files, ...own].map((line) => [
    line.slice(0, line.indexOf('=')),
    line.slice(line.indexOf('=') + 1).replace(/^"(.*)"$/, '$1'),
  ]);
  const { PATH, PGHOST, PGPORT, PGUSER } = process.env;
  return { PATH, PGHOST, PGPORT, PGUSER, TMPDIR: process.env.TMPDIR ?? '/tmp', ...Object.fromEntries(pairs) };
}

function start(name) {
  if (WALK_LEAVES && name.startsWith(WALK_LEAVES)) return;
  const unit = read(name);
  if (existsSync(unit.pid)) return;
  for (const wanted of unit.all('Wants').filter((one) => one.startsWith('banque-'))) start(wanted);
  const as = unit.all('User')[0] === 'postgres' ? 'sudo -u postgres ' : '';
  const command = unit
    .all('ExecStart')[0]
    .replaceAll('$$', '\\$')
    .replace(/-euc '(.*)'$/, (_, script) => `-euc '${script.replaceAll('\\$', '$')}'`);
  const options = { cwd: unit.all('WorkingDirectory')[0], env: environmentOf(unit) };
  if (unit.oneshot) {
    const { status } = spawnSync('sh', ['-c', `${as}${command}`], {
      ...options,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
    if (unit.all('RemainAfterExit')[0] === 'yes') writeFileSync(unit.pid, '0');
    return;
  }
  const log = openSync(join(WALK, 'run', `${name}.log`), 'a');
  const child = spawn('sh', ['-c', `exec ${command}`], { ...options, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  closeSync(log);
  writeFileSync(unit.pid, String(child.pid));
}

/** Of those named, what is running and what is part of them. @returns the names */
function stop(name) {
  const parts = ['banque-server', 'banque-worker@1', 'banque-worker@2'].filter(
    (one) => one !== name && read(one).all('PartOf').includes(`${name}.service`),
  );
  const stopped = parts.flatMap((part) => stop(part));
  const { pid } = read(name);
  if (!existsSync(pid)) return stopped;
  const running = Number(readFileSync(pid, 'utf8'));
  if (running > 0) {
    process.kill(running, 'SIGTERM');
    spawnSync('sh', [
      '-c',
      `while kill -0 ${running} 2>/dev/null && ! grep -q '^State:.*Z' /proc/${running}/status; do read -t 0.1 _ </dev/null || sleep 0.1; done`,
    ]);
  }
  rmSync(pid);
  return [...stopped, name];
}

for (const name of names.filter((one) => !one.endsWith('.timer'))) {
  if (name === 'postgresql') {
    const { status } = spawnSync('sh', ['-c', `sudo -u postgres ${WALK_POSTGRES} ${verb}`], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) process.exit(status ?? 1);
  } else if (verb === 'stop') stop(name);
  else if (verb === 'restart') for (const one of new Set([name, ...stop(name)])) start(one);
  else if (['start', 'enable'].includes(verb)) start(name);
}
