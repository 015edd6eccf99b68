import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#demo';
import { UsersService } from '#people';
import { pointsAsked } from '#refurbishment';
import { type TestApp, testAppWith } from '../support/app.js';
import { answers, benchDemo, fixture, freshSerial, NVME, SATA } from '../support/bench.js';
import { transactions } from '../support/services.js';
import { readable, type Seen, Visitor } from '../support/visitor.js';

let t: TestApp;
let fixtures: Fixtures;
let demo: ReturnType<typeof benchDemo>;
const visitors = new Map<Person, Visitor>();

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  demo = benchDemo({ app: t.app, fixtures, work: transactions(t.app.get(DataSource)) });
});
afterAll(() => t.close());

async function as(person: Person): Promise<Visitor> {
  const known = visitors.get(person);
  if (known) return known;
  const visitor = await Visitor.as(t, fixtures, person);
  visitors.set(person, visitor);
  return visitor;
}

/** A multipart form with one file, as a browser sends it. */
function upload(visitor: Visitor, path: string, bytes: Buffer, headers: Record<string, string> = {}): Promise<Seen> {
  const head = `--cut\r\nContent-Disposition: form-data; name="_key"\r\n\r\n${crypto.randomUUID()}\r\n--cut\r\nContent-Disposition: form-data; name="log"; filename="nwipe.log"\r\nContent-Type: text/plain\r\n\r\n`;
  const payload = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--cut--\r\n')]);
  return visitor.send('POST', path, {
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=cut', ...headers },
  });
}
type Disks = { id: string; sata: string; nvme: string; machine: string };
const erasedLog = (d: Disks) =>
  fixture('nwipe/sata-and-nvme-erased.log', { [SATA]: d.sata, [NVME]: d.nvme, PF3DEMO1: d.machine });
const codeOf = async (id: string): Promise<string> => (await demo.codesOf([id]))[0]!;

/** A program of the workshop's supervisor. */
async function program(person: Person): Promise<Visitor> {
  const users = t.app.get(UsersService);
  const token = await t.app
    .get(DataSource)
    .transaction((tx) => users.makeToken(tx, fixtures.people[person], fixtures.people[person].membershipId, 'essai'));
  return Visitor.program(t, token.secret);
}

test('a technician takes a device through the bench, one step at a time, on pages without any script', async () => {
  const karim = await as('karim');
  const d = await demo.withTwoDisks();
  const code = await codeOf(d.id);
  expect(readable(await karim.get('/atelier'))).toContain(code.slice(0, 4));
  expect(readable(await karim.get('/atelier/aide'))).toContain('Les cinq étapes');
  expect((await karim.get(`/atelier/scan?code=${d.machine}`)).location).toBe(`/atelier/${code}`);
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Effacer les 2 disques');

  const sent = await upload(karim, `/atelier/${code}/journal`, erasedLog(d));
  expect(sent.status).toBe(303);
  const log = await karim.get(sent.location!);
  expect(readable(log)).toContain(d.sata);
  expect(log.text).not.toContain('Rien de prouvé');

  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Tester l’appareil');
  const sheet = { ...answers('ok'), system_name: 'Linux Mint 22 Xfce', password: DEMO_PASSWORD };
  const missing = await karim.post(`/atelier/${code}/test`, { ...sheet, battery: '' });
  expect(missing.status).toBe(409);
  expect(readable(missing)).toContain('Répondez au point « Batterie »');
  expect(missing.text).not.toContain(DEMO_PASSWORD);
  const unsigned = await karim.post(`/atelier/${code}/test`, { ...sheet, password: '' });
  expect(unsigned.status).toBe(422);
  expect(readable(unsigned)).toContain('Écrivez votre mot de passe : c’est votre signature.');
  expect((await karim.post(`/atelier/${code}/test`, sheet)).location).toBe(`/atelier/${code}`);

  expect(readable(await karim.get(`/atelier/${code}`))).toMatch(/Don public : pas de vente libre, plafond 180.€\./);
  expect((await karim.post(`/atelier/${code}/grade`, { grade: 'B' })).status).toBe(303);
  const ready = await karim.get(`/atelier/${code}`);
  expect(readable(ready)).toContain('Mettre en stock');
  // « Retour » only goes back; what undoes says what it ends, and is pressed twice.
  expect(ready.text).toMatch(/class="bench-back"><a [^>]*href="\/atelier"/);
  expect(ready.text.match(/\/annulation"/g)).toHaveLength(1);
  expect(ready.text).toMatch(
    /<details[^>]*>(?:(?!<\/details>)[\s\S])*Annuler le classement…(?:(?!<\/details>)[\s\S])*Voici ce que cela termine(?:(?!<\/details>)[\s\S])*\/annulation"/,
  );
  const stale = await karim.post(`/atelier/${code}/annulation`, { step: '0199a8e0-0000-7000-8000-000000000000' });
  expect([stale.status, readable(stale).includes('n’est plus la dernière : c’est maintenant le classement')]).toEqual([
    409,
    true,
  ]);
  expect((await karim.post(`/atelier/${code}/stock`, {})).status).toBe(303);
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('C’est fini pour cet appareil');
  const page = await karim.get(`/appareils/${code}`);
  expect(readable(page)).toContain('Remise en état');
});

test('a log for another disk gets its sentence on the page and its code in the API, and is kept', async () => {
  const karim = await as('karim');
  const d = await demo.withTwoDisks();
  const code = await codeOf(d.id);
  const serial = freshSerial('ZA1OTHER00000');
  const other = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial });
  const sent = await upload(karim, `/atelier/${code}/journal`, other);
  const page = await karim.get(sent.location!);
  expect(readable(page)).toContain(`Ce journal parle du disque ${serial}, pas de ceux de cet appareil`);
  const machine = await program('moussa');
  const answer = await upload(machine, `/api/v1/devices/${code}/erasure-logs`, other, {
    'idempotency-key': 'same-log',
  });
  expect(answer.status).toBe(409);
  expect(answer.json<{ code: string }>().code).toBe('refurbishment.log_other_disk');
  const gate = (await machine.api('GET', `/api/v1/devices/${code}/gate`)).json<{ failures: string[] }>();
  expect(gate.failures.filter((f) => f.startsWith('medium_unproven'))).toHaveLength(2);
  const file = await karim.get(`${sent.location!.split('?')[0]}/fichier`);
  expect(file.text).toBe(other.toString());
});

