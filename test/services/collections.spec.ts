import {
  CollectionsService,
  DONATION_LIFECYCLE,
  DONATION_STATES,
  DonationQueries,
  type DonationState,
  DonationsService,
  type DonationVerb,
  DonorContactsService,
  DonorsService,
  IntakeToday,
  PLANNED,
  ReleaseService,
} from '#bank/intake';
import { sortNames } from '#platform/database';
import { type Actor, newId } from '#platform/kernel';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { pageByPage } from '../support/browser/page-by-page.js';
import { broken } from '../support/servers/services.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let h: IntakeFixtures;
const plan = {
  on: '2040-01-15',
  mode: 'pickup' as const,
  from: '9h30',
  to: '12',
  address: '3, rue de la Paix',
  commune: '92150 Suresnes',
};

beforeAll(async () => {
  h = await intakeFixtures();
});
afterAll(() => h.close());

const planned = async (): Promise<string> => {
  const id = await h.donation({ arrival: 'promised', quantity: 3 });
  await h.work((tx) => h.app.get(CollectionsService).plan(tx, h.aude, id, plan));
  return id;
};
const byId = (id: string, actor: Actor = h.aude) => h.app.get(DonationQueries).byId(actor, id);

/** How each verb is carried out; the table says which of them a state allows. */
const DEEDS: Partial<Record<DonationVerb, (id: string) => Promise<unknown>>> = {
  plan: (id) => h.work((tx) => h.app.get(CollectionsService).plan(tx, h.aude, id, plan)),
  replan: (id) => h.work((tx) => h.app.get(CollectionsService).plan(tx, h.aude, id, { ...plan, on: '2040-02-01' })),
  receive: (id) => h.work((tx) => h.app.get(DonationsService).receive(tx, h.aude, id)),
  close: (id) => h.work((tx) => h.app.get(DonationsService).close(tx, h.aude, id)),
  cancel: (id) => h.work((tx) => h.app.get(DonationsService).cancel(tx, h.aude, id, 'donor_withdrew')),
};
const BRING: Record<DonationState, () => Promise<string>> = {
  promised: () => h.donation({ arrival: 'promised' }),
  planned,
  received: async () => {
    const id = await h.donation();
    await h.log(id);
    return id;
  },
  closed: async () => {
    const id = await BRING.received();
    await DEEDS.close!(id);
    return id;
  },
  cancelled: async () => {
    const id = await BRING.promised();
    await DEEDS.cancel!(id);
    return id;
  },
};

describe('the table of a donation', () => {
  test('is the rows of Postgres', async () => {
    const rows = await h.db.query('SELECT verb, from_state AS from, to_state AS to FROM intake.donation_flow');
    const sorted = (of: object[]) => of.map((r) => JSON.stringify(Object.entries(r).sort())).sort();
    expect(sorted(rows)).toEqual(sorted(DONATION_LIFECYCLE.rows()));
  });

  test.each(Object.keys(DONATION_STATES) as DonationState[])(
    'from « %s » only what the table allows happens',
    async (state) => {
      for (const [verb, deed] of Object.entries(DEEDS) as [DonationVerb, (id: string) => Promise<unknown>][]) {
        const id = await BRING[state]();
        // What is logged holds an arrival; what has ended is put right by the bank.
        const held = (v: DonationVerb) =>
          (/cancel|unreceive/.test(v) && state === 'received') || (/^correct/.test(v) && state === 'closed');
        const verbs = DONATION_LIFECYCLE.verbs.filter((v) => DONATION_LIFECYCLE.startsFrom(v, state) && !held(v));
        expect((await byId(id)).allowed).toEqual(verbs);
        // Planning is one deed with two names: the state says which.
        const may = verbs.some((v) => v === verb || (/plan/.test(v) && /plan/.test(verb)));
        expect([verb, await broken(deed(id))]).toEqual([
          verb,
          may ? 'done' : held(verb) ? 'intake.donation_has_devices' : 'intake.donation_not_now',
        ]);
      }
    },
  );
});

