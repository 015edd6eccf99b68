import { DevicesService, showAssetCode, showLabel } from '#bank/devices';
import { REPORTS_AN_HOUR } from '#bank/faults';
import { readable, type Seen } from '../support/browser/visitor.js';
import { type FaultDesk, faultDesk } from '../support/things/fault-desk.js';
import { handedOverDevice } from '../support/things/handed-over.js';

let desk: FaultDesk;
beforeAll(async () => {
  desk = await faultDesk();
});
afterAll(() => desk.t.close());

const countReports = async (): Promise<number> =>
  (await desk.db.query('SELECT count(*)::int AS n FROM maintenance.report'))[0].n;
/** A page without what is random in it: form keys, and the label that was asked for. */
const alike = (page: Seen, label: string) =>
  page.text
    .replace(/name="_key" value="[^"]+"/g, '')
    .replaceAll(showLabel(label), 'LABEL')
    .replaceAll(label, 'LABEL');

test('two strangers who choose the same key are two', async () => {
  const report = (address: string) =>
    desk.t.inject({
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
    await desk.db.transaction((tx) => desk.t.app.get(DevicesService).addAlias(tx, desk.device.id, 'Mairie', 'INV-9'));
    const pages: string[] = [];
    for (const label of [desk.device.code, unknown, 'INV-9', 'RIEN-DU-TOUT']) {
      const page = await desk.stranger().get(`/E/${label}`);
      expect(page.status).toBe(200);
      expect(page.headers['set-cookie']).toBeUndefined();
      pages.push(alike(page, label));
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).not.toMatch(/Bagneux|CCAS|Lenovo|ThinkPad/);
  });

  test('says how to read a code whose check symbol is wrong, known neighbours or not', async () => {
    const wrong = desk.device.code.slice(0, 6) + (desk.device.code[6] === '2' ? '3' : '2');
    const page = await desk.stranger().get(`/E/${wrong}`);
    expect(page.text).toContain('Ce code n’est pas juste');
    expect(page.text).not.toContain(showAssetCode(desk.device.code));
    expect((await desk.stranger().get(`/E?ancien=${wrong}`)).text).toContain('Un problème avec cet appareil');
    expect((await desk.stranger().get('/E/BN-0O1I-LL2')).text).toContain('jamais de 0, de 1');
  });

  test('takes a typed number, in any spelling, and asks again for nothing', async () => {
    expect((await desk.stranger().get('/E')).text).toContain('Quel numéro est sur l’étiquette');
    const typed = await desk
      .stranger()
      .get(`/E?numero=${encodeURIComponent(showAssetCode(desk.device.code).toLowerCase())}`);
    expect(typed.text).toContain(`value="${desk.device.code}"`);
    const empty = await desk.stranger().get('/E?numero=');
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('Écrivez le numéro qui est sur l’étiquette');
  });

  test('a signed-in person who scanned it may still report, and opens a fault for somebody at the desk', async () => {
    const ines = await desk.as('ines');
    expect((await ines.get(`/appareils/${desk.device.code}`)).text).toContain(
      `/pannes/nouvelle?appareil=${desk.device.code}`,
    );
    expect((await ines.get(`/E/${desk.device.code}?panne=oui`)).text).toContain('Un problème avec cet appareil');
    const known = await ines.get(`/E/${desk.device.code}?panne=oui`);
    expect(known.text).not.toContain('n’a ce numéro');
    const unknown = readable(await ines.get('/E/ANCIEN-0815?panne=oui'));
    expect(unknown).toContain('Aucun appareil que vous voyez n’a ce numéro');
    expect(readable(await desk.stranger().get('/E/ANCIEN-0815?panne=oui'))).not.toContain('Aucun appareil');
    expect((await ines.get('/pannes')).text).toContain('/pannes/nouvelle');
    const form = { label: desk.device.code, problem: 'no_power', sentence: 'ne charge plus' };
    const opened = await ines.post('/pannes/nouvelle', form);
    expect(opened.location).toMatch(/^\/pannes\/[0-9a-f-]{36}$/);
    const ticket = await ines.get(opened.location!);
    expect(ticket.text).toContain('ne charge plus');
    const [event] = await desk.db.query(
      `SELECT e.operator_number IS NOT NULL AS signed FROM maintenance.ticket_event e WHERE e.ticket_id = $1`,
      [opened.location!.split('/').pop()],
    );
    expect(event).toEqual({ signed: true });
    // Nothing chosen: a sentence beside the field, and what was typed is kept.
    const empty = await ines.post('/pannes/nouvelle', { sentence: 'une phrase' });
    expect([empty.status, empty.text.includes('une phrase')]).toEqual([422, true]);
  });
  test('of a person’s devices one is chosen; another structure’s person is nobody', async () => {
    const [had] = await desk.db.query(
      'SELECT h.beneficiary_id AS id, d.code FROM allocation.handover h JOIN devices.device d ON d.id = h.device_id WHERE h.ended_at IS NULL AND d.code = $1',
      [desk.device.code],
    );
    const ines = await desk.as('ines');
    const asked = await ines.get(`/pannes/nouvelle?personne=${had.id}`);
    expect(asked.text).toContain(`value="${had.code}"`);
    const to = `/pannes/nouvelle?personne=${had.id}`;
    // A fault of it is open: said, with its number, before a second one is made.
    const refused = await ines.post(to, { code: had.code, problem: 'screen' });
    expect([refused.status, /déjà une panne ouverte, P-/.test(refused.text)]).toEqual([409, true]);
    expect(refused.text).toContain('name="second"');
    const opened = await ines.post(to, { code: had.code, problem: 'screen', second: 'oui' });
    expect(opened.location).toMatch(/^\/pannes\//);
    expect((await ines.get(`/beneficiaires/${had.id}`)).text).toContain(`href="${opened.location}"`);
    const other = await desk.db.query(`SELECT gen_random_uuid() AS id`);
    expect((await ines.get(`/pannes/nouvelle?personne=${other[0].id}`)).status).toBe(404);
  });

  test('a label of no device is pointed out to whoever is signed in, alike for another structure’s; then who reads it is said', async () => {
    const of = async (person: 'ines' | 'omar', label: string) => {
      const visitor = await desk.as(person);
      const refused = await visitor.post('/pannes/nouvelle', { label, problem: 'screen' });
      expect([refused.status, refused.text.includes('relisez l’étiquette')]).toEqual([409, true]);
      const sent = await visitor.post('/pannes/nouvelle', { label, problem: 'screen', asWritten: 'oui' });
      expect(sent.location).toBe('/pannes');
      return (await visitor.get('/pannes')).text;
    };
    for (const page of [await of('ines', 'toto'), await of('ines', 'BN1234'), await of('omar', desk.device.code)])
      expect(page).toMatch(/Elle n’est pas dans votre liste[\s\S]*href="\/suivi\//);
  });

  test('leads whoever sees the device to its page, and everybody else signed in to the form', async () => {
    for (const person of ['leila', 'ines'] as const) {
      expect((await (await desk.as(person)).get(`/E/${desk.device.code}`)).location).toBe(
        `/appareils/${desk.device.code}`,
      );
    }
    for (const person of ['omar', 'karim', 'paul'] as const) {
      const page = await (await desk.as(person)).get(`/E/${desk.device.code}`);
      expect([page.status, page.text.includes('Un problème avec cet appareil')]).toEqual([200, true]);
    }
  });

  test('weighs less than 50 kB', async () => {
    const page = await desk.stranger().get(`/E/${desk.device.code}`);
    expect(Buffer.byteLength(page.text)).toBeLessThan(20_000);
  });
});

describe('a report', () => {
  test('sent twice makes one report, and both answers lead to it', async () => {
    const before = await countReports();
    const form = { label: desk.device.code, problem: 'internet', sentence: 'ça coupe', _key: 'the-same-form' };
    const [first, second] = [await desk.stranger().post('/E', form), await desk.stranger().post('/E', form)];
    expect(first.location).toMatch(/^\/suivi\/[\w-]{43}$/);
    expect(second.location).toBe(first.location);
    expect(await countReports()).toBe(before + 1);
    const stored = JSON.stringify(await desk.db.query('SELECT * FROM platform.idempotency_key'));
    expect(stored).not.toContain(first.location!.slice('/suivi/'.length));
  });

  test('twenty clicks at once make one report', async () => {
    const before = await countReports();
    const form = { label: desk.device.code, problem: 'screen', _key: 'twenty-clicks' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => desk.stranger().post('/E', form)));
    expect(new Set(answers.map((a) => a.location)).size).toBe(1);
    expect(await countReports()).toBe(before + 1);
  });

  test('shows the label as it is written on the device, before it is sent and after', async () => {
    const somebody = desk.stranger();
    const written = showAssetCode(desk.device.code);
    expect((await somebody.get(`/E/${desk.device.code}`)).text).toContain(written);
    expect((await somebody.get('/E/INV-9')).text).toMatch(/«\sINV-9\s»/);
    const sent = await somebody.post('/E', { label: desk.device.code, problem: 'screen' });
    expect((await somebody.get(sent.location!)).text).toContain(written);
  });

  test('of a stolen device is answered like any other; whoever takes care of it is told what it is', async () => {
    const stolen = await handedOverDevice(desk.t.app, desk.fixtures);
    await desk.db.transaction((tx) =>
      desk.t.app.get(DevicesService).act(tx, desk.fixtures.people.ines, 'report_lost', stolen.id, { reason: 'stolen' }),
    );
    const answers = [];
    for (const { code } of [desk.device, stolen]) {
      const form = alike(await desk.stranger().get(`/E/${code}`), code);
      const { number, address } = await desk.reported(code);
      const followed = await desk.stranger().get(address);
      const word = /[B-Z][AEIOU][B-Z][AEIOU]/.exec(followed.text)![0];
      const own = [number, word, address];
      answers.push([form, own.reduce((text, one) => text.replaceAll(one, ''), alike(followed, code))]);
      const [{ id }] = await desk.db.query('SELECT ticket_id AS id FROM maintenance.report WHERE number = $1', [
        number.replace(/^P-|-/g, ''),
      ]);
      const page = readable(await (await desk.as('leila')).get(`/pannes/${id}`));
      expect(page.includes('Cet appareil est déclaré volé depuis le')).toBe(code === stolen.code);
    }
    expect(answers[1]).toEqual(answers[0]);
  });

  test('is followed from wherever a stranger may be: where it is reported, where one signs in, and by hand', async () => {
    const { address } = await desk.reported(desk.device.code);
    for (const page of ['/E', `/E/${desk.device.code}`, '/connexion', '/', address]) {
      const seen = await desk.stranger().get(page);
      const there = seen.location ? await desk.stranger().get(seen.location) : seen;
      expect([page, /<a [^>]*href="\/suivi"/.test(there.text)]).toEqual([page, true]);
    }
  });

  test('its answer repeats what is no code once, as it was typed', async () => {
    const somebody = desk.stranger();
    const sent = await somebody.post('/E', { label: '<b>BN1234', problem: 'screen' });
    const page = await somebody.get(sent.location!);
    expect(page.text).toMatch(/«\s&lt;b>BN1234\s»/);
    expect(page.text).toMatch(/Ce n’est pas ce numéro\s\? Recommencez/);
  });

  test('without a choice comes back with everything that was written', async () => {
    const page = await desk
      .stranger()
      .post('/E', { label: desk.device.code, sentence: 'l’écran est noir', phone: '06 12' });
    expect(page.status).toBe(422);
    expect(page.text).toContain('Touchez ce qui ne va pas');
    expect(page.text).toContain('l’écran est noir');
    expect(page.text).toContain('value="06 12"');
  });

  test('is followed by its secret, which tells a state and nothing else', async () => {
    const { number, address } = await desk.reported(desk.device.code, {
      sentence: 'il chauffe',
      phone: '06 12 34 56 78',
    });
    const page = await desk.stranger().get(address);
    expect(page.text).toContain(number);
    expect(page.text).not.toMatch(/chauffe|06 12|612345678|Bagneux|Lenovo/);
    expect(page.text).not.toContain(desk.device.code);
    expect((await desk.stranger().get(`${address}x`)).status).toBe(404);
  });

  test('from one address too often is a sentence', async () => {
    const send = (i: number) =>
      desk.t.inject({
        method: 'POST',
        url: '/E',
        payload: `label=F${i}&problem=other&_key=throttle-${i}`,
        remoteAddress: '203.0.113.9',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    let last = await send(0);
    for (let i = 1; i <= REPORTS_AN_HOUR; i += 1) last = await send(i);
    expect(last.statusCode).toBe(429);
    expect(last.body).toContain('Attendez une heure');
  });
});