test('what is no nwipe log is refused beside the field', async () => {
  const karim = await as('karim');
  const d = await demo.withTwoDisks();
  const code = await codeOf(d.id);
  for (const bytes of [Buffer.from('bonjour'), Buffer.from([0xff, 0xd8, 0xff, 0, 1, 2, 3]), Buffer.alloc(0)]) {
    const page = await upload(karim, `/atelier/${code}/journal`, bytes);
    expect(page.status).toBe(409);
    expect(readable(page)).toMatch(/n’est pas un journal de nwipe|n’est pas un texte/);
  }
  const nothing = await karim.post(`/atelier/${code}/journal`, {});
  expect(readable(nothing)).toContain('Choisissez le fichier du journal');
});

test('the same steps through the API end in the stock, once per idempotency key', async () => {
  const machine = await program('moussa');
  const [id] = await demo.atWorkshop(1, 'desktop');
  const code = await codeOf(id!);
  const sign = { password: DEMO_PASSWORD };
  const stated = await machine.api('POST', `/api/v1/devices/${code}/media-statements`, {
    kind: 'no_medium',
    also: null,
    ...sign,
  });
  expect(stated.json<{ next: string }>().next).toBe('test');
  const sheet = { answers: answers('ok', { camera: 'na', battery: 'na' }), system: 'Linux Mint 22 Xfce', ...sign };
  const key = { 'idempotency-key': 'sheet-1' };
  const [one, two] = [
    await machine.api('POST', `/api/v1/devices/${code}/test-sheets`, sheet, key),
    await machine.api('POST', `/api/v1/devices/${code}/test-sheets`, sheet, key),
  ];
  expect([one.status, two.status, two.headers['idempotency-replayed']]).toEqual([201, 201, 'true']);
  const closed = await machine.api('POST', `/api/v1/devices/${code}/actions/put_in_stock`, {});
  expect(closed.status).toBe(409);
  expect(closed.json<{ code: string; facts?: unknown }>().code).toBe('refurbishment.gate_closed');
  await machine.api('POST', `/api/v1/devices/${code}/grade`, { grade: 'C' });
  expect((await machine.api('POST', `/api/v1/devices/${code}/actions/put_in_stock`, {})).status).toBe(200);
  const wrong = await machine.api('POST', `/api/v1/devices/${code}/media-statements`, {
    kind: 'no_medium',
    password: 'non',
  });
  expect(wrong.json<{ code: string }>().code).toBe('refurbishment.secret_wrong');
});

