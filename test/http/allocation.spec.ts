import { DataSource } from 'typeorm';
import { RequestAnswersService, RequestsService, ReservationsService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { ArrivalsService } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { readyDevice } from '../support/things/ready-device.js';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;
let leila: Visitor;
let ines: Visitor;
let omar: Visitor;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  [leila, ines, omar] = await Promise.all([as('leila'), as('ines'), as('omar')]);
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

const form = (over: Record<string, string | string[]> = {}) => ({
  'lines.0.category': 'laptop',
  'lines.0.quantity': '2',
  'lines.0.needs': ['video', 'procedures'],
  urgency: 'normal',
  placeId: fixtures.organisations.structure.place,
  ...over,
});
const codeOf = async (id: string): Promise<string> =>
  (await db.query('SELECT code FROM devices.device WHERE id = $1', [id]))[0].code;

/** Pages that the coordinator and the structure go through, one after the other. */
describe('from the request to the hand-over, on pages', () => {
  let request: string;
  let code: string;

  test('the structure asks; the bank sees nothing before it is sent; another structure never', async () => {
    expect((await ines.get('/demandes')).text).toContain('Faire une première demande');
    const made = await ines.post('/demandes', form({ 'lines.1.category': 'tablet', 'lines.1.quantity': '1' }));
    expect(made.status).toBe(303);
    request = made.location!;
    const page = await ines.get(request);
    expect(page.text).toContain('2\u00a0portables, 1\u00a0tablette');
    expect((await leila.get(request)).status).toBe(404);
    expect((await omar.get(request)).status).toBe(404);
    expect((await ines.post(`${request}/envoyer`)).location).toBe(request);
    expect((await leila.get('/demandes?etat=submitted')).text).toContain('CCAS de Bagneux');
    expect((await omar.get('/demandes')).text).not.toContain('CCAS');
    expect((await omar.post(`${request}/annuler`)).status).toBe(404);
  });

  test('an address that holds no id finds nothing', async () => {
    expect((await ines.post(`${request}/appareils/pas-un-id`)).status).toBe(404);
  });

  test('without a quota the accepted request waits, and the proposals say what is missing', async () => {
    expect((await leila.get(`${request}/accepter`)).text).toContain('0, aucun quota');
    expect((await leila.post(`${request}/accepter`)).status).toBe(303);
    await workOff(t.app, 'matching');
    expect((await leila.get('/attributions')).text).toContain('La structure n’a pas de quota pour ce type');
    const wrong = await leila.post(`/quotas/${fixtures.organisations.structure.id}`, { laptop: '-4', tablet: '3' });
    expect(wrong.status).toBe(409);
    expect(wrong.text).toContain('href="#f-laptop"');
    const set = await leila.post(`/quotas/${fixtures.organisations.structure.id}`, { laptop: '10', tablet: '3' });
    expect(set.location).toBe(`/quotas?annee=${new Date().getFullYear()}`);
    expect((await leila.get('/quotas')).text).toContain('0 / 10');
    const next = new Date().getFullYear() + 1;
    expect((await leila.get('/quotas')).text).toContain(`<option value="${next}">`);
    await leila.post(`/quotas/${fixtures.organisations.structure.id}`, { laptop: '7', annee: `${next}` });
    expect((await leila.get(`/quotas?annee=${next}`)).text).toContain('0 / 7');
    expect((await leila.get('/quotas')).text).toContain('0 / 10');
    expect((await ines.get('/quotas')).text).toContain('0 / 10');
    expect((await ines.post(`/quotas/${fixtures.organisations.structure.id}`, { laptop: '99' })).status).toBe(403);
  });

  test('the coordinator reads why, accepts, and delivers', async () => {
    const device = await readyDevice(t.app, fixtures, {
      publicOrigin: true,
      resaleForbidden: true,
      priceCeilingCents: 18000,
    });
    code = await codeOf(device);
    expect((await leila.post('/attributions/calculs')).status).toBe(303);
    await workOff(t.app, 'matching');
    const table = await leila.get('/attributions');
    expect(table.text).toContain('8\u00a0Go suffisent pour la visio et les démarches');
    expect(table.text).toContain('Aucune tablette prête à réserver');
    expect(table.text).toMatch(/class="button primary"[^>]*name="accept"/);
    expect(table.text).toMatch(/don public.: pas de vente libre, plafond 180.€/);
    // What a device is, and what the quota allows, is read whole at any width.
    expect(table.text).not.toContain('cell short');
    expect(table.text).toMatch(/quota \d+.\/.\d+/);
    const pair = /name="all" value="([^"]+)"/.exec(table.text)![1]!;
    expect((await leila.post('/attributions', { accept: 'all', all: pair })).location).toMatch(
      /^\/attributions\?depuis=/,
    );
    const late = await leila.post('/attributions', { accept: pair });
    expect(late.status).toBe(409);
    expect(late.text).toContain('plus rapide');
    expect((await leila.get(`/appareils/${code}`)).text).toContain('Pourquoi cet appareil');
    const sent = await leila.post('/attributions/livraisons', { devices: device });
    expect(sent.location).toMatch(/^\/lots\//);
    const transferId = sent.location!.slice('/lots/'.length);
    await db.transaction((tx) => t.app.get(ArrivalsService).confirm(tx, fixtures.people.ines, transferId, [code]));
    await db.transaction((tx) => t.app.get(ArrivalsService).finish(tx, fixtures.people.ines, transferId));
    expect((await ines.get('/remises')).text).toContain('Remettre');
  });

  test('the agent hands over: what is missing is said beside its field, and nothing typed is lost', async () => {
    // The structure knows nobody yet: there is nothing to look for, and a new person is asked about at once.
    const first = await ines.get(`/appareils/${code}/remise`);
    expect(first.text).toContain('Signature de la personne');
    expect(first.text).not.toContain('Référence, nom ou téléphone');
    const page = await ines.get(`/appareils/${code}/remise?nouvelle=oui`);
    expect(page.text).toContain('Signature de la personne');
    const unsigned = await ines.post(`/appareils/${code}/remise`, {
      mode: 'gift',
      commune: 'Bagneux (92)',
      name: 'Camille Exemple',
      password: DEMO_PASSWORD,
    });
    expect(unsigned.status).toBe(422);
    expect(unsigned.text).toContain('Faites signer la personne');
    expect(unsigned.text).toContain('value="Camille Exemple"');
    // All that is missing or wrong is said at once, whoever says it: the form, the official list of communes, the signing.
    const all = await ines.post(`/appareils/${code}/remise`, {
      mode: 'gift',
      commune: 'Nulle-Part-sur-Rien',
      password: '',
    });
    expect(all.status).toBe(422);
    for (const field of ['signature', 'commune', 'password']) expect(all.text).toContain(`href="#f-${field}"`);
    const drawn = {
      mode: 'gift',
      commune: 'Bagneux (92)',
      name: 'Camille Exemple',
      accessories: ['charger', 'bag'],
      signature: `data:image/png;base64,${PNG}`,
      password: DEMO_PASSWORD,
    };
    expect((await omar.get(`/appareils/${code}/remise`)).status).toBe(404);
    expect((await omar.post(`/appareils/${code}/remise`, drawn)).status).toBe(404);
    const wrong = await ines.post(`/appareils/${code}/remise`, { ...drawn, password: 'pas le mien' });
    expect([wrong.status, wrong.text.includes('href="#f-password"')]).toEqual([409, true]);
    const done = await ines.post(`/appareils/${code}/remise`, drawn);
    expect(done.location).toMatch(/^\/remises\//);
    expect((await ines.get(done.location!)).text).toContain('Exemplaire de votre structure');
    // Who has it in fact is said by the same picker; nobody is chosen before.
    expect((await ines.get(`${done.location}/reference`)).text).toContain('Référence, nom ou téléphone');
    const [{ id: somebody, reference: theirs }] = await db.query('SELECT id, reference FROM allocation.beneficiary');
    const chosen = await ines.get(`${done.location}/reference?personne=${somebody}`);
    expect(chosen.text).toContain(`name="reference" value="${theirs}"`);
    expect((await omar.get(`${done.location}/reference?personne=${somebody}`)).status).toBe(404);
    const banks = await leila.get(done.location!);
    expect(banks.text).toContain('Exemplaire de la banque');
    expect(banks.text).not.toContain('Camille');
    expect((await omar.get(done.location!)).status).toBe(404);
    expect((await ines.get(`/appareils/${code}`)).text).toContain('voir la remise');
  });

  test('the person is a reference; the structure alone reads who it is, and forgets it', async () => {
    const [{ id, reference }] = await db.query('SELECT id, reference FROM allocation.beneficiary');
    expect((await ines.get(`/beneficiaires?q=${reference.slice(2).toLowerCase()}`)).text).toContain(reference);
    expect((await ines.get(`/beneficiaires/${id}`)).text).toContain('Camille Exemple');
    expect((await omar.get(`/beneficiaires/${id}`)).status).toBe(404);
    const [{ unit }] = await db.query(
      `SELECT id AS unit FROM allocation.request_unit WHERE state = 'approved' LIMIT 1`,
    );
    const bind = (typed: string) => ines.post(`${request}/appareils/${unit}`, { reference: typed });
    expect((await bind('R-22222')).text).toContain('Aucune personne de votre structure');
    expect((await bind(reference.toLowerCase())).location).toBe(request);
    expect((await leila.get(`/beneficiaires/${id}`)).status).toBe(403);
    expect((await ines.post(`/beneficiaires/${id}/oublier`)).status).toBe(303);
    const after = await ines.get(`/beneficiaires/${id}`);
    expect(after.text).not.toContain('Camille');
    expect(after.text).toContain(reference);
  });

  test('the device comes back', async () => {
    expect((await ines.get(`/appareils/${code}/retour`)).text).toContain('effacées de nouveau');
    expect(
      (await ines.post(`/appareils/${code}/retour`, { placeId: fixtures.organisations.otherStructure.place })).status,
    ).toBe(409);
    expect(
      (await ines.post(`/appareils/${code}/retour`, { placeId: fixtures.organisations.structure.place })).location,
    ).toBe(`/appareils/${code}`);
    expect((await ines.get('/quotas')).text).toContain('0 / 10');
  });

  test('every page of the feature answers for those it is for, and is refused to the others', async () => {
    const [{ unit }] = await db.query('SELECT id AS unit FROM allocation.request_unit LIMIT 1');
    const both = ['/demandes', request, `${request}/annuler`, '/quotas', '/remises', '/remises?liste=remis'];
    const structures = [
      '/demandes/nouvelle',
      `${request}/modifier`,
      `${request}/appareils/${unit}`,
      '/beneficiaires',
      '/beneficiaires/nouveau',
    ];
    const banks = [
      '/attributions',
      '/attributions/livraisons',
      `/quotas/${fixtures.organisations.structure.id}`,
      `${request}/refuser`,
    ];
    const karim = await as('karim');
    const statuses = async (visitor: Visitor, paths: string[]) => {
      const seen = new Set<number>();
      for (const path of paths) seen.add((await visitor.get(path)).status);
      return [...seen];
    };
    expect(await statuses(ines, [...both, ...structures])).toEqual([200]);
    expect(await statuses(leila, [...both, ...banks])).toEqual([200]);
    expect(await statuses(leila, structures)).toEqual([403]);
    expect(await statuses(ines, banks)).toEqual([403]);
    expect(await statuses(karim, [...both, ...structures, ...banks])).toEqual([403]);
    expect(await statuses(Visitor.stranger(t), ['/demandes', '/attributions'])).toEqual([303]);
  });
});

/** What is ticked on a page where deliveries are prepared, in its order. */
const ticked = (text: string): string[] =>
  [...text.matchAll(/<input type="checkbox" name="devices" value="([^"]+)"( checked)?/g)].flatMap(([, id, on]) =>
    on ? [id!] : [],
  );

