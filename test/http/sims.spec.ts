import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { luhnDigit } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { multipart } from '../support/servers/multipart.js';
import { bookOf } from '../support/sheets/sheets.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
async function program(person: Person): Promise<Visitor> {
  const actor = fixtures.people[person];
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, actor, actor.membershipId, 'essai'));
  return Visitor.program(t, secret);
}
let cards = 0;
const iccid = (): string => {
  const body = `893399${String(++cards).padStart(12, '0')}`;
  return body + luhnDigit(body);
};
const idOf = async (number: string): Promise<string> =>
  (await t.app.get(DataSource).query('SELECT id FROM sims.sim WHERE iccid = $1', [number]))[0].id;
const person = (): Promise<string> =>
  t.app.get(DataSource).transaction((tx) => t.app.get(BeneficiariesService).create(tx, fixtures.people.ines, {}));

describe('importing', () => {
  test('sheets that are taken together stay so when the carrier is said', async () => {
    const leila = await as('leila');
    const list = await bookOf({ Avril: [['ICCID'], [iccid()]], Mai: [['ICCID'], [iccid()]] });
    const file = multipart('sheet', 'cartes.xlsx', list, { _key: randomUUID(), _org: leila.organisation! });
    const at = (await leila.send('POST', '/sim/import', file)).location!;
    await leila.post(`${at}/colonnes`, { sheet: '0', headerRow: '1', 'also.1': 'oui' });
    const asked = await leila.get(at);
    expect(readable(asked)).toContain('De quel opérateur sont ces 2 cartes ?');
    const form = asked.text.slice(asked.text.indexOf('Elle est gardée'));
    const hidden = [
      ...form.slice(0, form.indexOf('</form>')).matchAll(/type="hidden" name="([^_"]+)" value="([^"]*)"/g),
    ];
    const said = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]));
    await leila.post(`${at}/colonnes`, { ...said, carrier: 'Exemple' });
    expect(readable(await leila.get(at))).toContain('2 nouvelles cartes');
  });

  test('a pasted list is looked at, then confirmed; the codes are never on a page', async () => {
    const leila = await as('leila');
    const [one, two] = [iccid(), iccid()];
    const list = `ICCID;MSISDN;PIN;PUK\n${one};0639980031;4826;87654321\n${two};;;\n8,93E+18;;;\n`;
    const sent = await leila.post('/sim/import', { list, carrier: 'Exemple', plan: '20 Go par mois' });
    expect(sent.location).toMatch(/^\/sim\/import\/[0-9a-f-]{36}$/);
    const preview = await leila.get(sent.location!);
    expect(preview.text).toContain('2\u00a0nouvelles cartes');
    expect(preview.text).toContain('Le tableur a arrondi ce numéro');
    expect(preview.text).not.toMatch(/\b4826\b|87654321/);
    const done = await leila.post(sent.location!);
    expect(done.location).toMatch(/^\/sim\?lot=/);
    const stock = await leila.get(done.location!);
    expect(stock.text).toContain(two.replace(/(\d{4})(?=\d)/g, '$1 '));
    const again = await leila.post('/sim/import', { list, carrier: 'Exemple' });
    expect((await leila.get(again.location!)).text).toContain('Aucune nouvelle carte');
  });

  test('nothing, or no list, comes back with a sentence beside the field and what was written', async () => {
    const leila = await as('leila');
    expect((await leila.post('/sim/import', {})).text).toContain('Choisissez le fichier du fournisseur');
    const none = await leila.post('/sim/import', { list: 'bonjour', carrier: 'Exemple' });
    expect([none.status, none.text.includes('aucun numéro de carte'), none.text.includes('bonjour')]).toEqual([
      409,
      true,
      true,
    ]);
  });

  test('is the bank’s: others are refused', async () => {
    for (const who of ['ines', 'aude', 'karim', 'paul'] as const) {
      expect((await (await as(who)).get('/sim/import')).status).toBe(403);
    }
  });
});