test('a pile of one model is signed at once, by page or API; a code that is none of theirs signs nothing', async () => {
  const karim = await as('karim');
  const [one, two, three, four] = await Promise.all((await demo.atWorkshop(4, 'desktop')).map(codeOf));
  const next = async (code: string) =>
    (await (await program('moussa')).api('GET', `/api/v1/devices/${code}/gate`)).json<{ next: string }>().next;
  expect(readable(await karim.get(`/atelier/${one}/sans-support`))).toContain(
    'ouvert chacun des appareils de cette pile',
  );
  const wrong = await karim.post(`/atelier/${one}/sans-support`, { password: DEMO_PASSWORD, also: `${two}\n2222222` });
  expect([wrong.status, await next(one!)]).toEqual([404, 'media']);
  const also = ` ${two!.toLowerCase()}\r\nhttps://bn.example/E/${three}\n`;
  const signed = await karim.post(`/atelier/${one}/sans-support`, { password: DEMO_PASSWORD, also });
  expect(signed.status).toBe(303);
  expect([await next(one!), await next(two!), await next(three!)]).toEqual(['test', 'test', 'test']);
  const api = await (await program('moussa')).api('POST', `/api/v1/devices/${four}/media-statements`, {
    kind: 'no_medium',
    password: DEMO_PASSWORD,
    also: [one],
  });
  expect([api.status, await next(four!)]).toEqual([201, 'test']);
});

test('another workshop, a structure and the committee find nothing here', async () => {
  const d = await demo.withTwoDisks();
  const code = await codeOf(d.id);
  const elise = await as('elise');
  for (const path of [
    `/atelier/${code}`,
    `/atelier/${code}/test`,
    `/atelier/${code}/supports`,
    `/atelier/${code}/aide`,
  ]) {
    expect([path, (await elise.get(path)).status]).toEqual([path, 404]);
  }
  expect((await upload(elise, `/atelier/${code}/journal`, erasedLog(d))).status).toBe(404);
  expect((await (await as('ines')).get(`/atelier/${code}`)).status).toBe(403);
  expect((await (await as('paul')).get('/atelier')).status).toBe(403);
});

test('asking for help puts the device first for the supervisor, who closes it', async () => {
  const [karim, moussa] = [await as('karim'), await as('moussa')];
  const d = await demo.withTwoDisks();
  const code = await codeOf(d.id);
  expect((await karim.post(`/atelier/${code}/aide`, { help: 'locked' })).location).toBe('/atelier');
  expect(readable(await moussa.get('/atelier'))).toContain('L’appareil est verrouillé');
  expect(readable(await karim.post(`/atelier/${code}/aide/fin`, {}))).toContain('responsable d’atelier');
  const lock = /href="(\/appareils\/[^"]+\/verrou[^"]*)"/.exec((await karim.get(`/atelier/${code}`)).text)![1]!;
  const from = /name="de" value="([^"]*)"/.exec((await karim.get(lock)).text)![1]!;
  const told = await karim.post(`/appareils/${code}/verrou`, { kind: 'mdm', de: from });
  expect([told.status, told.location]).toEqual([303, `/atelier/${code}`]);
  expect((await moussa.post(`/atelier/${code}/aide/fin`, {})).status).toBe(303);
});

test('a failed test is repaired, noted, and tested again', async () => {
  const karim = await as('karim');
  const [id] = await demo.atWorkshop(1, 'desktop');
  const code = await codeOf(id!);
  await karim.post(`/atelier/${code}/sans-support`, { password: DEMO_PASSWORD });
  const sheet = { ...answers('ok', { ports: 'ko' }), system_name: 'Linux Mint 22 Xfce', password: DEMO_PASSWORD };
  await karim.post(`/atelier/${code}/test`, sheet);
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('À réparer : prises');
  expect(readable(await karim.post(`/atelier/${code}/reparation`, {}))).toContain('Choisissez au moins une réparation');
  expect((await karim.post(`/atelier/${code}/reparation`, { repairs: ['battery', 'cleaning'] })).status).toBe(303);
  expect(readable(await karim.get(`/appareils/${code}`))).toContain('batterie changée, nettoyage');
  await karim.post(`/atelier/${code}/test`, { ...sheet, ports: 'ok' });
  expect(readable(await karim.get(`/atelier/${code}`))).toContain('Dans quel état est-il');
});

