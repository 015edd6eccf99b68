import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { CONTACT_LENGTHS } from '#bank/intake';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
let aude: Visitor;
let place: string;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'http://banque.example.fr';
  ({ t, fixtures } = await testAppWith('fixtures'));
  aude = await as('aude');
  place = fixtures.organisations.collection.place;
});
afterAll(() => t.close());

const form = (field: string, filename: string, bytes: Buffer | string) =>
  multipart(field, filename, Buffer.from(bytes), { _key: randomUUID(), _org: fixtures.organisations.collection.id });

async function donation(visitor: Visitor = aude, over: Record<string, string> = {}): Promise<string> {
  const donor = { kind: 'public_body', donorName: `Ville de ${randomUUID().slice(0, 8)}` };
  const made = await visitor.post('/dons', { ...donor, placeId: place, arrival: 'received', ...over });
  expect(made.status).toBe(303);
  return made.location!.split('/').at(-1)!;
}
const devicesOf = async (id: string): Promise<number> =>
  (await t.app.get(DataSource).query('SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1', [id]))[0]
    .n;

test('two cards of one donor are offered for merging, whatever stands before them', async () => {
  const [one, other] = ['Tapir Services', 'Tapir Services SAS'];
  for (const donorName of [one, other]) await donation(aude, { kind: 'company', donorName });
  for (let i = 0; i < 21; i++) await donation();
  const db = t.app.get(DataSource);
  const [{ id }] = await db.query('SELECT id FROM intake.donor WHERE name = $1', [other]);
  const page = await (await as('leila')).get(`/dons/donateurs/${id}/doublon`);
  expect(page.text).toContain(one);
  expect(page.text).not.toContain('Ville de');
});

