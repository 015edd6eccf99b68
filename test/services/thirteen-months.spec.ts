import type { DataSource } from 'typeorm';
import { AllocationModule, QuotasService } from '#bank/allocation';
import { FiguresModule } from '#bank/figures';
import { DonationsService, IntakeModule, LoggingService } from '#bank/intake';
import { MembersService } from '#bank/people';
import { DeclaredValuesService, ReceiptsModule, ReceiptsService } from '#bank/receipts';
import { Outbox } from '#platform/queue';
import { HousekeepingModule } from '../../apps/worker/housekeeping.js';
import { COMPANY, SIGNED } from '../support/papers/receipts.js';
import { bankClock } from '../support/servers/bank-clock.js';
import { bankToday } from '../support/servers/bank-day.js';
import { openDataSource } from '../support/servers/database.js';
import { Allocation } from '../support/things/allocation.js';

const WEEKS = 57;

let a: Allocation;
let owner: DataSource;
const before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM };
beforeAll(async () => {
  // Nobody answers there: what is asked for is looked at, not sent.
  process.env.SMTP_URL = 'smtp://127.0.0.1:9';
  process.env.MAIL_FROM = 'bonjour@banque.example.fr';
  a = await Allocation.open(AllocationModule, IntakeModule, ReceiptsModule, FiguresModule, HousekeepingModule);
  owner = await openDataSource(a.s.database.ownerUrl, {}, 2);
});
afterAll(async () => {
  Object.assign(process.env, { SMTP_URL: before.url ?? '', MAIL_FROM: before.from ?? '' });
  await bankClock(a.s).back();
  await owner.destroy();
  await a.s.close();
});

const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values))[0];

/** A receipt of the day, for a company's gift of the day. */
async function receipt(): Promise<string> {
  const { aude, leila } = a.people;
  const placeId = a.s.fixtures.organisations.collection.place;
  const gift = await a.s.work(async (tx) => {
    const donor = { kind: 'company' as const, name: 'Société Exemple' };
    const id = await a.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    await a.get(LoggingService).log(tx, aude, id, { category: 'laptop', condition: 'works', make: 'HP', model: 'X' });
    await a.get(DonationsService).close(tx, aude, id);
    const value = { euros: '1 200', declaredOn: bankToday(), how: 'letter' as const };
    await a.get(DeclaredValuesService).note(tx, aude, id, value);
    return id;
  });
  return (await a.s.work((tx) => a.get(ReceiptsService).issue(tx, leila, gift, { ...COMPANY, ...SIGNED }))).number;
}

/** Those who have a password come in, as people do who work there. */
const everybodySignsIn = () =>
  owner.query(
    `INSERT INTO people.session (id, secret_hash, user_id, expires_at)
     SELECT gen_random_uuid(), gen_random_uuid()::text, id, platform.now() + interval '1 hour' FROM people.app_user WHERE password_hash IS NOT NULL AND active`,
  );

/** How many moments of these tables lie between two, by column; the columns without any are left out. */
async function momentsBetween(from: Date, to: Date): Promise<Record<string, number>> {
  const columns: { table: string; name: string }[] = await owner.query(
    `SELECT c.oid::regclass::text AS table, quote_ident(a.attname) AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid = 'timestamptz'::regtype
       AND c.relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'bullmq', 'public')`,
  );
  const found: Record<string, number> = {};
  for (const { table, name } of columns) {
    const { n } = await one(`SELECT count(*)::int AS n FROM ${table} WHERE ${name} >= $1 AND ${name} < $2`, [from, to]);
    if (n > 0) found[`${table}.${name}`] = n;
  }
  return found;
}

test('a bank lives thirteen months: its terms end by its own clock, and nothing is dated by the machine’s', async () => {
  const { ines, leila } = a.people;
  const year = bankToday().slice(0, 4);
  const quota = async (startsOn: string, endsOn: string, allowed: number) =>
    a.s.work((tx) =>
      a
        .get(QuotasService)
        .set(tx, leila, { structureId: a.structure.id, category: 'monitor', startsOn, endsOn, allowed }),
    );
  await quota(`${year}-01-01`, `${year}-12-31`, 1);
  await quota(`${Number(year) + 1}-01-01`, `${Number(year) + 3}-12-31`, 2);
  const waits = await a.approved('monitor', 1, []);
  expect(await receipt()).toBe(`RF-${year}-0001`);
  const lou = await a.s.work((tx) =>
    a.get(MembersService).invite(tx, ines, a.structure.id, {
      name: 'Lou Exemple',
      email: 'lou@essai.example',
      roles: ['structure_agent'],
    }),
  );
  await owner.query(
    `INSERT INTO people.identity_look (organisation_id, membership_id, screen, subject_id, channel) VALUES ($1, $2, 'beneficiary', gen_random_uuid(), 'page')`,
    [ines.organisationId, ines.membershipId],
  );
  await everybodySignsIn();

  const left = new Date();
  for (let week = 1; week <= WEEKS; week += 1) {
    await bankClock(a.s).pass('7 days');
    await everybodySignsIn();
    await a.get(Outbox).runScheduled();
  }

  expect(await one('SELECT state FROM allocation.request WHERE id = $1', [waits])).toEqual({ state: 'expired' });
  expect(
    await owner.query(
      `SELECT used, starts_on::text AS from FROM allocation.quota WHERE category = 'monitor' ORDER BY starts_on`,
    ),
  ).toEqual([
    { used: 0, from: `${year}-01-01` },
    { used: 0, from: `${Number(year) + 1}-01-01` },
  ]);
  await a.reserved('monitor', 2);
  expect(await owner.query(`SELECT used FROM allocation.quota WHERE category = 'monitor' ORDER BY starts_on`)).toEqual([
    { used: 0 },
    { used: 2 },
  ]);
  expect(await receipt()).toBe(`RF-${bankToday().slice(0, 4)}-0001`);
  expect(Number(bankToday().slice(0, 4))).toBeGreaterThan(Number(year));
  expect(await one('SELECT active, closed_unused FROM people.app_user WHERE id = $1', [lou.userId])).toEqual({
    active: false,
    closed_unused: true,
  });
  expect(await one('SELECT active FROM people.app_user WHERE id = $1', [leila.userId])).toEqual({ active: true });
  expect(
    (
      await owner.query('SELECT DISTINCT kind FROM notifications.mail WHERE cause_id = $1 ORDER BY kind', [lou.userId])
    ).map(({ kind }: { kind: string }) => kind),
  ).toEqual(['account_closing', 'member_closing']);
  expect(await one('SELECT count(*)::int AS n FROM people.identity_look')).toEqual({ n: 0 });
  // Of the sessions that everybody began each week, the last ones are left.
  expect(
    await one(`SELECT count(*)::int AS n FROM people.session WHERE created_at < platform.now() - interval '8 days'`),
  ).toEqual({ n: 0 });

  expect(await momentsBetween(left, new Date())).toEqual({});
  const day = left.toISOString().slice(0, 10);
  expect(
    await owner.query(
      `SELECT type FROM documents.document WHERE requested_at > $1::timestamptz + interval '7 days' AND facts::text LIKE '%' || $2 || 'T%'`,
      [left, day],
    ),
  ).toEqual([]);
});
