import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { SORTING } from '#bank/faults';
import { Visitor } from '../support/browser/visitor.js';
import { fixture } from '../support/counting/bench.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { multipart } from '../support/servers/multipart.js';
import { glpiFile, glpiRow } from '../support/sheets/data-import.js';
import { zipped } from '../support/sheets/workbook.js';

let t: TestApp;
let fixtures: Fixtures;
let leila: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'http://banque.example.fr';
  ({ t, fixtures } = await testAppWith('fixtures'));
  leila = await as('leila');
});
afterAll(() => t.close());

const form = (field: string, filename: string, bytes: Buffer | string, fields: Record<string, string> = {}) =>
  multipart(field, filename, Buffer.from(bytes), {
    _key: randomUUID(),
    _org: fixtures.organisations.bank.id,
    ...fields,
  });
const upload = (bytes: Buffer | string, name = 'glpi.csv', fields: Record<string, string> = { issuer: 'GLPI' }) =>
  leila.send('POST', '/reprise', form('sheet', name, bytes, fields));
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const holds = (text: string, words: string): void =>
  expect([words, plain(text).includes(words)]).toEqual([words, true]);
const count = async (sql: string): Promise<number> =>
  (await t.app.get(DataSource).query(`SELECT count(*)::int AS n FROM ${sql}`))[0].n;
/** What the page's form would send, as it stands. */
const chosen = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<select[^>]*name="((?:value\.|defaultPlaceId)[^"]*)"[\s\S]*?<\/select>/g)].map((select) => [
      select[1]!,
      /<option value="([^"]*)" selected/.exec(select[0])?.[1] ?? '',
    ]),
  );

test('from the file to devices, page by page; the old label is scanned and reports a fault', async () => {
  const text = glpiFile(
    glpiRow({ number: 'PC-0421', state: 'Remis', entity: 'Entité racine > CCAS de Bagneux' }),
    glpiRow({ number: 'PC-0422' }),
    glpiRow({ number: '=cmd|calc', serial: '', state: 'Remis' }),
    glpiRow({ number: 'PC-0424', state: 'Zone grise' }),
  );
  const sent = await upload(text);
  expect(sent.status).toBe(303);
  const here = sent.location!;
  const mapping = (await leila.get(here)).text;
  holds(mapping, '« Utilisateur »');
  holds(mapping, 'jamais gardé');
  const asked = chosen(mapping);
  const refused = await leila.post(`${here}/correspondances`, asked);
  expect([refused.status, plain(refused.text).includes('Dites ce que veut dire « Zone grise »')]).toEqual([409, true]);
  const open = Object.entries(asked).find(([name, v]) => name.startsWith('value.state') && !v)![0];
  expect((await leila.post(`${here}/correspondances`, { ...asked, [open]: 'skip' })).location).toBe(here);
  const preview = (await leila.get(here)).text;
  holds(preview, 'par aucune structure');
  holds(preview, 'Reprendre les 2 appareils');
  const wrong = await leila.get(`${here}/lignes-a-corriger`);
  expect(wrong.headers['content-type']).toContain('text/csv');
  expect(wrong.text).toContain("'=cmd|calc");
  expect(wrong.text).toContain('Motif');
  expect(wrong.text).not.toContain('DUPONT');
  const all = await leila.post(`${here}/reprise`, { only: 'all' });
  expect([all.status, plain(all.text).includes('reprenez seulement les bonnes lignes')]).toEqual([409, true]);
  expect((await leila.post(`${here}/reprise`, { only: 'good' })).location).toBe(here);
  const result = (await leila.get(here)).text;
  holds(result, 'Lancer les preuves');
  holds(result, 'CCAS de Bagneux');
  holds(result, 'Les quotas des structures n’ont pas bougé');

  const found = await leila.get('/appareils?q=pc-0421');
  expect(found.status).toBe(303);
  const device = (await leila.get(found.location!)).text;
  holds(device, 'déclaré, repris de GLPI le');
  holds(device, 'date non connue');
  expect((await leila.get('/E/PC-0421')).location).toBe(found.location);
  const karim = await as('karim');
  expect((await karim.get('/atelier/scan?code=PC-0422')).status).toBe(404);
  expect((await leila.get('/atelier/scan?code=PC-0422')).status).toBe(303);

  const stranger = Visitor.stranger(t);
  const known = (await stranger.get('/E/PC-0421')).text.replaceAll('PC-0421', 'X');
  const unknown = (await stranger.get('/E/PC-9421')).text.replaceAll('PC-9421', 'X');
  const same = (page: string) => page.replace(/name="_key" value="[^"]*"/g, '');
  expect(same(known)).toBe(same(unknown));
  await stranger.post('/E', { label: 'PC-0421', problem: 'screen' });
  await workOff(t.app, SORTING);
  const ines = await as('ines');
  holds((await ines.get('/pannes')).text, 'EliteBook');
});

