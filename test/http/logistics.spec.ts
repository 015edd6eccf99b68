import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { benchDemo } from '../support/counting/bench.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { transactions } from '../support/servers/services.js';
import { setSerial } from '../support/things/serials.js';

let t: TestApp;
let fixtures: Fixtures;
let demo: ReturnType<typeof benchDemo>;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  demo = benchDemo({ app: t.app, fixtures, work: transactions(t.app.get(DataSource)) });
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

test('a lot is prepared, sent and received on pages, with one device missing and one in addition', async () => {
  const [aude, karim] = [await as('aude'), await as('karim')];
  const ids = await demo.log(4);
  const [one, two, three, foreign] = await demo.codesOf(ids);

  const made = await aude.post('/lots', { toOrganisationId: fixtures.organisations.workshop.id, device: one! });
  const lot = made.location!;
  expect((await karim.get(lot)).status).toBe(404);
  for (const code of [two!, three!]) expect((await aude.post(`${lot}/lignes`, { code })).location).toBe(lot);
  const again = await aude.post(`${lot}/lignes`, { code: two! });
  expect(again.status).toBe(409);
  expect(readable(again)).toContain('est déjà dans le lot');
  const unknown = await aude.post(`${lot}/lignes`, { code: 'INCONNU-42' });
  expect(readable(unknown)).toContain('« INCONNU-42 » ne correspond à aucun appareil');
  expect(readable(unknown)).toContain('value="INCONNU-42"');
  const nothing = await aude.post(`${lot}/lignes`, { code: '' });
  expect(nothing.status).toBe(422);
  expect(nothing.text).toMatch(/id="[^"]*code-erreur"/);
  expect(readable(nothing)).toContain('Scannez ou tapez un code.');
  expect((await aude.post(`${lot}/envoi`)).status).toBe(303);

  expect(readable(await karim.get('/lots?sens=in'))).toContain(lot);
  await karim.post(`${lot}/confirmations`, { codes: one! });
  await karim.post(`${lot}/confirmations`, { codes: `${two}\n${foreign}`, plusieurs: 'oui' });
  const end = await karim.get(`${lot}/fin`);
  expect(readable(end)).toContain('1 appareil manque');
  expect(readable(end)).toContain('hors liste');
  expect((await karim.post(`${lot}/fin`, { placeId: fixtures.organisations.workshop.place })).location).toBe(lot);

  const seen = await karim.get(lot);
  expect(readable(seen)).toContain('reçu avec des écarts');
  expect(readable(seen)).toContain('inconnu chez vous');
  const back = await aude.get(lot);
  expect(readable(back)).toContain('Reprendre l’appareil manquant');
  expect((await aude.post(`${lot}/rappel`)).status).toBe(303);
  expect(readable(await aude.get(lot))).toContain('repris par l’expéditeur');
  expect((await (await as('elise')).get(lot)).status).toBe(404);
  expect((await (await as('paul')).get('/lots')).status).toBe(403);
});

test('a crate is made, filled, sealed, sent and confirmed as one', async () => {
  const [aude, karim] = [await as('aude'), await as('karim')];
  const codes = await demo.codesOf(await demo.log(2));
  const made = await aude.post('/caisses', {
    kind: 'crate',
    name: 'bleue',
    placeId: fixtures.organisations.collection.place,
  });
  const crate = made.location!;
  expect((await aude.post(`${crate}/contenu`, { codes: codes.join('\n') })).status).toBe(303);
  const unsealed = await aude.post(`${crate}/scelle`, { seal: '' });
  expect([unsealed.status, readable(unsealed).includes('Écrivez le numéro du scellé.')]).toEqual([422, true]);
  expect((await aude.post(`${crate}/scelle`, { seal: 'S-77' })).status).toBe(303);
  expect(readable(await aude.get(crate))).toContain('S-77');
  expect((await karim.get(crate)).status).toBe(404);
  const lot = (await aude.post('/lots', { toOrganisationId: fixtures.organisations.workshop.id })).location!;
  await aude.post(`${lot}/lignes`, { code: crate.split('/').at(-1)! });
  await aude.post(`${lot}/envoi`);
  expect(readable(await karim.get(lot))).toContain('Scellé intact');
  await karim.post(`${lot}/confirmations`, { codes: crate.split('/').at(-1)! });
  await karim.post(`${lot}/fin`, {});
  expect(readable(await karim.get(lot))).toContain('caisse scellée');
  expect(readable(await karim.get('/caisses'))).toContain('bleue');
});

