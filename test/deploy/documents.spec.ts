import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DocumentedMachine } from '../support/machines/documented-machine.js';
import { needs } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';

// PostgreSQL is made, and processes are started, on a machine that may be busy.
jest.setTimeout(600_000);

const [INSTALL, POSTGRES, OPERATIONS] = [
  'docs/operations/without-docker.md',
  'docs/operations/postgres.md',
  'docs/operations.md',
] as const;
/** What `banque after-restore` and `banque restore` say. */
const ENDED = /Sessions fermées : \d+ ; liens à usage unique périmés : (\d+)/;
const DUMP = '/var/backups/postgresql/banque.dump';
const named = (name: string) => `UPDATE people.bank SET name = '${name}'`;
const NAME = 'SELECT name FROM people.bank';

/** A moment as PostgreSQL writes it, that is over. */
const momentOf = (machine: DocumentedMachine): string => machine.sql('SELECT now() FROM pg_sleep(0.01)')[0]!;
/** The same in the places where the pages have an example of one. */
const asWritten = (moment: string) => ({
  '2026-11-28 14:05:00+01': moment,
  '2026-11-28T14:05:00+01:00': `${moment.replace(' ', 'T')}:00`,
});

/** The commands that the documents give, as they give them, on a PostgreSQL that is made for them. */
needs(['postgres', 'openssl', 'curl'], 'the documents alone, without Docker', () => {
  let machine: DocumentedMachine;
  beforeEach(async () => {
    machine = await DocumentedMachine.open();
    machine.run(POSTGRES, 'roles');
    machine.run(INSTALL, 'settings');
    machine.run(INSTALL, 'units');
  });
  afterEach(() => machine.close());

  const answer = async (path: string) => (await fetch(`http://127.0.0.1:${machine.port}${path}`)).json();
  const isReady = () =>
    eventually(
      'the server to be ready',
      async () => (await answer('/pret').catch(() => null))?.database === true,
      60_000,
    );

  test('a bank begins in production with two roles, puts its log aside, and comes back to a moment', async () => {
    machine.startsWorkers = true;
    const said = machine.run(INSTALL, 'start');
    expect(said).toMatch(/https:\/\/banque\.commune\.test\/ouvrir\/\S+/);
    await isReady();
    expect(
      machine.sql(
        `SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ('bn_app', 'bn_server')`,
      ),
    ).toEqual(['0']);
    machine.run(POSTGRES, 'archive');
    const [base] = readdirSync(machine.at('backups/postgresql/base'));

    machine.sql(named('Avant'));
    const moment = momentOf(machine);
    machine.sql(named('Après'));
    const [last] = machine.sql('SELECT pg_walfile_name(pg_switch_wal())');
    await eventually(
      'the log to be put aside',
      () => Promise.resolve(readdirSync(machine.at('backups/postgresql/wal')).includes(`${last}.gz`)),
      60_000,
    );
    expect(machine.run(POSTGRES, 'moment', { '2026-11-28T02-00-00': base!, ...asWritten(moment) })).toMatch(ENDED);
    expect(machine.sql(NAME)).toEqual(['Avant']);
    expect(
      machine.sql(`SELECT taken_at = date_trunc('milliseconds', '${moment}'::timestamptz) FROM backup.restoration`),
    ).toEqual(['t']);
    await isReady();
    expect(readdirSync(machine.at('backups/postgresql/base')).length).toBe(2);
  });

  test('a dump comes back on a new machine with each right of the application, and so does one without any right in it', async () => {
    machine.sh('banque migrate');
    machine.sql(named('Banque de la commune'));
    machine.run(POSTGRES, 'dump');
    machine.newServer();
    machine.run(POSTGRES, 'roles');
    machine.sh(
      `sudo -u postgres pg_restore --no-owner --no-privileges --role=bn_owner --dbname=banque ${machine.at('backups/postgresql/banque.dump')}`,
    );
    expect(machine.sh('banque migrate')).toMatch(
      /droits de l'application : \d{3,} rendus.*Droits de l’application : (\d+) sur \1\./s,
    );
    machine.newServer();
    machine.run(POSTGRES, 'roles');
    expect(machine.run(POSTGRES, 'dump-back')).toMatch(
      /La base était à jour\.\nDroits de l’application : (\d+) sur \1\..*Sessions fermées/s,
    );
    await isReady();
    expect(machine.sql(NAME)).toEqual(['Banque de la commune']);
  });

  test('a lost second proof is taken off, a sealed backup comes back on a new machine, and the secret is changed', async () => {
    machine.sh('banque migrate');
    machine.sh(`banque create-admin --email ines.martin@banque.commune.test --name 'Inès Martin'`);
    machine.sql(
      `INSERT INTO people.totp (id, user_id, key_id, sealed, confirmed_at) SELECT gen_random_uuid(), id, 'none', '', now() FROM people.app_user`,
    );
    expect(machine.run(OPERATIONS, 'second-factor')).toContain('ines.martin@banque.commune.test est retirée');
    expect(machine.sql('SELECT count(*) FROM people.totp')).toEqual(['0']);

    machine.sql(named('Banque de la commune'));
    const folder = machine.at('backups/banque');
    machine.sh(`install -d ${process.getuid?.() === 0 ? '-o nobody' : ''} -m 0700 ${folder}`);
    expect(machine.run(POSTGRES, 'backup')).toContain('Rétablie à l’essai et comparée');
    const name = readdirSync(folder).find((one) => /Z$/.test(one))!;
    expect(JSON.parse(readFileSync(`${folder}/${name}/manifest.json`, 'utf8')).recipients).toHaveLength(1);

    machine.newServer();
    machine.run(POSTGRES, 'roles');
    const [, links] = ENDED.exec(machine.run(POSTGRES, 'restore', { '2026-11-28T02-30-00Z': name }))!;
    expect(Number(links)).toBe(1);
    await isReady();
    expect(machine.sql(NAME)).toEqual(['Banque de la commune']);

    const before = machine.sql('SELECT key_id FROM platform.secret_canary');
    expect(machine.run(OPERATIONS, 'rotate-secret')).toContain('Tout est scellé avec le nouveau secret');
    await isReady();
    expect(machine.sql('SELECT key_id FROM platform.secret_canary')).not.toEqual(before);
    expect(readdirSync(machine.at('etc/banque'))).not.toContain('bn_secret_previous');
  });

  test('a database of the version before is brought to this one, and serves', async () => {
    const before = gunzipSync(readFileSync('test/fixtures/version-before/banque.dump.gz'));
    writeFileSync(machine.at('before.dump'), before);
    machine.sh(
      `sudo -u postgres pg_restore --exit-on-error --no-owner --role=bn_owner --dbname=banque ${machine.at('before.dump')}`,
    );
    machine.run(INSTALL, 'upgrade');
    await isReady();
    expect(machine.sql(NAME)).toEqual(['Banque de la version d’avant']);
    expect(machine.sh('banque migrate')).toMatch(/La base était à jour\.\nDroits de l’application : (\d+) sur \1\./);
  });
});