describe('from the stock to a person', () => {
  test('allotted, handed out with the password, its codes read after a post and kept out of every address', async () => {
    const [leila, ines, omar] = [await as('leila'), await as('ines'), await as('omar')];
    const number = iccid();
    const sent = await leila.post('/sim/import', {
      list: `ICCID;PIN;PUK\n${number};1357;24682468`,
      carrier: 'Exemple',
    });
    await leila.post(sent.location!);
    const id = await idOf(number);
    expect((await ines.get(`/sim/${id}`)).status).toBe(404);
    expect((await leila.get(`/sim/attribution?ids=${id}`)).text).toContain('1\u00a0carte choisie');
    expect((await leila.post('/sim/attribution', { ids: id })).text).toContain('Choisissez la structure');
    const allotted = await leila.post('/sim/attribution', {
      ids: id,
      structureId: fixtures.organisations.structure.id,
    });
    expect(allotted.status).toBe(303);
    for (const path of [`/sim/${id}`, `/sim/${id}/remise`]) expect((await omar.get(path)).status).toBe(404);

    const beneficiaryId = await person();
    expect((await ines.get(`/sim/${id}/remise`)).text).toMatch(/R-[2-9A-HJKMNP-Z]{5}/);
    const all = await ines.post(`/sim/${id}/remise`, { beneficiaryId: '', password: '' });
    for (const field of ['beneficiaryId', 'password']) expect(all.text).toContain(`href="#f-${field}"`);
    const wrong = await ines.post(`/sim/${id}/remise`, { beneficiaryId, password: 'pas celui-là' });
    expect([wrong.status, wrong.text.includes('Ce n’est pas votre mot de passe')]).toEqual([409, true]);
    expect(wrong.text).not.toContain('pas celui-là');
    expect((await ines.post(`/sim/${id}/codes`)).text).toContain('Les codes peuvent être lus après la remise');
    const given = await ines.post(`/sim/${id}/remise`, { beneficiaryId, password: DEMO_PASSWORD });
    expect(given.location).toBe(`/sim/${id}`);
    const page = await ines.get(`/sim/${id}`);
    const made = /Carte remise[^<]*<a href="(\/documents\/[\w-]+)">Remise de carte SIM SM-/.exec(page.text);
    expect((await ines.get(made![1]!)).text).toContain('La carte SIM');
    // The person's page has it, and the list of cards is searched by who has one.
    expect((await ines.get(`/beneficiaires/${beneficiaryId}`)).text).toContain(`href="/sim/${id}"`);
    const [{ reference }] = await t.app
      .get(DataSource)
      .query('SELECT reference FROM allocation.beneficiary WHERE id = $1', [beneficiaryId]);
    expect((await ines.get(`/sim?q=${reference.toLowerCase()}`)).text).toContain(`href="/sim/${id}"`);
    expect((await omar.get(`/sim?q=${reference}`)).text).not.toContain(`href="/sim/${id}"`);
    expect((await omar.get(made![1]!)).status).toBe(404);
    expect(page.text).toContain('Voir le PIN et le PUK');
    expect(page.text).toMatch(/Bon de remise (<[^>]+>)?SM-/);
    expect(page.text).not.toMatch(/\b1357\b|24682468/);
    const codes = await ines.post(`/sim/${id}/codes`);
    expect(codes.text).toMatch(/1357[\s\S]*24682468/);
    expect((await leila.post(`/sim/${id}/codes`)).status).toBe(403);
    expect((await ines.post(`/sim/${id}/fin`, { reason: 'returned' })).status).toBe(303);
    expect((await ines.get(`/sim/${id}`)).text).toContain('Rendue par la personne');
  });

  test('of two who take another sheet at once one does; the other is told why', async () => {
    const leila = await as('leila');
    const one = (title: string) => [
      [title, 'Opérateur'],
      [iccid(), 'Exemple'],
      [iccid(), 'Exemple'],
    ];
    const book = await bookOf({ Avril: one('ICCID'), Mai: one('Carte SIM') });
    const file = multipart('sheet', 'cartes.xlsx', book, { _key: randomUUID(), _org: leila.organisation! });
    const at = (await leila.send('POST', '/sim/import', file)).location!;
    await leila.post(at);
    const both = await Promise.all([1, 2].map(() => leila.post(`${at}/feuilles`, { sheet: '1' })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    const told = readable(both.find(({ status }) => status === 409)!);
    expect(told).toContain('ne peuvent pas être prises');
    expect(told).not.toContain('undefined');
  });

  test('a double click hands out once', async () => {
    const [leila, ines] = [await as('leila'), await as('ines')];
    const number = iccid();
    await leila.post((await leila.post('/sim/import', { list: number, carrier: 'Exemple' })).location!);
    const id = await idOf(number);
    await leila.post('/sim/attribution', { ids: id, structureId: fixtures.organisations.structure.id });
    const form = { beneficiaryId: await person(), password: DEMO_PASSWORD, _key: 'double' };
    const answers = await Promise.all([ines.post(`/sim/${id}/remise`, form), ines.post(`/sim/${id}/remise`, form)]);
    expect(answers.map((a) => a.location)).toEqual([`/sim/${id}`, `/sim/${id}`]);
    const stored = JSON.stringify(await t.app.get(DataSource).query('SELECT * FROM platform.idempotency_key'));
    expect(stored).not.toContain(DEMO_PASSWORD);
  });
});

test('the API: a list that was the wrong one is undone, and comes in again', async () => {
  const leila = await program('leila');
  const list = { list: `ICCID\n${iccid()}\n${iccid()}`, carrier: 'Exemple' };
  const { listId } = (await leila.api('POST', '/api/v1/sims/imports', list)).json();
  const at = `/api/v1/sims/imports/${listId}`;
  expect((await leila.get(at)).json()).toMatchObject({ state: 'applied', made: 2, withdrawal: null });
  const undone = await leila.api('POST', `${at}/withdraw`, {});
  expect([undone.status, undone.json()]).toMatchObject([200, { state: 'withdrawn', withdrawal: { withdrawn: 2 } }]);
  expect((await leila.api('POST', `${at}/withdraw`, {})).json()).toMatchObject({ code: 'sims.list_not_ready' });
  expect((await leila.api('POST', '/api/v1/sims/imports', list)).json()).toMatchObject({ made: 2 });
});

test('the API: the same list twice makes nothing twice; allot, hand out once, end', async () => {
  const [leila, ines, omar] = [await program('leila'), await program('ines'), await program('omar')];
  const numbers = [iccid(), iccid()];
  const list = `ICCID;PIN\n${numbers[0]};9999\n${numbers[1]};9999`;
  const send = () => leila.api('POST', '/api/v1/sims/imports', { list, carrier: 'Exemple' });
  expect((await send()).json()).toMatchObject({ made: 2, known: 0 });
  expect((await send()).json()).toEqual({ listId: null, batchId: null, made: 0, known: 2, refused: 0 });
  const ids = await Promise.all(numbers.map(idOf));
  const allot = await leila.api('POST', '/api/v1/sims/allotments', {
    structureId: fixtures.organisations.structure.id,
    ids,
  });
  expect(allot.json()).toMatchObject({ allotted: 2 });
  const handOut = async (who: Visitor) =>
    who.api('POST', `/api/v1/sims/${ids[0]}/hand-out`, { beneficiaryId: await person(), password: DEMO_PASSWORD });
  expect((await handOut(omar)).status).toBe(404);
  expect((await handOut(leila)).status).toBe(403);
  expect((await handOut(ines)).json()).toMatchObject({
    status: 'handed_out',
    allowed: ['correct_holder', 'undo_hand_out', 'recharge', 'end'],
  });
  expect((await handOut(ines)).json()).toMatchObject({ code: 'sims.already_handed_out' });
  expect((await ines.api('POST', `/api/v1/sims/${ids[1]}/end`, { reason: 'returned' })).json()).toMatchObject({
    code: 'sims.reason_missing',
  });
  expect((await ines.api('POST', '/api/v1/sims/1%27--/end', { reason: 'returned' })).status).toBe(404);
  expect((await leila.api('POST', `/api/v1/sims/${ids[1]}/call-back`)).json()).toMatchObject({ status: 'in_stock' });
  const all = await leila.api('GET', '/api/v1/sims');
  expect(all.text).not.toContain('9999"');
  expect(
    (await ines.api('GET', `/api/v1/sims/${ids[0]}/events`))
      .json<{ items: { verb: string }[] }>()
      .items.map((e) => e.verb),
  ).toEqual(['hand_out', 'allot']);
});
