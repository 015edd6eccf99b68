import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#demo';
import { DevicesService, showAssetCode } from '#devices';
import { type TestApp, testAppWith } from '../support/app.js';
import { deliveredDevice, type HandedOver, handedOverDevice } from '../support/handed-over.js';
import { type Seen, Visitor } from '../support/visitor.js';

let t: TestApp;
let fixtures: Fixtures;
let device: HandedOver;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  device = await handedOverDevice(t.app, fixtures);
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> =>
  Visitor.signedIn(t, `${person}@demo.example`, DEMO_PASSWORD, fixtures.people[person].organisationId);
const stranger = () => Visitor.stranger(t);
const db = () => t.app.get(DataSource);
const countTickets = async (): Promise<number> =>
  (await db().query('SELECT count(*)::int AS n FROM maintenance.ticket'))[0].n;
/** A page without what is random in it: form keys, and the label that was asked for. */
const alike = (page: Seen, label: string) =>
  page.text.replace(/name="_key" value="[^"]+"/g, '').replaceAll(label, 'LABEL');

async function reported(
  code: string,
  fields: Record<string, string> = {},
): Promise<{ number: string; address: string }> {
  const visitor = stranger();
  const answer = await visitor.post('/E', { label: code, problem: 'screen', ...fields });
  expect(answer.status).toBe(303);
  const page = await visitor.get(answer.location!);
  return { number: /P-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(page.text)![0], address: answer.location! };
}
const idOf = async (number: string): Promise<string> =>
  (await db().query('SELECT id FROM maintenance.ticket WHERE number = $1', [number.replace(/^P-|-/g, '')]))[0].id;

test('two strangers who choose the same key are two', async () => {
  const report = (address: string) =>
    t.inject({
      method: 'POST',
      url: '/E',
      remoteAddress: address,
      payload: { _key: '1', label: 'BN-INCONNU', problem: 'screen' },
    });
  const [one, again, other] = [await report('192.0.2.1'), await report('192.0.2.1'), await report('192.0.2.2')];
  expect(again.headers.location).toBe(one.headers.location);
  expect(other.headers.location).not.toBe(one.headers.location);
});