describe('a planned collection', () => {
  test('says the day, the hours, the place and whom to ring; another day is another line of its history', async () => {
    const id = await planned();
    const [donor] = (await h.app.get(DonorsService).list(h.aude)).items;
    const contactId = await h.work((tx) =>
      h.app
        .get(DonorContactsService)
        .add(tx, h.aude, donor!.id, { name: 'Camille Exemple', job: 'gardien', phone: '01 99 00 11 22' }),
    );
    await h.work((tx) =>
      h.app
        .get(CollectionsService)
        .plan(tx, h.aude, id, { ...plan, on: '2040-01-20', contactId, bring: 'Deux chariots' }),
    );
    const view = await byId(id);
    expect(view).toMatchObject({
      state: 'planned',
      expectedOn: '2040-01-20',
      collection: {
        mode: 'pickup',
        from: '09:30',
        to: '12:00',
        commune: 'Suresnes',
        communeCode: '92073',
        contact: { phone: '01 99 00 11 22' },
      },
    });
    expect(view.events.map((e) => [e.verb, e.facts.on])).toEqual([
      ['replan', '2040-01-20'],
      ['plan', '2040-01-15'],
      ['promise', undefined],
    ]);
    const { items } = await h.app.get(CollectionsService).planned(h.aude);
    expect(items.find((p) => p.donationId === id)).toMatchObject({
      on: '2040-01-20',
      bring: 'Deux chariots',
      unreleased: 7,
      late: false,
    });
    expect((await h.app.get(CollectionsService).planned(h.other)).items).toEqual([]);
    await planned();
    for (const sort of sortNames(PLANNED.sorts)) {
      const list = (limit: number, cursor?: string) =>
        h.app.get(CollectionsService).planned(h.leila, { sort, limit, cursor });
      const walked = await pageByPage((cursor) => list(1, cursor));
      expect(walked.length).toBeGreaterThan(1);
      expect([sort, walked]).toEqual([sort, (await list(200)).items]);
    }
    expect((await h.app.get(CollectionsService).planned(h.leila, { until: '2039-01-01' })).items).toEqual([]);
  });

  test.each([
    [{ on: '' }, 'intake.day_missing'],
    [{ on: '2040-02-30' }, 'intake.date_wrong'],
    [{ on: '2020-01-01' }, 'intake.day_past'],
    [{ from: 'midi' }, 'intake.hour_wrong'],
    [{ from: '14:00', to: '9:00' }, 'intake.hours_wrong'],
    [{ mode: 'drone' as never }, 'intake.collection_mode_missing'],
    [{ address: '', commune: '' }, 'intake.address_missing'],
    [{ commune: 'Nulle-Part-sur-Rien' }, 'territory.commune_unknown'],
    [{ commune: 'Sainte-Colombe' }, 'territory.commune_ambiguous'],
    [{ contactId: newId() }, 'intake.contact_unknown'],
  ])('%j is refused with %s', async (over, code) => {
    const id = await BRING.promised();
    expect(await broken(h.work((tx) => h.app.get(CollectionsService).plan(tx, h.aude, id, { ...plan, ...over })))).toBe(
      code,
    );
  });

  test('Postgres: no plan without its day and its row, no other day without history', async () => {
    const id = await planned();
    const sql = (text: string) => broken(h.work((tx) => tx.query(text, [id])));
    expect(await sql(`UPDATE intake.donation SET expected_on = '2041-01-01' WHERE id = $1`)).toBe(
      'intake.donation_not_now',
    );
    await expect(h.db.query('DELETE FROM intake.collection WHERE donation_id = $1', [id])).rejects.toThrow(
      /permission denied/,
    );
    const bare = await BRING.promised();
    const jump = h.work(async (tx) => {
      await tx.query(
        `INSERT INTO intake.donation_event (donation_id, verb, from_state, to_state, channel) VALUES ($1, 'plan', 'promised', 'planned', 'page')`,
        [bare],
      );
      await tx.query(`UPDATE intake.donation SET state = 'planned', expected_on = '2040-01-01' WHERE id = $1`, [bare]);
    });
    expect(await broken(jump)).toBe('intake.donation_not_now');
  });

  test('planned and cancelled at once, one of the two happens', async () => {
    const id = await BRING.promised();
    const ends = await Promise.all([broken(DEEDS.plan!(id)), broken(DEEDS.cancel!(id))]);
    const { state, events } = await byId(id);
    // Cancelling a plan is allowed too: what is not, is planning what was cancelled.
    expect(ends[1]).toBe('done');
    expect(state).toBe('cancelled');
    expect(events.map((e) => e.verb)).toContain('cancel');
    expect(events).toHaveLength(ends[0] === 'done' ? 3 : 2);
  });

  test('counts for whoever works there today; its address is forgotten with the people', async () => {
    const id = await planned();
    const counts = await h.app.get(IntakeToday).today(h.aude);
    expect(counts.find((c) => c.what === 'collections_planned')?.count).toBeGreaterThan(0);
    await DEEDS.cancel!(id);
    await h.db.query(`UPDATE intake.collection SET changed_at = now() - interval '731 days' WHERE donation_id = $1`, [
      id,
    ]);
    await h.db.query(
      `WITH told AS (INSERT INTO intake.donation_event (donation_id, verb, from_state, to_state, channel)
         SELECT id, 'cancel', 'planned', state, 'system' FROM intake.donation WHERE id = $1)
       UPDATE intake.donation SET expected_on = '2020-01-01' WHERE id = $1`,
      [id],
    );
    await h.work((tx) => h.app.get(Forgetting).forgetDue(tx));
    expect((await byId(id)).collection).toMatchObject({ address: '', bring: '', commune: 'Suresnes' });
  });
});

test('the donor’s list: each answer with who noted it, the last one counts', async () => {
  const id = await planned();
  const tick = (answers: object) => h.work((tx) => h.app.get(ReleaseService).tick(tx, h.aude, id, answers as never));
  await tick({ bios_password: 'not_yet', apple_account: 'not_concerned' });
  await tick({ bios_password: 'done' });
  const { release } = await byId(id);
  expect(release.map((r) => [r.item, r.answer]).slice(0, 3)).toEqual([
    ['bios_password', 'done'],
    ['mdm', null],
    ['apple_account', 'not_concerned'],
  ]);
  expect(release[0]!.operatorNumber).toBe(h.aude.operatorNumber);
  expect(await broken(tick({ moon: 'done' }))).toBe('intake.release_item_unknown');
  expect(await broken(tick({ mdm: 'perhaps' }))).toBe('intake.release_answer_unknown');
});