test('the API does the same, answers with what is allowed, and repeats nothing', async () => {
  const token = (person: Person) =>
    t.app
      .get(DataSource)
      .transaction((tx) =>
        t.app.get(UsersService).makeToken(tx, fixtures.people[person], fixtures.people[person].membershipId, 'essai'),
      );
  const [sender, receiver] = [
    Visitor.program(t, (await token('aude')).secret),
    Visitor.program(t, (await token('moussa')).secret),
  ];
  const codes = await demo.codesOf(await demo.log(2));
  const key = { 'idempotency-key': 'lot-1' };
  const body = { toOrganisationId: fixtures.organisations.workshop.id };
  const made = (await sender.api('POST', '/api/v1/transfers', body, key)).json<{ id: string }>();
  expect((await sender.api('POST', '/api/v1/transfers', body, key)).json<{ id: string }>().id).toBe(made.id);
  const on = `/api/v1/transfers/${made.id}`;
  await sender.api('POST', `${on}/lines`, { codes });
  const sent = (await sender.api('POST', `${on}/sending`, {})).json<{ state: string; allowed: string[] }>();
  expect(sent).toMatchObject({ state: 'sent', allowed: ['recall'] });
  const refused = await sender.api('POST', `${on}/confirmations`, { codes });
  expect(refused.json<{ code: string }>().code).toBe('logistics.not_yours');
  await receiver.api('POST', `${on}/confirmations`, { codes });
  const ended = (await receiver.api('POST', `${on}/end`, {})).json<{ state: string; confirmed: number }>();
  expect(ended).toMatchObject({ state: 'received', confirmed: 2 });
  expect(
    (await receiver.api('GET', '/api/v1/transfers?direction=in')).json<{ items: unknown[] }>().items.length,
  ).toBeGreaterThan(0);
  expect((await receiver.api('GET', '/api/v1/transfers/nope')).status).toBe(404);
  expect((await sender.api('POST', '/api/v1/transfers', { toOrganisationId: 'nope' })).status).toBe(422);
});

test('what waits is ticked, or named by a part of its number where only one has it', async () => {
  const aude = await as('aude');
  const [one, two, three] = await demo.codesOf(await demo.log(3));
  const lot = (await aude.post('/lots', { toOrganisationId: fixtures.organisations.workshop.id })).location!;
  const waiting = await aude.get(lot);
  for (const code of [one, two, three]) expect(waiting.text).toContain(`name="ticked" value="${code}"`);
  const none = await aude.post(`${lot}/lignes`, { which: 'ticked', shown: one! });
  expect([none.status, readable(none).includes('Cochez au moins un appareil.')]).toEqual([422, true]);
  expect((await aude.post(`${lot}/lignes`, { which: 'ticked', ticked: `${one},${two}` })).location).toBe(lot);
  const listed = await aude.get(lot);
  expect(listed.text).not.toContain(`name="ticked" value="${one}"`);
  // A part of the code, which only the third has.
  expect((await aude.post(`${lot}/lignes`, { code: three!.slice(0, 5) })).location).toBe(lot);
  expect(readable(await aude.get(lot))).toContain('ajouté à la liste');
  expect((await aude.post(`${lot}/lignes`, { code: 'ZZZZZ' })).status).toBe(409);

  const serials = ['PART-77-AAA', 'PART-77-BBB'];
  const ids = await demo.log(2);
  const db = t.app.get(DataSource);
  for (const [i, id] of ids.entries()) await setSerial(db, id, serials[i]!);
  const both = await aude.post(`${lot}/lignes`, { code: 'part-77' });
  expect([both.status, readable(both).includes('« part-77 » : lesquels ?')]).toEqual([409, true]);
  expect((both.text.match(/name="ticked"/g) ?? []).length).toBe(2);
  expect(
    (await aude.post(`${lot}/lignes`, { which: 'all', shown: (await demo.codesOf(ids)).join(',') })).location,
  ).toBe(lot);
  expect(readable(await aude.get(lot))).toContain('La liste (5)');

  // Who only receives the lot learns nothing of what else waits where it came from.
  for (const [i, id] of (await demo.log(2)).entries()) await setSerial(db, id, `PART-88-${i}`);
  expect((await aude.post(`${lot}/envoi`)).status).toBe(303);
  const moussa = await as('moussa');
  for (const code of ['part-88', 'part-88-1', 'part-99']) {
    const told = await moussa.post(`${lot}/lignes`, { code });
    expect([code, told.status, readable(told).includes('C’est à l’autre organisation')]).toEqual([code, 409, true]);
  }
});

test('the bank prepares a lot from where the devices wait, and is told where one is that waits elsewhere', async () => {
  const [leila, aude] = [await as('leila'), await as('aude')];
  const [here] = await demo.codesOf(await demo.log(1));
  const [away] = await demo.codesOf(await demo.atWorkshop(1));
  const { collection, workshop } = fixtures.organisations;
  const asked = await leila.get(`/lots/nouveau?appareil=${here}`);
  expect(asked.text).toMatch(new RegExp(`<option[^>]*value="${collection.id}"[^>]*selected`));
  const both = { fromOrganisationId: collection.id, toOrganisationId: workshop.id };
  const lot = (await leila.post('/lots', { ...both, device: here! })).location!;
  expect(readable(await aude.get(lot))).toContain('La liste (1)');
  const refused = await leila.post(`${lot}/lignes`, { code: away! });
  expect([refused.status, refused.text.includes(`href="/lots/nouveau?appareil=${away}"`)]).toEqual([409, true]);
  expect(readable(refused)).toMatch(/est à .+ et pas à .+ : préparez un lot qui part de /);
  expect((await leila.post('/lots', { ...both, toOrganisationId: collection.id })).status).toBe(409);
  expect(
    (await aude.post('/lots', { fromOrganisationId: workshop.id, toOrganisationId: fixtures.organisations.bank.id }))
      .status,
  ).toBe(409);
});