describe('the page of a label', () => {
  test('answers alike for a device that is there, one that is not, and an old number', async () => {
    const unknown = '2222222';
    await t.app
      .get(DataSource)
      .transaction((tx) => t.app.get(DevicesService).addAlias(tx, device.id, 'Mairie', 'INV-9'));
    const pages: string[] = [];
    for (const label of [device.code, unknown, 'INV-9', 'RIEN-DU-TOUT']) {
      const page = await stranger().get(`/E/${label}`);
      expect(page.status).toBe(200);
      expect(page.headers['set-cookie']).toBeUndefined();
      pages.push(alike(page, label));
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).not.toMatch(/Bagneux|CCAS|Lenovo|ThinkPad/);
  });

  test('says how to read a code whose check symbol is wrong, known neighbours or not', async () => {
    const wrong = device.code.slice(0, 6) + (device.code[6] === '2' ? '3' : '2');
    const page = await stranger().get(`/E/${wrong}`);
    expect(page.text).toContain('Ce code n’est pas juste');
    expect(page.text).not.toContain(showAssetCode(device.code));
    expect((await stranger().get(`/E?ancien=${wrong}`)).text).toContain('Un problème avec cet appareil');
    expect((await stranger().get('/E/BN-0O1I-LL2')).text).toContain('jamais de 0, de 1');
  });

  test('takes a typed number, in any spelling, and asks again for nothing', async () => {
    expect((await stranger().get('/E')).text).toContain('Quel numéro est sur l’étiquette');
    const typed = await stranger().get(`/E?numero=${encodeURIComponent(showAssetCode(device.code).toLowerCase())}`);
    expect(typed.text).toContain(`value="${device.code}"`);
    const empty = await stranger().get('/E?numero=');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Écrivez le numéro qui est sur l’étiquette');
  });

  test('a signed-in person who scanned it may still report, and opens a fault for somebody at the desk', async () => {
    const ines = await as('ines');
    expect((await ines.get(`/appareils/${device.code}`)).text).toContain(`/pannes/nouvelle?appareil=${device.code}`);
    expect((await ines.get(`/E/${device.code}?panne=oui`)).text).toContain('Un problème avec cet appareil');
    expect((await ines.get('/pannes')).text).toContain('/pannes/nouvelle');
    const form = { label: device.code, problem: 'no_power', sentence: 'ne charge plus' };
    const opened = await ines.post('/pannes/nouvelle', form);
    expect(opened.location).toMatch(/^\/pannes\/[0-9a-f-]{36}$/);
    const ticket = await ines.get(opened.location!);
    expect(ticket.text).toContain('ne charge plus');
    const [event] = await db().query(
      `SELECT e.operator_number IS NOT NULL AS signed FROM maintenance.ticket_event e WHERE e.ticket_id = $1`,
      [opened.location!.split('/').pop()],
    );
    expect(event).toEqual({ signed: true });
    // Nothing chosen: a sentence beside the field, and what was typed is kept.
    const empty = await ines.post('/pannes/nouvelle', { sentence: 'une phrase' });
    expect([empty.status, empty.text.includes('une phrase')]).toEqual([422, true]);
  });
  test('of a person’s devices one is chosen; another structure’s person is nobody', async () => {
    const [had] = await db().query(
      'SELECT h.beneficiary_id AS id, d.code FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id WHERE h.ended_at IS NULL AND d.code = $1',
      [device.code],
    );
    const ines = await as('ines');
    const asked = await ines.get(`/pannes/nouvelle?personne=${had.id}`);
    expect(asked.text).toContain(`value="${had.code}"`);
    const opened = await ines.post(`/pannes/nouvelle?personne=${had.id}`, { code: had.code, problem: 'screen' });
    expect(opened.location).toMatch(/^\/pannes\//);
    const other = await db().query(`SELECT gen_random_uuid() AS id`);
    expect((await ines.get(`/pannes/nouvelle?personne=${other[0].id}`)).status).toBe(404);
  });

  test('leads whoever sees the device to its page, and everybody else signed in to the form', async () => {
    for (const person of ['leila', 'ines'] as const) {
      expect((await (await as(person)).get(`/E/${device.code}`)).location).toBe(`/appareils/${device.code}`);
    }
    for (const person of ['omar', 'karim', 'paul'] as const) {
      const page = await (await as(person)).get(`/E/${device.code}`);
      expect([page.status, page.text.includes('Un problème avec cet appareil')]).toEqual([200, true]);
    }
  });

  test('weighs less than 50 kB', async () => {
    const page = await stranger().get(`/E/${device.code}`);
    expect(Buffer.byteLength(page.text)).toBeLessThan(20_000);
  });
});

describe('a report', () => {
  test('sent twice makes one ticket, and both answers lead to it', async () => {
    const before = await countTickets();
    const form = { label: device.code, problem: 'internet', sentence: 'ça coupe', _key: 'the-same-form' };
    const [first, second] = [await stranger().post('/E', form), await stranger().post('/E', form)];
    expect(first.location).toMatch(/^\/suivi\/[\w-]{43}$/);
    expect(second.location).toBe(first.location);
    expect(await countTickets()).toBe(before + 1);
    const stored = JSON.stringify(await db().query('SELECT * FROM platform.idempotency_key'));
    expect(stored).not.toContain(first.location!.slice('/suivi/'.length));
  });

  test('twenty clicks at once make one ticket', async () => {
    const before = await countTickets();
    const form = { label: device.code, problem: 'screen', _key: 'twenty-clicks' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => stranger().post('/E', form)));
    expect(new Set(answers.map((a) => a.location)).size).toBe(1);
    expect(await countTickets()).toBe(before + 1);
  });

  test('without a choice comes back with everything that was written', async () => {
    const page = await stranger().post('/E', { label: device.code, sentence: 'l’écran est noir', phone: '06 12' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Touchez ce qui ne va pas');
    expect(page.text).toContain('l’écran est noir');
    expect(page.text).toContain('value="06 12"');
  });

  test('is followed by its secret, which tells a state and nothing else', async () => {
    const { number, address } = await reported(device.code, { sentence: 'il chauffe', phone: '06 12 34 56 78' });
    const page = await stranger().get(address);
    expect(page.text).toContain(number);
    expect(page.text).not.toMatch(/chauffe|06 12|612345678|Bagneux|Lenovo/);
    expect(page.text).not.toContain(device.code);
    expect((await stranger().get(`${address}x`)).status).toBe(404);
  });

  test('from one address too often is a sentence', async () => {
    const send = (i: number) =>
      t.inject({
        method: 'POST',
        url: '/E',
        payload: `label=F${i}&problem=other&_key=throttle-${i}`,
        remoteAddress: '203.0.113.9',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    let last = await send(0);
    for (let i = 1; i <= 20; i += 1) last = await send(i);
    expect(last.statusCode).toBe(429);
    expect(last.body).toContain('Attendez une heure');
  });
});

describe('whoever takes care of faults', () => {
  test('the structure takes it, takes the device in and gives it back', async () => {
    const { number, address } = await reported(device.code, { sentence: 'écran noir', phone: '0612345678' });
    const id = await idOf(number);
    const ines = await as('ines');
    expect((await ines.get('/pannes')).text).toContain(number);
    const page = await ines.get(`/pannes/${id}`);
    expect(page.text).toContain('écran noir');
    expect(page.text).toMatch(/06\s12\s34\s56\s78/);
    expect((await ines.post(`/pannes/${id}/actions/take`)).status).toBe(303);
    const late = await ines.post(`/pannes/${id}/actions/take`);
    expect([late.status, late.text.includes('n’est plus possible')]).toEqual([409, true]);
    expect((await ines.get(`/pannes/${id}/actions/take_in`)).text).toContain('Où le posez-vous');
    const missing = await ines.post(`/pannes/${id}/actions/take_in`, {});
    expect([missing.status, missing.text.includes('Choisissez dans la liste où poser l’appareil')]).toEqual([
      409,
      true,
    ]);
    expect(
      (await ines.post(`/pannes/${id}/actions/take_in`, { placeId: fixtures.organisations.structure.place })).status,
    ).toBe(303);
    expect((await stranger().get(address)).text).toContain('Votre appareil est en réparation');
    expect((await ines.post(`/pannes/${id}/actions/give_back`, { solution: 'repaired', files: 'kept' })).status).toBe(
      303,
    );
    expect((await stranger().get(address)).text).toContain('Votre panne est réglée');
    expect((await ines.get(`/appareils/${device.code}`)).text).toContain(number);
  });

  test('the structure swaps the device', async () => {
    const broken = await handedOverDevice(t.app, fixtures);
    const replacement = await deliveredDevice(t.app, fixtures);
    const { number, address } = await reported(broken.code);
    const id = await idOf(number);
    const ines = await as('ines');
    await ines.post(`/pannes/${id}/actions/take`);
    const [{ code }] = await db().query('SELECT code FROM devices.device WHERE id = $1', [replacement]);
    expect((await ines.get(`/pannes/${id}/actions/swap`)).text).toContain(showAssetCode(code));
    const swap = (more: object) =>
      ines.post(`/pannes/${id}/actions/swap`, { replacementDeviceId: replacement, ...more });
    expect((await swap({})).text).toContain('Faites signer la personne, ou dites pourquoi elle ne signe pas.');
    expect((await swap({ unsigned: 'by_phone', password: 'pas celui-là' })).text).toContain(
      'Ce n’est pas votre mot de passe',
    );
    expect((await swap({ signature_confirme: 'on', password: DEMO_PASSWORD })).status).toBe(303);
    expect((await ines.get(`/pannes/${id}`)).text).toContain(showAssetCode(code));
    expect((await stranger().get(address)).text).toContain('remplacé par un autre');
  });

  test('the bank finds the device of a number nobody knew; another structure finds nothing', async () => {
    const { number } = await reported('VIEUX-77');
    const id = await idOf(number);
    const [leila, omar] = [await as('leila'), await as('omar')];
    expect((await leila.get('/pannes?etat=triage')).text).toContain(number);
    const none = await leila.post(`/pannes/${id}/actions/assign`, { label: 'toujours inconnu' });
    expect(none.text).toContain('ne mène pas à un seul appareil');
    await leila.post(`/pannes/${id}/actions/assign`, { label: device.code });
    expect((await (await as('ines')).get(`/pannes/${id}`)).status).toBe(200);
    for (const path of [`/pannes/${id}`, `/pannes/${id}/actions/close`])
      expect((await omar.get(path)).status).toBe(404);
    expect((await omar.post(`/pannes/${id}/actions/close`, { reason: 'no_fault' })).status).toBe(404);
    for (const person of ['aude', 'karim', 'paul'] as const)
      expect((await (await as(person)).get('/pannes')).status).toBe(403);
  });
});
