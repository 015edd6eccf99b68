import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { Seen } from '../support/browser/visitor.js';
import { multipart } from '../support/servers/multipart.js';
import { bookParts, simpleBook, zipped } from '../support/sheets/workbook.js';
import { World } from '../support/things/world.js';

let w: World;
let donation: string;

beforeAll(async () => {
  w = await World.open();
  donation = await w.value(
    `SELECT d.id FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = 'company' AND d.state = 'received'`,
  );
});
afterAll(() => w?.t.close());

const api = () => w.kinds.collector.own.api;
const page = () => w.kinds.collector.own.page;
const imports = () => `/api/v1/donations/${donation}/imports`;
const codeOf = (seen: Seen) => seen.json<{ code: string }>().code;
const send = (bytes: Buffer, name = 'liste.csv') => api().send('POST', imports(), multipart('sheet', name, bytes));

describe('any file ends in an answer that says what to do', () => {
  const book = () => bookParts([{ name: 'A', rows: '<row><c t="inlineStr"><is><t>Type</t></is></c></row>' }]);
  const MB = 1024 * 1024;
  const files: Record<string, () => Buffer | Promise<Buffer>> = {
    'intake.file_empty': () => Buffer.alloc(0),
    'intake.sheet_empty': () => Buffer.from('\uFEFF\r\n \r\n'),
    'intake.sheet_not_text': () => Buffer.from('Type;Série\nUC;A\0B'),
    'intake.sheet_broken': async () => (await zipped(book())).subarray(0, 400),
    'intake.sheet_bomb': () => zipped({ ...book(), 'xl/worksheets/sheet1.xml': Buffer.alloc(60 * MB) }),
    'intake.sheet_too_many_columns': () => Buffer.from(`Type;Série${';x'.repeat(5_000)}\nUC;A\n`),
    'intake.sheet_quote_open': () => Buffer.from(`Type;Série\n"UC;A1\n${'UC;B\n'.repeat(20_000)}`),
    'intake.sheet_row_open': () => Buffer.from(`Type;Série\nUC;${'A'.repeat(MB / 8)}\n`),
    'intake.sheet_no_header': () =>
      Buffer.from(
        'Bonjour et voici ce que la mairie voudrait donner avant la fin de cette année.\nDites-nous quand vous pourriez passer prendre tout cela à l’atelier du centre.\n',
      ),
    'intake.sheet_no_rows': () => Buffer.from('Type;Série\n\n\nTotal : 0;\n'),
  };

  test.each(Object.keys(files))('%s', async (code) => {
    const bytes = await files[code]!();
    const seen = await send(bytes);
    expect([seen.status, codeOf(seen)]).toEqual([409, code]);
    const shown = await page().send('POST', `/dons/${donation}/fichiers`, multipart('sheet', 'x.csv', bytes));
    expect([shown.status, shown.text.includes('href="#f-sheet"')]).toEqual([409, true]);
    expect(await w.value('SELECT count(*)::text FROM imports.file WHERE subject_id = $1', donation)).toBe('0');
  });

  test('entities of XML are not expanded', async () => {
    const bomb = '<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>';
    expect(codeOf(await send(await zipped({ ...book(), 'xl/sharedStrings.xml': bomb })))).toBe('intake.sheet_bomb');
  });

  test('a million empty rows, formulas, emoji, text from right to left, half characters: rows', async () => {
    const rows = `${'<row r="1"><c t="inlineStr"><is><t>Type</t></is></c><c t="inlineStr"><is><t>Série</t></is></c></row>'}<row r="1048575"><c t="inlineStr"><is><t>UC</t></is></c><c><f>cmd|' /C calc'!A0</f></c></row><row r="1048576"><c t="inlineStr"><is><t>🖥️ écran ‮مرحبا</t></is></c><c t="inlineStr"><is><t>_xD83D_ABC1</t></is></c></row>`;
    const seen = await send(await zipped(bookParts([{ name: 'A', rows }])), 'x.xlsx');
    expect(seen.json()).toMatchObject({ state: 'ready', rowsRead: 2, rowsWrong: 1, headerRow: 1 });
    const { id } = seen.json<{ id: string }>();
    const listed = (await api().api('GET', `${imports()}/${id}/rows`)).json<{
      items: { line: number; serial: string; problems: { code: string }[] }[];
    }>();
    expect(listed.items.map((r) => [r.line, r.serial])).toContainEqual([1_048_576, '\uFFFDABC1']);
    expect(listed.items.find((r) => r.line === 1_048_575)?.problems.map((p) => p.code)).toContain(
      'intake.row_cell_formula',
    );
    await api().api('POST', `${imports()}/${id}/refuse`, {});
  });
});