describe('what leaves is what somebody ticked', () => {
  const TO_DELIVER = '/attributions/livraisons';
  let devices: string[];
  beforeAll(() => leila.post(`/quotas/${fixtures.organisations.structure.id}`, { tablet: '20' }));

  /** Some units that wait, with a device in stock for each. */
  async function waiting(placeId: string, quantity: number): Promise<{ unitId: string; deviceId: string }[]> {
    const { ines: asks, leila: bank } = fixtures.people;
    const request = await db.transaction(async (tx) => {
      const lines = [{ category: 'tablet', quantity, needs: [] }];
      const made = await t.app.get(RequestsService).draft(tx, asks, { placeId, lines });
      await t.app.get(RequestsService).submit(tx, asks, made);
      await t.app.get(RequestAnswersService).approve(tx, bank, made);
      return made;
    });
    const units = await db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1 ORDER BY position', [
      request,
    ]);
    const pairs = [];
    for (const { id } of units)
      pairs.push({ unitId: id, deviceId: await readyDevice(t.app, fixtures, { category: 'tablet' }) });
    return pairs;
  }

  const press = (pair: { unitId: string; deviceId: string }, since = '') =>
    leila.post('/attributions', { accept: `${pair.unitId}:${pair.deviceId}`, depuis: since });

  test('an older reservation stays: nothing is ticked before somebody does', async () => {
    const older = await waiting(fixtures.organisations.structure.place, 2);
    await db.transaction((tx) => t.app.get(ReservationsService).reserve(tx, fixtures.people.leila, older));
    devices = older.map((pair) => pair.deviceId);
    expect(ticked((await leila.get(TO_DELIVER)).text)).toEqual([]);
    const nothing = await leila.post(TO_DELIVER, {});
    expect([nothing.status, nothing.text.includes('Cochez au moins un appareil')]).toEqual([422, true]);
  });

  test('what was kept on this visit is ticked, press after press; a colleague’s is not', async () => {
    const [first, second, theirs] = await waiting(fixtures.organisations.structure.place, 3);
    const begun = (await press(first!)).location!;
    const since = new URL(begun, 'http://x').searchParams.get('depuis')!;
    expect((await leila.get(begun)).text).toContain(`href="${TO_DELIVER}?depuis=${since}"`);
    const on = (await press(second!, since)).location!;
    expect(on).toBe(begun);
    await press(theirs!, since);
    await db.query('UPDATE allocation.reservation SET made_by = $2 WHERE device_id = $1', [
      theirs!.deviceId,
      fixtures.people.aude.membershipId,
    ]);
    expect(ticked((await leila.get(`${TO_DELIVER}?depuis=${since}`)).text)).toEqual([
      first!.deviceId,
      second!.deviceId,
    ]);
    await db.query(`UPDATE allocation.reservation SET made_at = now() - interval '1 day' WHERE device_id = $1`, [
      first!.deviceId,
    ]);
    expect(ticked((await leila.get(`${TO_DELIVER}?depuis=${since}`)).text)).toEqual([second!.deviceId]);
    devices.push(first!.deviceId, second!.deviceId, theirs!.deviceId);
  });

  test('« Tout cocher » ticks one group without a script: of one structure, one place, one holder', async () => {
    const annexe = await db.transaction((tx) =>
      t.app.get(OrganisationsService).addPlace(tx, fixtures.people.ines, fixtures.organisations.structure.id, {
        kind: 'site',
        name: 'Annexe des Blagis',
      }),
    );
    const there = await waiting(annexe, 1);
    await db.transaction((tx) => t.app.get(ReservationsService).reserve(tx, fixtures.people.leila, there));
    const page = await leila.get(TO_DELIVER);
    expect(readable(page)).toContain('CCAS de Bagneux · Annexe des Blagis · 1 appareil');
    const links = [...page.text.matchAll(/href="(\/attributions\/livraisons\?tout=[^"]+)"/g)].map(([, href]) => href!);
    const all = await Promise.all(links.map(async (href) => ticked((await leila.get(href)).text)));
    expect(all).toContainEqual(devices);
    expect(all).toContainEqual([there[0]!.deviceId]);
    // Both at once, by hand: refused, and what was ticked stays ticked.
    const both = [devices[0]!, there[0]!.deviceId];
    const refused = await leila.post(TO_DELIVER, { devices: both });
    expect(refused.text).toContain('Faites une livraison par lieu');
    expect(ticked(refused.text).sort()).toEqual(both.sort());
  });
});

