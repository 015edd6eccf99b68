import { readable, Visitor } from '../support/browser/visitor.js';
import { atTheBench, type Bench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let bench: Bench;
let page: Visitor;
let api: Visitor;

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  bench = await atTheBench(t, fixtures, 'aude');
  api = Visitor.program(t, bench.token);
  page = await Visitor.signedIn(t, 'aude@demo.example', 'une phrase de démonstration', bench.actor.organisationId);
});
afterAll(() => t.close());

describe('what was logged is corrected', () => {
  test('by a program: what it does not name stays', async () => {
    const { code } = await bench.device();
    const path = `/api/v1/devices/${code}`;
    const first = await api.api('PATCH', path, { make: 'Dell', model: 'Latitude 7490', serial: `FX-${code}` });
    expect([first.status, first.json()]).toMatchObject([200, { code, make: 'Dell', serial: `FX-${code}` }]);
    const second = await api.api('PATCH', path, { make: 'DELL', number: 'INV-1' });
    expect(second.json()).toMatchObject({ make: 'DELL', model: 'Latitude 7490', serial: `FX-${code}`, aliases: [] });
  });

  test('by a form: what is left empty is removed, and one more number may come with it', async () => {
    const { code } = await bench.device();
    const path = `/api/v1/devices/${code}`;
    await api.api('PATCH', path, { make: 'Dell', model: 'Latitude 7490', serial: `FY-${code}` });
    const form = { category: 'laptop', condition: 'works', make: 'Dell', model: '', serial: '' };
    const number = `INV-${code}`;
    const sent = await page.post(`/appareils/${code}/fiche`, { ...form, number, issuer: 'Mairie' });
    expect([sent.status, sent.location]).toEqual([303, `/appareils/${code}`]);
    expect((await api.get(path)).json()).toMatchObject({
      make: 'Dell',
      model: '',
      serial: null,
      aliases: [{ number }],
    });
  });

  test('not by a number that nobody gave: the field is named, on the page and in the API', async () => {
    const { code } = await bench.device();
    const blank = await api.api('POST', `/api/v1/devices/${code}/aliases`, { issuer: ' ', number: 'INV-2' });
    expect([blank.status, blank.json()]).toMatchObject([409, { code: 'devices.issuer_empty', field: 'issuer' }]);
    // In the form an empty field is the reader's own organisation, and a line without a letter is as empty.
    const number = `INV-${code}`;
    const form = { category: 'laptop', condition: 'works', make: 'Dell', number, issuer: '\n' };
    expect((await page.post(`/appareils/${code}/fiche`, form)).status).toBe(303);
    const { aliases } = (await api.get(`/api/v1/devices/${code}`)).json<{ aliases: object[] }>();
    expect(aliases).toEqual([{ number, issuer: expect.stringMatching(/[a-z]/) }]);
  });

  test('not when a field is wrong: the form comes back with what was typed', async () => {
    const { code } = await bench.device();
    const answer = await page.post(`/appareils/${code}/fiche`, { condition: 'perdu', make: 'Acer' });
    expect([answer.status, answer.text.includes('value="Acer"')]).toEqual([422, true]);
    expect(readable(answer)).toContain('Choisissez une des réponses proposées.');
  });
});

describe('the list', () => {
  test('shows of each device what kind it is, by a pictogram that is read to nobody', async () => {
    await bench.device();
    const { text } = await page.get('/appareils?category=laptop');
    const rows = text.split('<tr').slice(2);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.match(/<svg class="icon kind"[^>]* aria-hidden="true"/g)).toHaveLength(1);
  });

  test('says in which order it is, and its headings lead to the others', async () => {
    await bench.device();
    const { text } = await page.get('/appareils?state=received&sort=grade');
    expect(text).toMatch(/<th[^>]*aria-sort="ascending"[^>]*><a href="[^"]*sort=grade/);
    expect(text.match(/aria-sort=/g)).toHaveLength(1);
    expect(text).toMatch(/<a href="\/appareils\?(?=[^"]*state=received)[^"]*sort=model[^"]*">Appareil<\/a>/);
    expect(text).toMatch(/<caption[^>]*>Appareils\s: Par classement/);
  });

  test('is asked for with whatever filters, and with none of them filled in', async () => {
    const { text } = await page.get('/appareils');
    const [filters] = /<form class="filters".*?<\/form>/s.exec(text)!;
    expect(filters).toMatch(/<option value="newest" selected/);
    expect(filters).not.toMatch(/ required/);
  });

  test('knows no other order than those that it names', async () => {
    const answer = await api.get('/api/v1/devices?sort=price');
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('"field":"sort"')]);
    const listed = (await api.get('/api/v1/devices?sort=model')).json() as unknown as { items: object[] };
    expect(listed.items[0]).not.toHaveProperty('sortedBy');
  });
});