test.each([
  ['no file', null, 'Choisissez le fichier'],
  ['nothing', '', 'est vide'],
  ['an image', Buffer.from('89504e470d0a1a0a0000000d49484452000001', 'hex'), 'est une image'],
  ['a broken workbook', Buffer.from('504b03040a0000000000', 'hex'), 'abîmé'],
  ['no titles', 'bonjour\nvoici\n', 'titres de colonnes'],
  ['only titles', glpiFile(), 'aucune ligne sous ses titres'],
  ['NUL bytes', 'Inventaire;Statut\nA\0;B\n', 'pas un tableau'],
  ['an open quote', `Inventaire;Statut\n"A;B\n${'x'.repeat(40_000)}`, 'guillemet'],
  ['5,000 columns', `${'Inventaire;Statut;'.repeat(2_500)}\n`, 'colonnes'],
])('%s is answered with a sentence, and nothing is kept', async (_, bytes, says) => {
  const before = await count(`imports.file WHERE kind = 'data_import'`);
  const seen = bytes === null ? await leila.post('/reprise', { issuer: 'GLPI' }) : await upload(bytes);
  expect([seen.status >= 400 && seen.status < 500, plain(seen.text).includes(says)]).toEqual([true, true]);
  expect(await count(`imports.file WHERE kind = 'data_import'`)).toBe(before);
});

test('odd but readable: emoji, right-to-left, formulas and long cells make devices or say why', async () => {
  const sent = await upload(
    glpiFile(
      glpiRow({ number: '🖥️-1', model: 'مرحبا 💻' }),
      glpiRow({ number: '+33612345678' }),
      glpiRow({ number: '-42' }),
      glpiRow({ number: 'X'.repeat(5_000) }),
      glpiRow({ number: '\u202eABC' }),
    ),
    'étrange 🎉.csv',
  );
  expect(sent.status).toBe(303);
  const asked = chosen((await leila.get(sent.location!)).text);
  expect((await leila.post(`${sent.location}/correspondances`, asked)).status).toBe(303);
  expect((await leila.post(`${sent.location}/reprise`, { only: 'good' })).status).toBe(303);
  expect(await count(`devices.alias WHERE number IN ('+33612345678', '-42', '🖥️-1', 'ABC')`)).toBe(4);
});

test('without an issuer, with a wrong choice, twice: always a sentence', async () => {
  const text = glpiFile(glpiRow(), glpiRow());
  holds((await upload(text, 'a.csv', { issuer: '  ' })).text, 'nom de l’ancien outil');
  const { location } = await upload(text);
  holds((await upload(text)).text, 'Rien n’a été fait deux fois');
  const page = (await leila.get(location!)).text;
  const asked = chosen(page);
  const [first] = Object.keys(asked);
  expect((await leila.post(`${location}/correspondances`, { ...asked, [first!]: 'in_stock' })).status).toBe(409);
  holds(
    (await leila.post(`${location}/correspondances`, { ...asked, defaultPlaceId: randomUUID() })).text,
    'lieu habituel',
  );
  holds(
    (await leila.post(`${location}/colonnes`, { 'column.number': '0', 'column.state': '0' })).text,
    'choisie deux fois',
  );
  expect((await leila.post(`${location}/reprise`, { only: 'good' })).status).toBe(409);
  expect((await leila.post(`${location}/abandon`)).status).toBe(303);
  expect((await upload(text)).status).toBe(303);
});

test('a folder of logs on its page: attached, unknown, signed; the report says so line by line', async () => {
  const zip = await zipped({
    'PC-0422/nwipe.log': fixture('nwipe/sata-and-nvme-erased.log', { PF3DEMO1: 'Not Specified' }),
    'PC-7777/nwipe.log': fixture('nwipe/aborted.log'),
    'lisez.txt': 'x',
  });
  const sent = await leila.send('POST', '/reprise/journaux', form('logs', 'dossier.zip', zip));
  expect(sent.status).toBe(303);
  const told = (await leila.get(sent.location!)).text;
  holds(told, 'attend un inventaire de l’appareil');
  holds(told, 'aucun appareil n’a le numéro PC-7777');
  holds(
    (await leila.post(`${sent.location}/signature`, { password: DEMO_PASSWORD })).text,
    'Aucun effacement n’est prêt',
  );
  expect((await leila.post(`${sent.location}/rapprochement`)).status).toBe(303);
  const report = await leila.get(`${sent.location}/rapport`);
  expect(report.text.split('\r\n').filter(Boolean)).toHaveLength(4);
  const found = await leila.get('/appareils?q=PC-0422');
  holds((await leila.get(found.location!)).text, 'Anciens journaux');
  const broken = await leila.send('POST', '/reprise/journaux', form('logs', 'x.zip', Buffer.from('504b030400', 'hex')));
  expect([broken.status, plain(broken.text).includes('Ce ZIP est abîmé')]).toEqual([409, true]);
  holds((await leila.post('/reprise/journaux', {})).text, 'Choisissez au moins un journal');
});
