import { addressFault, OrganisationsService, PlacesService, UsersService } from '#bank/people';
import type { Actor } from '#platform/kernel';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let aude: Actor;
const SACHA: Actor = { kind: 'system', channel: 'system' };
beforeAll(async () => {
  life = await Life.open();
  aude = life.people.aude;
});
afterAll(() => life.s.close());

const places = () => life.get(PlacesService);
const organisations = () => life.get(OrganisationsService);
const work = (run: Parameters<Life['s']['work']>[0]) => broken(life.s.work(run));
const mine = () => life.people.aude.organisationId;
const site = (name: string) => life.s.work((tx) => organisations().addPlace(tx, aude, mine(), { kind: 'site', name }));
const shelf = (parentId: string, name: string) =>
  life.s.work((tx) => organisations().addPlace(tx, aude, mine(), { kind: 'shelf', name, parentId }));
/** A device logged at the collection point's main place, then put on this one. */
const deviceOn = async (placeId: string): Promise<string> => {
  const device = await life.logOn(await life.donation('Ville des Lieux'), {});
  await life.s.db.query(MOVE, [device, placeId]);
  return device;
};
const MOVE = `WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
    SELECT d.id, 'move', d.state, d.state, devices.location_of(d), 'place:' || $2::text, devices.holder_of(d), devices.holder_of(d), 'page'
    FROM devices.device d WHERE d.id = $1 RETURNING id)
  UPDATE devices.device d SET place_id = $2::uuid, last_event_id = e.id FROM e WHERE d.id = $1`;

describe('a place', () => {
  test('gets another name, and what it was called stays readable', async () => {
    const id = await site('Entrepot du Lak');
    const rename = (name: string, nameReason: string) =>
      work((tx) => places().rename(tx, aude, id, { name, nameReason: nameReason as 'mistyped' }));
    expect(await rename('Entrepôt du Lac', 'because')).toBe('people.name_reason_missing');
    expect(await rename('Entrepôt du Lac', 'mistyped')).toBe('done');
    expect(await rename('Entrepôt du Lac', 'mistyped')).toBe('people.same_name');
    expect(await places().byId(aude, id)).toMatchObject({
      name: 'Entrepôt du Lac',
      formerNames: [{ name: 'Entrepot du Lak', reason: 'mistyped', until: expect.any(Date) }],
      events: [{ verb: 'rename', by: expect.any(String) }, { verb: 'create' }],
    });
    expect(await broken(places().byId(life.people.ines, id))).toBe('not_found');
  });

  test('is closed when it is empty, with what is in it; it is in no list then, and opens again', async () => {
    const id = await site('Annexe');
    const inside = await shelf(id, 'Étagère A');
    const device = await deviceOn(inside);
    const close = () => work((tx) => places().close(tx, aude, id));
    expect(await close()).toBe('people.place_holds');
    await expect(life.s.work((tx) => places().close(tx, aude, id))).rejects.toMatchObject({
      facts: { count: 1, held: [expect.stringMatching(/^device [2-9A-Z]{7}$/)] },
    });
    const main = await organisations().mainPlace(mine());
    await life.s.db.query(MOVE, [device, main.id]);
    expect(await close()).toBe('done');
    expect(await close()).toBe('people.place_not_now');
    const shown = async () => (await organisations().places(mine())).map((p) => p.id);
    expect(await shown()).not.toEqual(expect.arrayContaining([id]));
    expect((await places().closed(aude)).map((p) => p.id)).toEqual(expect.arrayContaining([id, inside]));
    expect(await broken(life.s.db.query(MOVE, [device, id]))).toBe('people.place_closed');
    expect(await work((tx) => places().reopen(tx, aude, inside))).toBe('people.place_parent_closed');
    for (const one of [id, inside]) expect(await work((tx) => places().reopen(tx, aude, one))).toBe('done');
    expect(await shown()).toEqual(expect.arrayContaining([id, inside]));
    expect((await places().byId(aude, id)).events.map((e) => e.verb)).toEqual(['reopen', 'close', 'create']);
  });

  test('closed, and a device put there, at the same instant: never a device on a closed place', async () => {
    for (let i = 0; i < 5; i += 1) {
      const id = await site(`Course ${i}`);
      const device = await life.logOn(await life.donation('Ville de Course'), {});
      await Promise.all([work((tx) => places().close(tx, aude, id)), broken(life.s.db.query(MOVE, [device, id]))]);
      const [row] = await life.s.db.query(
        'SELECT count(*)::int AS n FROM devices.device d JOIN people.place p ON p.id = d.place_id WHERE d.place_id = $1 AND NOT p.active',
        [id],
      );
      expect(row.n).toBe(0);
    }
  });

  test('is not the last site of its organisation', async () => {
    const id = await life.s.work((tx) => organisations().create(tx, SACHA, { kind: 'structure', name: 'Une maison' }));
    const main = await organisations().mainPlace(id);
    expect(await broken(life.s.db.query('UPDATE people.place SET active = false WHERE id = $1', [main.id]))).toBe(
      'people.place_last',
    );
  });
});

