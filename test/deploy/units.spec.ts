import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { alertCommand } from '../../apps/cli/alert.js';
import { MailServer } from '../support/servers/mail-server.js';

const units = readdirSync('docs/systemd').filter((name) => /\.(service|timer)$/.test(name));
const unit = (name: string) => readFileSync(join('docs/systemd', name), 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bn-units-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each backup that fails is told, each night is the bank’s, and each timer has what it starts', () => {
  for (const name of ['banque-backup.service', 'banque-base.service'])
    expect([name, unit(name)]).toEqual([name, expect.stringContaining('\nOnFailure=banque-failed@%n.service\n')]);
  for (const timer of units.filter((name) => name.endsWith('.timer'))) {
    expect(units).toContain(timer.replace('.timer', '.service'));
    for (const [, when] of unit(timer).matchAll(/^OnCalendar=(.+)$/gm)) expect(when).toMatch(/ Europe\/Paris$/);
  }
});

test('a unit that failed is told by mail, to each address, without a database', async () => {
  const before = { ...process.env };
  const office = await MailServer.open();
  Object.assign(process.env, {
    NODE_ENV: 'production',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nowhere',
    PUBLIC_URL: 'https://banque.commune.test',
    BN_SECRET: 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI',
    ALERT_MAIL: 'info@commune.test, garde@commune.test',
  });
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await alertCommand.run(['banque-backup.service']);
    for (const address of ['info@commune.test', 'garde@commune.test'])
      expect(office.to(address).join()).toMatch(/banque-backup\.service.*journalctl -u banque-backup\.service/s);
    delete process.env.ALERT_MAIL;
    await expect(alertCommand.run(['banque-backup.service'])).rejects.toThrow('ALERT_MAIL');
  } finally {
    jest.restoreAllMocks();
    await office.close();
    for (const name of ['NODE_ENV', 'DATABASE_URL', 'PUBLIC_URL', 'BN_SECRET', 'ALERT_MAIL'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  }
});

test('a piece of the log comes back as it was; again is no failure, another of its name is, and half of one is none', () => {
  const wal = (...args: string[]) => spawnSync('sh', ['docs/systemd/banque-wal', ...args]).status === 0;
  const [piece, back, aside] = [join(folder, 'piece'), join(folder, 'back'), join(folder, 'wal')];
  mkdirSync(aside);
  const keep = (content: string) => {
    writeFileSync(piece, content);
    return wal('keep', aside, piece, '0001');
  };
  writeFileSync(join(aside, '0001.gz.part'), gzipSync('one').subarray(0, 5));
  expect(wal('give', aside, '0001', back)).toBe(false);
  expect([keep('one'), keep('one'), keep('two')]).toEqual([true, true, false]);
  expect([wal('give', aside, '0001', back), readFileSync(back, 'utf8'), readdirSync(aside)]).toEqual([
    true,
    'one',
    ['0001.gz'],
  ]);
  writeFileSync(join(aside, '0001.gz'), gzipSync('one').subarray(0, 15));
  expect([wal('give', aside, '0001', back), keep('one')]).toEqual([false, false]);
});

describe('what hangs is started again', () => {
  /** One turn of banque-watch beside a server that answers so; what it asked of systemd. */
  const turn = async (answer: RequestListener): Promise<string[]> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const program = (name: string, does: string) =>
      writeFileSync(join(folder, name), `#!/bin/sh\n${does}\n`, { mode: 0o755 });
    const asked = join(folder, 'asked');
    writeFileSync(asked, '');
    program('systemctl', `[ "$1" = restart ] || exit 0; echo "$2" >>${asked}`);
    program('sleep', 'exit 0');
    writeFileSync(join(folder, 'banque.env'), `PORT=${(server.address() as AddressInfo).port}\n`);
    const script = readFileSync('docs/systemd/banque-watch', 'utf8')
      .replaceAll('/etc/banque', folder)
      .replaceAll('/run/banque-worker', join(folder, 'words'))
      .replaceAll('--max-time 20', '--max-time 1');
    const child = spawn('sh', ['-euc', script], { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    await once(child, 'close');
    server.closeAllConnections();
    server.close();
    return readFileSync(asked, 'utf8').split('\n').filter(Boolean);
  };
  const word = (n: number, minutes: number) => {
    mkdirSync(join(folder, 'words'), { recursive: true });
    const path = join(folder, 'words', `heartbeat-${n}`);
    writeFileSync(path, '');
    utimesSync(path, new Date(), new Date(Date.now() - minutes * 60_000));
  };

  test('a server that answers nothing; one that answers is left alone', async () => {
    expect(await turn((_, to) => to.end())).toEqual([]);
    expect(await turn(() => undefined)).toEqual(['banque-server']);
  });

  test('a worker that has gone silent, unless Postgres is away: then none would speak', async () => {
    word(1, 0);
    word(2, 11);
    expect(await turn((_, to) => to.end())).toEqual(['banque-worker@2']);
    expect(await turn(({ url }, to) => to.writeHead(url === '/pret' ? 503 : 200).end())).toEqual([]);
  });
});