describe('a workbook of several sheets, with what is no device', () => {
  const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/spreadsheets', name));
  interface Sent {
    id: string;
    sheets: { name: string; hidden: boolean; rows: number; hiddenRows: number }[];
    rowsRead: number;
    rowsLeft: number;
    rowsWrong: number;
  }

  test.each(['xlsx', 'ods', 'xls'])('.%s', async (format) => {
    const sent = (await send(fixture(`mairie-libreoffice.${format}`), `parc.${format}`)).json<Sent>();
    expect(sent).toMatchObject({ state: 'ready', format, sheet: 1, headerRow: 3 });
    expect(sent.sheets).toEqual([
      { name: 'Lisez-moi', hidden: false, rows: 1, hiddenRows: 0 },
      { name: 'Ordinateurs', hidden: false, rows: 15, hiddenRows: 2 },
      { name: 'Écrans', hidden: false, rows: 10, hiddenRows: 1, alike: true },
      { name: 'Archive', hidden: true, rows: 2, hiddenRows: 0, alike: true },
    ]);
    // Of the fifteen, two are titles above the list and its header.
    expect([sent.rowsRead, sent.rowsWrong, sent.rowsLeft]).toEqual([7, 2, 6]);
    const here = `/dons/${donation}/fichiers/${sent.id}`;
    expect((await page().get(here)).text).toMatch(/Écrans \(10\slignes\)/);
    const choose = async (said: object) =>
      (await api().api('POST', `${imports()}/${sent.id}/columns`, said)).json<Sent>();
    expect(await choose({ hiddenRows: true })).toMatchObject({ rowsRead: 9, rowsLeft: 4, hiddenRows: true });
    expect(await choose({ sheet: 2 })).toMatchObject({ rowsRead: 8, rowsLeft: 1, rowsWrong: 0, hiddenRows: false });
    await api().api('POST', `${imports()}/${sent.id}/refuse`, {});
  });
});

describe('a file whose columns are corrected and whose wrong rows go back', () => {
  test('from the page, without a script', async () => {
    const bytes = iconv.encode(
      'Chose;Bureau;Étiquette;Réf. interne\nPortable;=1+1;K1-77;-12\nfrigo;+33612345678;K1-78;"a;b"\n',
      'win1252',
    );
    const sent = await page().send(
      'POST',
      `/dons/${donation}/fichiers`,
      multipart('sheet', 'matériel réformé.csv', bytes),
    );
    const here = sent.location!;
    expect((await page().get(here)).text).toContain('Ce que contient chaque colonne');
    const twice = await page().post(`${here}/colonnes`, {
      headerRow: '1',
      'columns.0': 'serial',
      'columns.2': 'serial',
    });
    expect([twice.status, twice.text.includes('href="#f-columns-2"')]).toEqual([409, true]);
    const said = { headerRow: '1', 'columns.0': 'category', 'columns.1': '', 'columns.2': 'serial', 'columns.3': '' };
    expect((await page().post(`${here}/colonnes`, said)).location).toBe(here);
    const shown = (await page().get(here)).text;
    expect(shown).toContain('Dites par vous');
    expect(shown).toContain('Enregistrer seulement la bonne ligne');
    const wrong = await page().get(`${here}/lignes-en-erreur?format=csv`);
    expect(wrong.headers['content-disposition']).toBe('attachment; filename="materiel-reforme-lignes-en-erreur.csv"');
    // How the donor called the file is not in the audit.
    const noted = `SELECT facts->>'list' FROM people.audit_entry WHERE verb = 'export' ORDER BY id DESC`;
    expect(await w.value(noted)).toBe('don-lignes-en-erreur');
    expect(wrong.text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFChose;Bureau;Étiquette;Réf. interne;Problème',
      'frigo;+33612345678;K1-78;"a;b";« frigo » n’est pas un type connu : écrivez portable, fixe, tablette, écran…',
    ]);
    const corrected = wrong.text.replace('frigo', 'Tablette');
    expect((await page().post(`${here}/enregistrement`, { lignes: 'bonnes' })).status).toBe(303);
    const again = await page().send(
      'POST',
      `/dons/${donation}/fichiers`,
      multipart('sheet', 'corrigé.csv', Buffer.from(corrected)),
    );
    expect((await page().get(again.location!)).text).toContain('Reprises du dernier fichier de ce donateur');
    expect((await page().post(`${again.location}/enregistrement`, { lignes: 'toutes' })).status).toBe(303);
    expect(await w.value(`SELECT count(*)::text FROM devices.device WHERE serial IN ('K1-77','K1-78')`)).toBe('2');
  });

  test('through the API; all or none refuses while a row is wrong', async () => {
    const book = await simpleBook([
      ['A', 'B'],
      ['UC', 'K2-1'],
      ['frigo', 'K2-2'],
    ]);
    const { id } = (await send(book, 'x.xlsx')).json<{ id: string }>();
    const chosen = await api().api('POST', `${imports()}/${id}/columns`, { columns: ['category', 'serial'] });
    expect(chosen.json()).toMatchObject({ columnsBy: 'person', rowsWrong: 1, fields: ['category', 'serial'] });
    expect(codeOf(await api().api('POST', `${imports()}/${id}/apply`, { whole: true }))).toBe('intake.file_rows_wrong');
    const wrong = await api().get(`${imports()}/${id}/wrong-rows?format=xlsx`);
    expect([wrong.status, String(wrong.headers['content-type'])]).toEqual([
      200,
      expect.stringContaining('spreadsheetml'),
    ]);
    expect((await api().api('POST', `${imports()}/${id}/apply`, {})).json()).toMatchObject({
      state: 'applied',
      rowsLogged: 1,
    });
  });
});

