import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { applicationRights } from '#platform/database';
import type { Settings } from '#platform/kernel';
import { migrateAll, openDatabase } from '../../apps/server/startup/open-database.js';
import { freshDatabase, type TestDatabase, withOwner } from '../support/servers/database.js';

jest.setTimeout(120_000);

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

async function as<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
const asOwner = (sql: string) => as(database.ownerUrl, (client) => client.query(sql));
const rights = () => as(database.ownerUrl, applicationRights);
const begin = (owner: string, server: string) =>
  openDatabase({ database: { ownerUrl: owner, serverUrl: server } } as Settings, 'bn test');

/** All that Postgres says of rights, to the letter. */
const everyRight = () =>
  as(database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT c.oid::regclass::text AS thing, (SELECT array_agg(a::text ORDER BY 1) FROM unnest(c.relacl) a) AS acl FROM pg_class c
         WHERE c.relnamespace::regnamespace::text !~ '^(pg_|information_schema|bullmq)' AND c.relkind IN ('r', 'v', 'S') AND c.relname <> 'bn_migration_id_seq'
       UNION ALL SELECT a.attrelid::regclass || '.' || a.attname, a.attacl::text[] FROM pg_attribute a WHERE a.attacl IS NOT NULL
       UNION ALL SELECT nspname, nspacl::text[] FROM pg_namespace WHERE nspname !~ '^pg_'
       UNION ALL SELECT defaclnamespace::regnamespace || defaclobjtype, defaclacl::text[] FROM pg_default_acl ORDER BY 1`,
    );
    return rows;
  });

/** What a dump restored where `bn_app` was not looks like: no GRANT of it went through. */
const LOSE_ALL = `DO $$ DECLARE s text; BEGIN
  FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)' LOOP
    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM bn_app', s);
    EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM bn_app', s);
    EXECUTE format('REVOKE ALL ON SCHEMA %I FROM bn_app', s);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I REVOKE ALL ON TABLES FROM bn_app', s);
    EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I REVOKE ALL ON SEQUENCES FROM bn_app', s);
  END LOOP; END $$`;

test('a database whose rights were all lost gets each of them back, also of columns, sequences and tables to come', async () => {
  const [before, due] = [await everyRight(), await rights()];
  expect(due).toMatchObject({ lost: 0, more: 0 });
  await asOwner(LOSE_ALL);
  await asOwner('REVOKE EXECUTE ON PROCEDURE platform.open_schema FROM PUBLIC');
  const { lost } = (await rights())!;
  expect(lost).toBeGreaterThan(500);
  expect(await migrateAll(database.ownerUrl, database.url)).toEqual([
    `droits de l'application : ${lost} rendus, 0 retirés`,
  ]);
  expect(await rights()).toEqual(due);
  expect(await everyRight()).toEqual(before);
  expect(await migrateAll(database.ownerUrl, database.url)).toEqual([]);
});

test('what somebody gave it beside is taken again, and what no migration made is left alone', async () => {
  const before = await everyRight();
  await asOwner('GRANT ALL ON people.audit_entry TO bn_app; GRANT INSERT ON ALL TABLES IN SCHEMA platform TO PUBLIC');
  await asOwner('CREATE TABLE platform.of_the_town (id int); GRANT ALL ON platform.of_the_town TO bn_app');
  const { more } = (await rights())!;
  expect(await migrateAll(database.ownerUrl, database.url)).toEqual([
    `droits de l'application : 0 rendus, ${more} retirés`,
  ]);
  const after = await everyRight();
  expect(after.filter(({ thing }) => thing !== 'platform.of_the_town')).toEqual(before);
  expect(after).toContainEqual({
    thing: 'platform.of_the_town',
    acl: expect.arrayContaining([expect.stringMatching(/^bn_app=.*D/)]),
  });
});

test('a dump of before, of which nothing tells the rights, is refused rather than opened half', async () => {
  await asOwner('DROP TABLE platform.application_right');
  await asOwner(LOSE_ALL);
  await expect(migrateAll(database.ownerUrl, database.url)).rejects.toThrow("qui n'avait pas le rôle bn_app");
});

test.each([
  ['all of them', LOSE_ALL, /n'a pas les droits.*migrate.*MIGRATION_DATABASE_URL/s],
  ['one', 'REVOKE INSERT ON devices.device FROM bn_app', /manque à l'application 1 de ses \d+ droits.*migrate/s],
])('a start as the application that lost %s leads to the command', async (_what, sql, sentence) => {
  await (await begin(database.url, database.url)).leave();
  await asOwner(sql);
  await expect(begin(database.url, database.url)).rejects.toThrow(sentence);
  await migrateAll(database.ownerUrl, database.url);
  await (await begin(database.url, database.url)).leave();
});

describe('an owner who is no superuser', () => {
  const name = `o_${randomBytes(6).toString('hex')}`;
  let owner: string;
  let empty: TestDatabase;
  const superuser = (sql: string) => withOwner((client) => client.query(sql));

  beforeAll(async () => {
    empty = await freshDatabase(null);
    await superuser(`CREATE ROLE ${name} LOGIN PASSWORD 'pw'`);
    await superuser(`ALTER DATABASE ${empty.name} OWNER TO ${name}`);
    owner = Object.assign(new URL(empty.ownerUrl), { username: name, password: 'pw' }).href;
  });
  afterAll(async () => {
    await empty.drop();
    await superuser(`DROP ROLE ${name}`);
  });

  test('with one address is told the GRANT that SET ROLE wants, and works with it', async () => {
    await expect(migrateAll(owner, owner)).rejects.toThrow(`GRANT bn_app TO "${name}";`);
    await superuser(`GRANT bn_app TO ${name}`);
    expect((await migrateAll(owner, owner)).length).toBeGreaterThan(10);
    await as(owner, (client) => client.query('SET ROLE bn_app'));
    await (await begin(owner, owner)).leave();
  });

  test('is told what to run for a login that is not there', async () => {
    const login = Object.assign(new URL(empty.url), { username: `${name}_app` }).href;
    await expect(migrateAll(owner, login)).rejects.toThrow(
      new RegExp(`CREATE USER "${name}_app" PASSWORD.*GRANT bn_app TO "${name}_app"`, 's'),
    );
  });

  test('is told when a dump was restored as somebody else', async () => {
    await as(empty.ownerUrl, (client) => client.query('ALTER TABLE devices.device OWNER TO CURRENT_USER'));
    await expect(migrateAll(owner, empty.url)).rejects.toThrow(/1 objets .* pg_restore --no-owner --role=/);
  });
});
