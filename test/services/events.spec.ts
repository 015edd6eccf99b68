import type { DataSource } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import { BULK_LIFECYCLE } from '#bank/bulk';
import {
  beginFeedAnew,
  EVENT_DAYS,
  EVENT_THING_NAMES,
  EventsModule,
  type EventsPart,
  EventsService,
  type EventView,
} from '#bank/events';
import { DonorContactsService, DonorsService } from '#bank/intake';
import { withClient } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { LIFECYCLES } from '../../apps/cli/descriptions.js';
import { Life } from '../support/planted/life.js';
import { ACTS } from '../support/planted/life-row.js';
import { bankClock } from '../support/servers/bank-clock.js';
import { openDataSource, type TestDatabase } from '../support/servers/database.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { broken } from '../support/servers/services.js';
import { seededDatabase } from '../support/things/seeded.js';

let life: Life;
let events: EventsService;

beforeAll(async () => {
  life = await Life.open(EventsModule);
  events = life.get(EventsService);
});
afterAll(() => life.s.close());

const settled = () => eventsSettled(life.s.db);

/** All that an actor hears of after a place once it is settled, part by part. */
async function heard(actor: Actor, after: string | undefined): Promise<{ items: EventView[]; next: string }> {
  await settled();
  return heardNow(actor, after);
}

const partAfter = async (...asked: Parameters<EventsService['after']>): Promise<EventsPart> =>
  JSON.parse(await events.after(...asked)) as EventsPart;

async function heardNow(
  actor: Actor,
  after: string | undefined,
  limit = 3,
): Promise<{ items: EventView[]; next: string }> {
  const items: EventView[] = [];
  let place = after;
  for (;;) {
    const part = await partAfter(actor, place, limit);
    items.push(...part.items);
    place = part.next;
    if (!part.more) return { items, next: place };
  }
}
async function now(): Promise<string> {
  await settled();
  return (await partAfter(life.people.leila, 'now', 1)).next;
}

describe('what an event tells', () => {
  test('the steps of a thing, each once, in their order', async () => {
    const before = await now();
    const id = await life.log();
    await life.act(id, 'report_lost', { reason: 'lost_in_transit' });
    const { items, next } = await heard(life.people.leila, before);
    const ofDevice = items.filter(({ subjectId }) => subjectId === id);
    expect(ofDevice.map(({ verb, from, to }) => [verb, from, to])).toEqual([
      ['log', 'none', 'received'],
      ['report_lost', 'received', 'lost'],
    ]);
    expect(ofDevice[0]).toMatchObject({ thing: 'device', organisationId: life.organisation('collection') });
    expect((await heard(life.people.leila, next)).items).toEqual([]);
  });

  test('to who has to do with the thing, and to nobody else', async () => {
    const before = await now();
    const id = await life.log();
    const of = async (actor: Actor) => (await heard(actor, before)).items.filter(({ subjectId }) => subjectId === id);
    expect((await of(life.people.aude)).map(({ verb }) => verb)).toEqual(['log']);
    for (const other of [life.people.ines, life.people.omar]) expect(await of(other)).toEqual([]);
    await life.carry(id, 'workshop');
    const verbs = (await of(life.people[ACTS.workshop!])).map(({ verb }) => verb);
    expect(verbs).toContain('arrive_at_workshop');
    expect(verbs).not.toContain('log');
    // Whoever had it hears that it left them.
    expect((await of(life.people.aude)).map(({ verb }) => verb)).toContain('arrive_at_workshop');
  });

  test('a draft is its structure’s alone: what is told begins when it is sent', async () => {
    const before = await now();
    const { request } = await life.approved();
    const verbs = (await heard(life.people.leila, before)).items.filter(({ subjectId }) => subjectId === request);
    expect(verbs.map(({ verb }) => verb)).toEqual(['submit', 'approve']);
    expect((await heard(life.people.omar, before)).items).toEqual([]);
  });

  test('what was rolled back is told to nobody', async () => {
    const before = await now();
    await expect(
      life.s.db.transaction(async (tx) => {
        await life.log('laptop', (run) => run(tx));
        throw new Error('never mind');
      }),
    ).rejects.toThrow('never mind');
    expect((await heard(life.people.leila, before)).items).toEqual([]);
  });

  test.each([
    `INSERT INTO events.event (thing, verb, subject_id, seen_by) VALUES ('device', 'log', gen_random_uuid(), '{}')`,
    `UPDATE events.event SET verb = 'log'`,
  ])('Postgres alone writes it: %s', async (text) => {
    await expect(life.s.db.query(text)).rejects.toThrow('permission denied');
  });
});