describe('a quantity that is hardly meant', () => {
  test('is asked in words, and answered once on the page or in the API', async () => {
    const { id } = (await send(Buffer.from('Type;Modèle;Quantité\nÉcran;E1;5000\nTablette;E2;1001\n'))).json<{
      id: string;
    }>();
    const here = `/dons/${donation}/fichiers/${id}`;
    expect((await page().get(here)).text).toMatch(/Cinq mille écrans\s\?/);
    const asked = (await page().get(`${here}/mots`)).text;
    for (const words of [/cinq mille écrans\s\?/, /Oui, cinq mille écrans/, /mille une tablettes\s\?/])
      expect(asked).toMatch(words);
    const said = (key: string, meaning: string) => ({
      'words.0.field': 'quantity',
      'words.0.key': key,
      'words.0.meaning': meaning,
    });
    expect((await page().post(`${here}/mots`, said('5000 monitor', '5000'))).status).toBe(303);
    const read = async () => (await api().get(`${imports()}/${id}`)).json();
    expect(await read()).toMatchObject({ devicesRead: 5000, rowsWrong: 1, wordsAsked: 1 });
    const word = { field: 'quantity', key: '1001 tablet', meaning: '1' };
    expect((await api().api('POST', `${imports()}/${id}/words`, { words: [word] })).json()).toMatchObject({
      devicesRead: 5001,
      rowsWrong: 0,
      wordsAsked: 0,
    });
    await api().api('POST', `${imports()}/${id}/refuse`, {});
  });

  test('so is a file of more than 20,000 devices, by the button that records it', async () => {
    const lines = Array.from({ length: 41 }, (_, i) => `Écran;G${i};500`).join('\n');
    const { id } = (await send(Buffer.from(`Type;Modèle;Quantité\n${lines}\n`))).json<{ id: string }>();
    const here = `/dons/${donation}/fichiers/${id}`;
    expect((await page().get(here)).text).toContain('Oui, enregistrer vingt mille cinq cents appareils');
    expect(codeOf(await api().api('POST', `${imports()}/${id}/apply`, {}))).toBe('intake.file_many_devices');
    const refused = await page().post(`${here}/enregistrement`, { lignes: 'toutes' });
    expect(refused.text).toMatch(/Vingt mille cinq cents appareils\s\?/);
    await api().api('POST', `${imports()}/${id}/refuse`, {});
  });
});

describe('exports of lists', () => {
  test('hold what the list holds, with its filters, and nothing of others', async () => {
    const all = await w.kinds.coordinator.own.page.get('/appareils/export?format=csv');
    const [header, ...lines] = all.text.trimEnd().split('\r\n');
    expect(header).toMatch(/^\uFEFFCode;Type;Marque;Modèle;Numéro de série;/);
    expect(String(lines.length)).toBe(
      await w.value('SELECT count(*)::text FROM devices.device WHERE state <> $$withdrawn$$'),
    );
    const laptops = await w.kinds.coordinator.own.api.get('/api/v1/devices/export?format=csv&category=laptop');
    expect(laptops.text.trimEnd().split('\r\n')).toHaveLength(
      lines.filter((l) => l.split(';')[1] === 'Ordinateur portable').length + 1,
    );
    const theirs = await w.kinds.collector.foreign!.page.get('/appareils/export?format=csv');
    expect(theirs.text).not.toContain('K1-77');
    expect((await page().get('/appareils/export?format=pdf')).status).toBe(422);
    const id = await w.value(`SELECT id::text FROM devices.device WHERE serial = 'K1-77'`);
    await w.db.query('INSERT INTO intake.device_purchase VALUES ($1, 2015, $2)', [id, '2015-03-12']);
    const mine = await page().get(`/dons/${donation}/appareils/export`);
    expect(mine.text).toMatch(/;K1-77;.*;12\/03\/2015\r\n/);
    const noted = `SELECT facts->>'list' FROM people.audit_entry WHERE verb = 'export' ORDER BY id DESC`;
    expect(await w.value(noted)).toMatch(/^don-.+-appareils$/);
    const shown = (await page().get(`/appareils/${id}`)).location!;
    expect((await page().get(shown)).text).toContain('le 12\u00a0mars 2015');
    expect((await w.kinds.collector.foreign!.page.get(`/dons/${donation}/appareils/export`)).status).toBe(404);
  });
});