needs('postgres', 'the documents alone, with compose', () => {
  const compose = readFileSync('docker-compose.yml', 'utf8');
  const backups = (machine: DocumentedMachine, text: string) => text.replaceAll('/backups', machine.at('backups'));

  test('its dump comes back on a new machine, and its log, put aside, brings back a moment', async () => {
    const machine = await DocumentedMachine.open('bn_owner');
    try {
      const [, archive] = /archive_command='(.+)'/.exec(compose)!;
      machine.sh(
        `sudo -u postgres true; mkdir -p ${machine.at('backups/wal')} ${machine.at('backups/base')} ${machine.at('backups/dump')}; chmod -R 777 ${machine.at('backups')}`,
      );
      machine.newServer(`archive_mode = on\narchive_command = '${backups(machine, archive!)}'\nwal_level = replica`);
      machine.sh('createdb banque');
      machine.sql(
        `CREATE ROLE bn_app; CREATE TABLE bank (name text); GRANT SELECT ON bank TO bn_app; INSERT INTO bank VALUES ('Avant')`,
      );
      machine.sh(`pg_basebackup --checkpoint=fast --format=tar --gzip --pgdata=${machine.at('backups/base/now')}`);
      machine.sh(`pg_dump --format=custom --file=${machine.at('backups/dump/now.dump')} banque`);
      const moment = momentOf(machine);
      machine.sql(`UPDATE bank SET name = 'Après'`);
      const [last] = machine.sql('SELECT pg_walfile_name(pg_switch_wal())');
      await eventually(
        'the log to be put aside',
        () => Promise.resolve(readdirSync(machine.at('backups/wal')).includes(`${last}.gz`)),
        60_000,
      );
      const followed = machine.run(POSTGRES, 'compose-moment', { '2026-11-28T02-00-00Z': 'now', ...asWritten(moment) });
      expect(followed).toContain('main.js after-restore --at');
      await eventually('the moment', () => Promise.resolve(machine.sql('SELECT pg_is_in_recovery()')[0] === 'f'));
      expect(machine.sql('SELECT name FROM bank')).toEqual(['Avant']);
      machine.newServer();
      machine.sh('createdb banque');
      expect(machine.run(POSTGRES, 'compose-dump-back', { '2026-11-28T02-00-00Z': 'now' })).toContain(
        'main.js after-restore',
      );
      expect(machine.sql(`SELECT name, has_table_privilege('bn_app', 'bank', 'SELECT') FROM bank`)).toEqual([
        'Avant|t',
      ]);
    } finally {
      machine.close();
    }
  });
});

test('each block that is marked to be run is run here', () => {
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  for (const page of [INSTALL, POSTGRES, OPERATIONS])
    for (const [, name] of readFileSync(page, 'utf8').matchAll(/<!-- run: (\S+) -->/g))
      expect(own).toContain(`'${name}'`);
  expect(readFileSync(POSTGRES, 'utf8')).toContain(DUMP);
});