test('a person whose data is deleted is named by their reference alone, a donor by nothing but its id', async () => {
  const { s, people } = life;
  const person = await s.work((tx) =>
    life.get(BeneficiariesService).create(tx, people.ines, { identity: { name: 'Camille Exemple', contact: null } }),
  );
  const donor = await s.work((tx) =>
    life
      .get(DonorsService)
      .register(tx, people.aude, { kind: 'person', contact: { name: 'Camille Exemple', phone: '01 23 45 67 89' } }),
  );
  const before = await now();
  await s.work((tx) => life.get(BeneficiariesService).forget(tx, people.ines, person));
  await s.work((tx) => life.get(DonorContactsService).erase(tx, people.aude, donor));
  const { items } = await heard(people.ines, before);
  const [{ reference }] = await s.db.query('SELECT reference FROM allocation.beneficiary WHERE id = $1', [person]);
  expect(items).toEqual([
    expect.objectContaining({ thing: 'beneficiary', verb: 'forgotten', subjectId: person, reference }),
  ]);
  expect((await heard(people.aude, before)).items).toEqual([
    expect.objectContaining({ thing: 'donor', verb: 'forgotten', subjectId: donor, reference: null }),
  ]);
  expect(JSON.stringify(items)).not.toContain('Camille');
});

describe('a reader of the feed', () => {
  test('misses nothing of writers that end in another order than they began', async () => {
    const before = await now();
    // Twenty at once, of which one holds its transaction open while all others end.
    const slow = life.s.db.createQueryRunner();
    await slow.startTransaction();
    const late = await life.log('laptop', (run) => run(slow.manager));
    const early: string[] = [];
    const heardMeanwhile: EventView[] = [];
    let place = before;
    for (let i = 0; i < 19; i++) {
      early.push(await life.log());
      const part = await heardNow(life.people.leila, place);
      heardMeanwhile.push(...part.items);
      place = part.next;
    }
    await slow.commitTransaction();
    await slow.release();
    const rest = await heard(life.people.leila, place);
    const subjects = [...heardMeanwhile, ...rest.items].map(({ subjectId }) => subjectId);
    expect(subjects.toSorted()).toEqual([late, ...early].toSorted());
  });

  test('learns that it must begin anew when what follows was deleted', async () => {
    const place = await now();
    await life.log();
    const { next } = await heard(life.people.leila, place);
    await life.log();
    await withClient(life.s.database.ownerUrl, 'bn test', (client) =>
      client.query(`UPDATE events.event SET at = at - interval '${EVENT_DAYS + 1} days'`),
    );
    expect(await events.deleteOld()).toBeGreaterThan(1);
    expect(await broken(events.after(life.people.leila, place, 1))).toBe('events.begin_anew');
    expect(await broken(events.after(life.people.leila, next, 1))).toBe('events.begin_anew');
    const anew = await now();
    const id = await life.log();
    expect((await heard(life.people.leila, anew)).items.map(({ subjectId }) => subjectId)).toEqual([id]);
  });

  test('and when the bank came back from a backup', async () => {
    const place = await now();
    await life.s.work((tx) => beginFeedAnew(tx));
    expect(await broken(events.after(life.people.leila, place, 1))).toBe('events.begin_anew');
  });

  test('a week behind hears all of it, in its order, and so does one while the clock goes back', async () => {
    const clock = bankClock(life.s);
    const place = await now();
    try {
      const first = await life.log();
      await clock.pass('7 days');
      await events.deleteOld();
      const second = await life.log();
      await clock.pass('-2 days');
      const third = await life.log();
      const { items } = await heard(life.people.leila, place);
      expect(items.map(({ subjectId }) => subjectId)).toEqual([first, second, third]);
      expect(items[2]!.at < items[1]!.at).toBe(true);
    } finally {
      await clock.back();
    }
  });

  test.each(['nowhere', Buffer.from('["x","1","2"]').toString('base64url')])(
    'is told that %s is no place',
    async (place) => {
      expect(await broken(events.after(life.people.leila, place, 1))).toBe('events.place_wrong');
    },
  );
});