describe('a donation on its pages', () => {
  test('is promised, arrives, is logged device by device and closed', async () => {
    const id = await donation(aude, { arrival: 'promised', expectedOn: '2026-12-02', 'expected.laptop': '2' });
    expect((await aude.get(`/dons/${id}`)).text).toContain('attendu le');
    expect((await aude.post(`/dons/${id}/arrivee`)).location).toBe(`/dons/${id}`);
    const first = await aude.post(`/dons/${id}/appareils`, {
      category: 'laptop',
      serial: 'Default string',
      encore: 'oui',
    });
    const page = await aude.get(first.location!);
    expect(page.text).toContain('Le même encore');
    expect(page.text).toContain('1 / 2');
    expect((await aude.get(`/dons/${id}`)).text).toMatch(/1\sappareil annoncé manque\./);
    expect(page.text).toContain('ne sert pas à reconnaître');
    expect(page.text).toMatch(/value="laptop" checked/);
    await aude.post(`/dons/${id}/appareils`, { category: 'laptop', serial: `HTTP${id.slice(-6)}` });
    expect((await aude.get(`/dons/${id}`)).text).not.toContain('appareil annoncé manque');
    expect((await aude.post(`/dons/${id}/fin`)).status).toBe(303);
    const closed = (await aude.get(`/dons/${id}`)).text;
    expect(closed).toContain('Terminé');
    expect(closed).toContain('BC-2026');
    // Its other pages are in its first card, before anything has to be scrolled.
    const firstCard = /class="card next-step">[\s\S]*?<\/section>/.exec(closed)![0];
    for (const path of [`/dons/${id}/papiers`, `/dons/etiquettes/impression?don=${id}`, `/dons/${id}/verrous`]) {
      expect(firstCard).toContain(`href="${path}"`);
      expect((await aude.get(path)).status).toBe(200);
    }
    const late = await aude.post(`/dons/${id}/appareils`, { category: 'laptop' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Ouvrez un nouveau don');
  });

  test('says what is wrong beside each field, and keeps what was typed', async () => {
    const again = await aude.post('/dons', {
      kind: 'company',
      donorName: 'Horizon',
      identifier: '000000019',
      placeId: place,
      arrival: 'received',
      'expected.monitor': '12',
    });
    expect(again.status).toBe(409);
    expect(again.text).toContain('href="#f-identifier"');
    expect(again.text).toContain('n’est pas un SIREN');
    expect(again.text).toContain('value="Horizon"');
    expect(again.text).toMatch(/name="expected.monitor"[^>]*value="12"|value="12"[^>]*name="expected.monitor"/);
  });

  test('says so of a quantity and of a person to reach, which the API nests', async () => {
    const donor = { kind: 'company', donorName: 'Horizon', contactName: 'x'.repeat(CONTACT_LENGTHS.name + 1) };
    const announced = { 'expected.laptop': '0', 'expected.desktop': '3', 'expected.monitor': 'douze' };
    const again = await aude.post('/dons', { ...donor, ...announced, placeId: place, arrival: 'received' });
    expect(again.status).toBe(422);
    for (const said of ['#f-contactName', '#f-expected-monitor', 'Écrivez un nombre entier entre 0 et 100000'])
      expect(again.text).toContain(said);
    expect(again.text).not.toMatch(/#f-expected-(laptop|desktop)/);
  });

  test('is nobody else’s', async () => {
    const leila = await as('leila');
    const id = await donation(leila, { placeId: fixtures.organisations.bank.place });
    for (const path of [
      `/dons/${id}`,
      `/dons/${id}/appareils`,
      `/dons/${id}/appareils/nouveau`,
      `/dons/${id}/fichiers/nouveau`,
    ])
      expect((await aude.get(path)).status).toBe(404);
    for (const path of [`/dons/${id}/fin`, `/dons/${id}/etiquettes`]) expect((await aude.post(path)).status).toBe(404);
    expect((await (await as('ines')).get('/dons')).status).toBe(403);
  });

  test('a double click logs one device', async () => {
    const id = await donation();
    const twice = { category: 'tablet', _key: randomUUID() };
    const answers = await Promise.all([1, 2].map(() => aude.post(`/dons/${id}/appareils`, twice)));
    expect(answers.map((a) => a.status)).toEqual([303, 303]);
    expect(answers[0]!.location).toBe(answers[1]!.location);
    expect(await devicesOf(id)).toBe(1);
  });

  test('a duplicate serial leads to the device that has it; a wrong code says so', async () => {
    const id = await donation();
    const device = { category: 'laptop', make: 'HP', serial: `TWIN${id.slice(-6)}` };
    await aude.post(`/dons/${id}/appareils`, device);
    const refused = await aude.post(`/dons/${id}/appareils`, device);
    expect(refused.status).toBe(409);
    expect(refused.text).toMatch(/href="\/appareils\/BN-[\w-]+"[^>]*>.*Voir l’appareil/s);
    const wrong = await aude.post(`/dons/${id}/appareils`, { category: 'laptop', code: 'BN-2222-223' });
    expect(wrong.text).toContain('un caractère a été mal lu');
    expect(await devicesOf(id)).toBe(1);
  });
});

describe('a donor’s spreadsheet', () => {
  const sheet = (n: string) =>
    `Type;Marque;Modèle;N° de série;État\nPortable;HP;ProBook;A${n}1;bon\nPortable;HP;ProBook;A${n}2;bon\nfrigo;;;A${n}3;\n`;

  test('is shown, then recorded; sent again it says so', async () => {
    const id = await donation();
    const sent = await aude.send('POST', `/dons/${id}/fichiers`, form('sheet', 'matériel.csv', sheet(id.slice(-6))));
    expect(sent.status).toBe(303);
    const preview = await aude.get(sent.location!);
    expect(preview.text).toContain('Enregistrer seulement les 2 bonnes lignes');
    expect(preview.text).toContain('n’est pas un type connu');
    expect(await devicesOf(id)).toBe(0);
    const key = { _key: randomUUID() };
    await Promise.all([1, 2].map(() => aude.post(`${sent.location}/enregistrement`, key)));
    expect(await devicesOf(id)).toBe(2);
    const again = await aude.send('POST', `/dons/${id}/fichiers`, form('sheet', 'copie.csv', sheet(id.slice(-6))));
    expect(again.status).toBe(409);
    expect(again.text).toContain('Rien n’a été fait deux fois');
  });

  test('that is really an image, or missing, is refused beside the field', async () => {
    const id = await donation();
    const image = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');
    const refused = await aude.send('POST', `/dons/${id}/fichiers`, form('sheet', 'photo.csv', image));
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('href="#f-sheet"');
    expect(refused.text).toContain('est une image');
    expect((await aude.post(`/dons/${id}/fichiers`)).text).toContain('Choisissez le fichier');
  });
});

describe('labels', () => {
  test('of a donation, and a roll of free codes', async () => {
    const id = await donation();
    await aude.post(`/dons/${id}/appareils`, { category: 'monitor' });
    expect((await aude.post(`/dons/${id}/etiquettes`, { missing: 'oui' })).status).toBe(303);
    expect((await aude.get(`/dons/${id}`)).text).toContain('Étiquettes (1');
    expect((await aude.post(`/dons/${id}/etiquettes`, { missing: 'oui' })).text).toContain(
      'aucune étiquette à imprimer',
    );
    const roll = await aude.post('/dons/etiquettes', { placeId: place, count: '24', format: '24', start: '1' });
    expect(roll.location).toMatch(/^\/dons\/etiquettes\/planches\//);
    expect((await aude.get('/dons/etiquettes')).text).toContain('Rouleau de codes libres');
    const tooMany = await aude.post('/dons/etiquettes', { placeId: place, count: '100000' });
    expect(tooMany.status).toBe(422);
  });
});

describe('a GLPI inventory', () => {
  const glpi = (name: string) => readFileSync(new URL(`../fixtures/glpi/${name}`, `file://${__dirname}/`));

  test('brings the media of a machine; of another machine it is refused', async () => {
    const id = await donation();
    const logged = await aude.post(`/dons/${id}/appareils`, { category: 'laptop' });
    const device = new URLSearchParams(logged.location!.split('?')[1]).get('fait')!;
    const page = await aude.get(`/appareils/${device}`);
    const path = `${page.location ?? `/appareils/${device}`}/inventaire`;
    expect((await aude.get(path)).text).toContain('Joindre un inventaire');
    const attached = await aude.send('POST', path, form('inventory', 'pc.json', glpi('laptop-two-disks.json')));
    expect(attached.status).toBe(303);
    expect((await aude.get(attached.location!)).text).toContain('Inventaire lu');
    const other = await aude.send('POST', path, form('inventory', 'pc.json', glpi('desktop-no-disk.json')));
    expect(other.status).toBe(409);
    const broken = await aude.send('POST', path, form('inventory', 'pc.json', '{"a": 1'));
    expect(broken.text).toContain('pas un inventaire que nous savons lire');
    expect(broken.text).toContain('href="#f-inventory"');
  });
});