describe('an organisation', () => {
  const change = (id: string, form: object) =>
    work((tx) => organisations().change(tx, SACHA, id, { name: 'Maison du Pont', ...form }));

  test('gets another name with its reason; papers already made keep the one before', async () => {
    const id = await life.s.work((tx) =>
      organisations().create(tx, SACHA, { kind: 'structure', name: 'Maison du Pon' }),
    );
    expect(await change(id, {})).toBe('people.name_reason_missing');
    expect(await change(id, { nameReason: 'mistyped' })).toBe('done');
    expect(await organisations().formerNames(id)).toMatchObject([{ name: 'Maison du Pon', reason: 'mistyped' }]);
    expect(await change(id, { active: false })).toBe('done');
    expect((await organisations().list(['structure'])).map((o) => o.id)).not.toContain(id);
    expect(await change(id, { active: true })).toBe('done');
  });

  test('is not closed while it holds devices', async () => {
    const device = await life.logOn(await life.donation('Ville Tenue'), {});
    const { name } = await organisations().get(mine());
    expect(await change(mine(), { name, active: false })).toBe('people.organisation_holds');
    expect((await life.row(device)).state).toBe('received');
    expect((await organisations().get(mine())).active).toBe(true);
  });
});

describe('a person', () => {
  test('has their name and address corrected, with a reason; a wrong address is kept nowhere', async () => {
    const users = life.get(UsersService);
    const id = await life.s.work((tx) => users.create(tx, SACHA, { name: 'Camile', email: 'camile@exemple.fr' }));
    const correct = (to: object) =>
      work((tx) =>
        users.correct(tx, SACHA, id, { name: 'Camille', email: 'camille@exemple.fr', nameReason: 'mistyped', ...to }),
      );
    // As whoever wants to be taken for another would write it: with what nobody sees, or an accent apart.
    for (const email of ['camille', 'camil\u200ble@exemple.fr', 'camille\u202e@exemple.fr', 'camille\u3164@exemple.fr'])
      expect([email, await correct({ email })]).toEqual([email, 'people.email_wrong']);
    // With letters of another alphabet, or such as look like ours.
    for (const email of [
      'c\u0430mille@exemple.fr',
      'camille@ex\u0435mple.fr',
      'c\u0251mille@exemple.fr',
      'cam\u0131lle@exemple.fr',
      '\uff43amille@exemple.fr',
      '\u0430\u0440\u0435@exemple.fr',
    ])
      expect([email, await correct({ email })]).toEqual([email, 'people.email_mixed']);
    for (const email of [
      'ma\u00eftre.\u0153uf_7@\u00e9cole.fr',
      '\u0438\u0432\u0430\u043d@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444',
    ])
      expect([email, addressFault(email)]).toEqual([email, null]);
    const composed = { name: 'Zoé', email: 'zo\u00e9@exemple.fr' };
    await life.s.work((tx) => users.create(tx, SACHA, composed));
    expect(await correct({ email: 'zoe\u0301@exemple.fr' })).toBe('people.email_taken');
    expect(await users.byEmail('ZOE\u0301@exemple.fr')).toMatchObject(composed);
    expect(await correct({ email: 'aude@demo.example' })).toBe('people.email_taken');
    expect(await correct({ nameReason: 'x' })).toBe('people.name_reason_missing');
    expect(await correct({})).toBe('done');
    expect(await correct({})).toBe('people.same_person');
    expect(await users.get(id)).toMatchObject({ name: 'Camille', email: 'camille@exemple.fr' });
    const entries = await life.s.db.query(
      `SELECT facts, to_jsonb(e)::text AS whole FROM people.audit_entry e WHERE subject_id = $1 AND verb = 'correct'`,
      [id],
    );
    expect(entries).toMatchObject([{ facts: { fields: ['name', 'email'], reason: 'mistyped' } }]);
    expect(entries[0].whole).not.toContain('camile');
  });
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  test.each([
    ['another name of an organisation', `UPDATE people.organisation SET name = 'X' WHERE name = 'CCAS de Bagneux'`],
    ['another name of a place', `UPDATE people.place SET name = 'X' WHERE name = 'CCAS de Bagneux'`],
    ['another address of a person', `UPDATE people.app_user SET email = 'x@y.fr' WHERE email = 'aude@demo.example'`],
  ])('%s without what it was', async (_what, sql) => {
    expect(await broken(life.s.db.query(sql))).toBe('people.name_stays');
  });

  test('to close what still holds devices', async () => {
    const device = await life.logOn(await life.donation('Ville Gardée'), {});
    const sql = 'UPDATE people.place SET active = false WHERE id = (SELECT place_id FROM devices.device WHERE id = $1)';
    expect(await broken(life.s.db.query(sql, [device]))).toBe('people.place_holds');
  });
});
