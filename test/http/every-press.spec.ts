import pg from 'pg';
import { DataSource } from 'typeorm';
import { showMediumCode } from '#bank/workshop';
import { Outbox } from '#platform/queue';
import { Life } from '../support/planted/life.js';
import * as beside from '../support/pressing/beside.js';
import * as comeTo from '../support/pressing/come-to.js';
import { Presser } from '../support/pressing/presser.js';
import { transactions } from '../support/servers/services.js';
import { undoingWrites } from '../support/things/undone.js';
import { World } from '../support/things/world.js';
import { PEOPLE } from './access-matrix.js';

/** Of each lifecycle: how its things come to their states, which have another one beside them, and the pages of one. */
const KINDS = {
  device: [comeTo.DEVICES, beside.DEVICES_BESIDE, (code: string) => [`/appareils/${code}`, `/atelier/${code}`]],
  donation: [comeTo.DONATIONS, beside.DONATIONS_BESIDE, (id: string) => [`/dons/${id}`]],
  request: [comeTo.REQUESTS, beside.REQUESTS_BESIDE, (id: string) => [`/demandes/${id}`]],
  transfer: [comeTo.TRANSFERS, beside.TRANSFERS_BESIDE, (id: string) => [`/lots/${id}`]],
  ticket: [comeTo.TICKETS, beside.TICKETS_BESIDE, (id: string) => [`/pannes/${id}`]],
  sim: [comeTo.SIMS, beside.SIMS_BESIDE, (id: string) => [`/sim/${id}`]],
  removed_medium: [
    comeTo.REMOVED_MEDIA,
    beside.REMOVED_BESIDE,
    (code: string) => [`/atelier/supports-retires/${showMediumCode(code)}`],
  ],
  incident: [comeTo.INCIDENTS, beside.INCIDENTS_BESIDE, (id: string) => [`/incidents/${id}`]],
  bulk_act: [comeTo.BULK_ACTS, beside.BULK_BESIDE, (id: string) => [`/actions-groupees/${id}`]],
} as const;
type Kind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Kind[];

let w: World;
let life: Life;
const presser = new Presser();
const things: Partial<Record<Kind, beside.Accompanied[]>> = {};

beforeAll(async () => {
  w = await World.open();
  const { app, database } = w.t;
  const db = app.get(DataSource);
  life = Life.in({ app, database, db, fixtures: w.fixtures, work: transactions(db), close: w.t.close });
  await db.query('UPDATE allocation.quota SET allowed = 1000');
});
afterAll(async () => {
  const never = [...presser.done].filter(([, times]) => !times).map(([address]) => address);
  console.info(`${presser.presses} presses at ${presser.done.size} addresses; never done: ${never.join(' ')}`);
  await w?.t.close();
});

/** Every button, as everybody; nothing that is pressed lasts. */
async function pressAll(kind: Kind, those: readonly beside.Accompanied[]): Promise<void> {
  const [, , pages] = KINDS[kind];
  const before = presser.presses;
  const back = undoingWrites(w.db);
  try {
    for (const { what, thing, typed } of those)
      for (const who of PEOPLE)
        await presser.press(`${who}: a ${kind} ${what}`, w.kinds[who].own.page, pages(thing), typed);
  } finally {
    back();
  }
  expect(presser.faults.splice(0)).toEqual([]);
  expect(presser.presses).toBeGreaterThan(before);
}

describe.each(NAMES)('every button that a page of a %s offers is answered, whoever presses it', (kind) => {
  const [states, others] = KINDS[kind];

  test('in every state', async () => {
    const those: beside.Accompanied[] = [];
    for (const [state, bring] of Object.entries(states)) those.push({ what: state, thing: await bring(life) });
    things[kind] = those;
    await pressAll(kind, those);
  });

  test('with another one beside it, or entered twice', async () => {
    const those = await others(life);
    things[kind] = [...(things[kind] ?? []), ...those];
    await pressAll(kind, those);
  });
});

describe('once everybody’s words have ended', () => {
  beforeAll(async () => {
    const owner = new pg.Client({ connectionString: w.t.database.ownerUrl });
    await owner.connect();
    // Every period is over.
    await owner.query(
      `CREATE OR REPLACE FUNCTION people.kept_for(what text) RETURNS interval LANGUAGE sql STABLE AS $$ SELECT interval '-1 day' $$`,
    );
    await owner.query(
      'SELECT platform.end_words(x.thing, 1000000) FROM (SELECT DISTINCT thing FROM platform.endings()) x',
    );
    await owner.end();
    for (const { name, run } of w.t.app.get(Outbox).schedules) if (/forget|erase/.test(name)) await run();
  });

  test.each(NAMES)('every button that a page of a %s offers is answered', (kind) => pressAll(kind, things[kind] ?? []));
});