describe('a form with mistakes', () => {
  test.each([
    [{ 'lines.0.quantity': '0' }, '#f-lines-0-quantity'],
    [{ 'lines.0.category': '' }, '#f-lines-0-category'],
    [{ 'lines.2.quantity': '7' }, '#f-lines-2-category'],
    [{ placeId: '' }, '#f-placeId'],
    [{ 'lines.0.quantity': '', 'lines.0.category': '' }, '#f-lines-0-quantity'],
  ])('%j leads to its field and keeps the rest', async (over, anchor) => {
    const answer = await ines.post('/demandes', form(over as Record<string, string>));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="${anchor}"`);
    expect(answer.text).toMatch(/<input[^>]*value="video"[^>]*checked/);
  });

  test('pressed twice makes one request', async () => {
    const twice = { ...form(), _key: '01900000-0000-7000-8000-00000000a11c' };
    const answers = await Promise.all([ines.post('/demandes', twice), ines.post('/demandes', twice)]);
    expect(new Set(answers.map((a) => a.location)).size).toBe(1);
  });
});

test('what is in stock and locked is said to be so, on its page and in the list, and is proposed to nobody', async () => {
  const locked = await codeOf(await readyDevice(t.app, fixtures));
  const words = 'En stock, verrouillé';
  const seen = async (path: string) => readable(await leila.get(path));
  expect(await seen(`/appareils/${locked}`)).not.toContain(words);
  expect((await leila.post(`/appareils/${locked}/verrou`, { kind: 'absolute' })).status).toBe(303);
  expect(await seen(`/appareils/${locked}`)).toContain(words);
  expect(await seen('/appareils?state=in_stock')).toContain(words);
  expect(await seen('/attributions')).not.toContain(locked);
});

test('a run of the proposals that failed is said where they are read, with the button that begins it again', async () => {
  const told = 'a échoué';
  const seen = async (path: string) => readable(await leila.get(path));
  await leila.post('/attributions/calculs');
  await workOff(t.app, 'matching');
  expect([await seen('/attributions'), await seen('/')].filter((text) => text.includes(told))).toEqual([]);
  const [{ id }] = await db.query(
    `INSERT INTO allocation.matching_run (id, state, ended_at) VALUES (gen_random_uuid(), 'failed', now()) RETURNING id`,
  );
  const page = await seen('/attributions');
  expect(page).toMatch(/Le calcul du .+ a échoué/);
  expect(page).toContain('Rien de nouveau n’est proposé depuis le');
  expect(page).toContain('Recalculer');
  expect(await seen('/')).toContain(told);
  await db.query('DELETE FROM allocation.matching_run WHERE id = $1', [id]);
});