test('a tablet’s soldered memory is reset by a plain choice beside the log; a laptop’s link says what it leads to', async () => {
  const karim = await as('karim');
  const erasing = async (category: 'tablet' | 'laptop') => {
    const [id] = await demo.atWorkshop(1, category);
    const code = await codeOf(id!);
    await karim.post(`/atelier/${code}/supports`, { kind: 'emmc' });
    await karim.post(`/atelier/${code}/liste`, { password: DEMO_PASSWORD });
    return karim.get(`/atelier/${code}`);
  };
  const tablet = await erasing('tablet');
  expect(readable(tablet)).toContain('Réinitialiser la tablette');
  // What is open is the strongest button, and going on to another device is not.
  expect(tablet.text).toMatch(/class="button secondary wide"[^>]*>(?:(?!<\/a>)[\s\S])*Appareil suivant/);
  const href = /<a [^>]*href="([^"]+)"[^>]*>(?:(?!<\/a>)[\s\S])*Remis aux réglages d’usine/.exec(tablet.text)![1]!;
  const asked = await karim.get(href);
  expect(asked.text).toMatch(/value="factory_reset"[^>]*checked/);
  const done = await karim.post(href.split('?')[0]!, { kind: 'factory_reset', password: DEMO_PASSWORD });
  expect(readable(await karim.get(done.location!))).toContain('Tester l’appareil');
  const laptop = await erasing('laptop');
  expect(laptop.text).not.toContain('Remis aux réglages d’usine');
  const gone = /href="([^"]+\/supports\/[^"]+)"/.exec(laptop.text)![1]!;
  expect(readable(laptop)).toContain('Détruit ou retiré ?');
  expect((await karim.get(gone)).text).toContain('<h1>Détruit ou retiré</h1>');
  expect((await karim.get(`${gone}?fait=factory_reset`)).text).not.toMatch(/checked/);
});

test('a device that is still on its way leads to its lot, and to no step', async () => {
  const ids = await demo.log(1);
  const lot = await demo.lot(ids, 'aude', 'workshop');
  await demo.send(lot, 'aude');
  const page = await (await as('karim')).get(`/atelier/${await codeOf(ids[0]!)}`);
  expect(readable(page)).toContain('Il est encore en route');
  expect(page.text).toContain(`href="/lots/${lot}"`);
});

test('the tiles of the bench’s home lead to the list', async () => {
  const home = await (await as('karim')).get('/atelier');
  expect(home.text).toMatch(/href="\/atelier\?etape=erase#file"/);
  expect(home.text).toMatch(/<section[^>]*id="file"/);
  expect((await (await as('karim')).get('/atelier?etape=stock')).text).toContain('id="file"');
});

test('every point of the test sheet is on its page', async () => {
  const karim = await as('karim');
  const d = await demo.withTwoDisks();
  const page = await karim.get(`/atelier/${await codeOf(d.id)}/test`);
  for (const p of pointsAsked('laptop')) expect(readable(page)).toContain(`name="${p.id}"`);
  expect(readable(page)).not.toContain('name="print"');
  expect(readable(page)).toContain('name="system_name"');
});

test('who ties a log without a serial to a disk signs on its page, which keeps what was typed', async () => {
  const karim = await as('karim');
  const [id] = await demo.atWorkshop();
  const code = await codeOf(id!);
  const declared = await karim.post(`/atelier/${code}/supports`, { kind: 'disk' });
  expect([declared.status, declared.location]).toEqual([303, `/atelier/${code}/supports`]);
  const sent = await upload(karim, `/atelier/${code}/journal`, fixture('nwipe/no-serial.log'));
  const page = (await karim.get(sent.location!)).text;
  const resultId = /name="resultId" value="([^"]+)"/.exec(page)![1]!;
  const mediumId = /<option value="([0-9a-f-]{36})"/.exec(page)![1]!;
  const [log, query] = sent.location!.split('?');
  const form = { resultId, mediumId, reason: 'Seul disque branché pendant cet effacement.' };
  const unsigned = await karim.post(`${log}/decisions?${query}`, form);
  expect(unsigned.status).toBe(422);
  expect(readable(unsigned)).toContain('Écrivez votre mot de passe : c’est votre signature.');
  expect(readable(unsigned)).toContain(form.reason);
  const signed = await karim.post(`${log}/decisions?${query}`, { ...form, password: DEMO_PASSWORD });
  expect([signed.status, signed.location]).toEqual([303, `/atelier/${code}`]);
});