/** Where each thing's history is, of those that have one: its table, its columns of the subject and of the state before. */
const HISTORIES: Readonly<Record<string, readonly [table: string, subject: string, from: string]>> = {
  device: ['devices.device_event', 'device_id', 'from_state'],
  donation: ['intake.donation_event', 'donation_id', 'from_state'],
  removed_medium: ['refurbishment.removed_medium_event', 'removed_medium_id', 'from_state'],
  request: ['allocation.request_event', 'request_id', 'from_state'],
  sim: ['sims.sim_event', 'sim_id', 'from_status'],
  ticket: ['maintenance.ticket_event', 'ticket_id', 'from_state'],
  incident: ['incidents.incident_event', 'incident_id', 'from_state'],
};

describe('of fourteen months of a trial bank', () => {
  let database: TestDatabase;
  let db: DataSource;
  beforeAll(async () => {
    ({ database } = await seededDatabase('past'));
    db = await openDataSource(database.url);
  });
  afterAll(async () => {
    await db?.destroy();
    await database?.drop();
  });

  test.each(Object.entries(HISTORIES))('each step of a %s has its one event', async (thing, [table, subject, from]) => {
    const silent = LIFECYCLES.find(({ name }) => name === thing)!.silentVerbs;
    const steps = await db.query(
      `SELECT verb, ${subject} AS subject, count(*)::int AS n FROM ${table}
       WHERE verb <> ALL ($1) AND (${from} <> 'draft' OR verb = 'submit') GROUP BY 1, 2 ORDER BY 1, 2`,
      [silent],
    );
    const told = await db.query(
      `SELECT verb, subject_id AS subject, count(*)::int AS n FROM events.event WHERE thing = $1 GROUP BY 1, 2 ORDER BY 1, 2`,
      [thing],
    );
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(steps);
  });

  test('the events of a lot lead from nothing to where it is', async () => {
    const lots: { state: string; path: string[] }[] = await db.query(
      `SELECT t.state, array_agg(e.from_state || ' > ' || e.to_state ORDER BY e.txid, e.number) AS path
       FROM logistics.transfer t JOIN events.event e ON e.subject_id = t.id AND e.thing = 'transfer' GROUP BY t.id, t.state`,
    );
    expect(lots.length).toBeGreaterThan(5);
    for (const { state, path } of lots) {
      expect(path[0]).toBe('none > preparing');
      expect(path.at(-1)).toMatch(new RegExp(`> ${state}$`));
    }
  });
});

test('what no event tells was looked at, verb by verb', () => {
  const silent = [...LIFECYCLES, BULK_LIFECYCLE].flatMap(({ name, silentVerbs }) =>
    silentVerbs.map((verb) => `${name}.${verb}`),
  );
  expect(silent).toEqual([
    'transfer.compose',
    'transfer.confirm',
    'transfer.confirm_late',
    'transfer.call_back',
    'request.draft',
    'bulk act.prepare',
    'bulk act.settle',
    'bulk act.confirm',
    'bulk act.cancel',
    'bulk act.finish',
  ]);
  for (const { name, verbs, silentVerbs } of LIFECYCLES)
    if (verbs.length > silentVerbs.length) expect(EVENT_THING_NAMES).toContain(name);
});
