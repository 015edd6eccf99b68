import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { DonationsService, LoggingService } from '#bank/intake';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { bankToday } from '../support/servers/bank-day.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
let leila: Visitor;
let aude: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  ({ t, fixtures } = await testAppWith('fixtures'));
  [leila, aude] = [await as('leila'), await as('aude')];
});
afterAll(() => t?.close());

const password = DEMO_PASSWORD;
const COMPANY = {
  name: '=Société Exemple',
  legalForm: 'SAS',
  siren: '000000026',
  address: '8 rue des Essais, 69001 Lyon',
};

async function closed(kind: 'company' | 'person' | 'public_body'): Promise<string> {
  return t.app.get(DataSource).transaction(async (tx) => {
    const donor = kind === 'person' ? { kind } : { kind, name: `Donateur ${randomUUID().slice(0, 6)}` };
    const placeId = fixtures.organisations.collection.place;
    const id = await t.app
      .get(DonationsService)
      .create(tx, fixtures.people.aude, { donor, placeId, arrival: 'received' });
    await t.app.get(LoggingService).log(tx, fixtures.people.aude, id, { category: 'laptop', condition: 'works' });
    await t.app.get(DonationsService).close(tx, fixtures.people.aude, id);
    return id;
  });
}

const declare = (id: string, over = {}) =>
  aude.post(`/dons/${id}/papiers/valeur`, { value: '1 271,80', declaredOn: bankToday(), how: 'letter', ...over });

test('a receipt that cannot be made yet says what is missing, with no form to fill', async () => {
  const donation = await closed('company');
  const page = async () => (await leila.get(`/dons/${donation}/papiers/recu`)).text;
  expect(await page()).toContain('Aucune valeur déclarée');
  expect(await page()).not.toContain('name="password"');
  await declare(donation);
  expect(await page()).toContain('name="password"');
});

test('the list of receipts begins with what waits for one, and what each misses', async () => {
  const donation = await closed('company');
  const [{ number }] = await t.app
    .get(DataSource)
    .query('SELECT number FROM intake.donation WHERE id = $1', [donation]);
  const row = async () => {
    const { text } = await leila.get('/recus');
    return text.includes('Dons qui attendent leur reçu') ? (text.split(number)[1]?.split('</tr>')[0] ?? '') : '';
  };
  expect(await row()).toContain('la valeur, que le donateur déclare');
  await declare(donation);
  expect(await row()).toContain(`/dons/${donation}/papiers/recu`);
  await leila.post(`/dons/${donation}/papiers/recu`, { ...COMPANY, password });
  expect(await row()).not.toContain(`/dons/${donation}/papiers/recu`);
  // Neither an association nor a public body is given one.
  const other = await closed('public_body');
  expect((await leila.get('/recus')).text).not.toContain(`/dons/${other}/papiers`);
});

async function issued(): Promise<{ donation: string; page: string }> {
  const donation = await closed('company');
  await declare(donation);
  const made = await leila.post(`/dons/${donation}/papiers/recu`, { ...COMPANY, password });
  expect([made.status, made.text]).toEqual([303, '']);
  return { donation, page: made.location! };
}

describe('the papers of a donation', () => {
  test('are a checklist that a collection point reads and the bank carries out', async () => {
    const id = await closed('public_body');
    const list = (await aude.get(`/dons/${id}/papiers`)).text;
    for (const said of [
      'Convention de don, avec l’engagement d’usage',
      'Bon de collecte',
      'Preuve de réemploi',
      'à faire',
    ])
      expect(list).toContain(said);
    expect(list).not.toContain('Signer pour la banque');
    expect((await aude.post(`/dons/${id}/papiers/convention`, { password })).status).toBe(403);
    const refused = await leila.post(`/dons/${id}/papiers/convention`, { password: 'pas la bonne' });
    expect([refused.status, refused.text.includes('Rien n’a été signé')]).toEqual([409, true]);
    expect((await leila.post(`/dons/${id}/papiers/convention`, { password })).location).toBe(`/dons/${id}/papiers`);
    expect((await leila.get(`/dons/${id}/papiers`)).text).toMatch(/CV-\d{4}-\d{4}/);
    expect((await leila.get(`/dons/${id}/papiers/recu`)).status).toBe(404);
  });

  test('warn of a public gift worth more per device than the law allows, with its source', async () => {
    const id = await closed('public_body');
    const page = async () => (await aude.get(`/dons/${id}/papiers`)).text;
    expect(await page()).not.toContain('Plus de');
    expect((await declare(id)).location).toBe(`/dons/${id}/papiers`);
    expect(await page()).toMatch(
      /Plus de 300.*€ par appareil.*1.271,80.*€ par appareil en moyenne.*CGPPP, art\. D3212-3/s,
    );
    expect((await leila.get(`/dons/${id}/papiers`)).text).not.toContain('Délivrer le reçu fiscal');
  });

  test('take a signed scan back, of what it may be and nothing else', async () => {
    const id = await closed('public_body');
    await leila.post(`/dons/${id}/papiers/convention`, { password });
    const back = /papiers\/([0-9a-f-]{36})\/retour/.exec((await aude.get(`/dons/${id}/papiers`)).text)![1];
    const send = (bytes: Buffer) => {
      const form = multipart('scan', 'x.pdf', bytes, {
        _key: randomUUID(),
        _org: fixtures.organisations.collection.id,
      });
      return aude.send('POST', `/dons/${id}/papiers/${back}/retour`, form);
    };
    const refused = await send(Buffer.from('<script>'));
    expect([refused.status, refused.text.includes('ni un PDF, ni une image')]).toEqual([409, true]);
    expect((await send(Buffer.from('%PDF-1.7 signé'))).status).toBe(303);
    const scan = await leila.get(`/dons/${id}/papiers/${back}/scan`);
    expect([scan.status, scan.headers['content-type'], scan.text]).toEqual([200, 'application/pdf', '%PDF-1.7 signé']);
    expect(scan.headers['content-disposition']).toMatch(/^attachment/);
  });

  test.each([
    [{ value: 'beaucoup' }, 'Cette valeur n’est pas comprise'],
    [{ declaredOn: '2999-01-01' }, 'pas encore passée'],
    [{ how: '' }, 'Dites comment'],
  ])('say beside the field what is wrong with a value: %j', async (over, sentence) => {
    const answer = await declare(await closed('person'), over);
    expect([answer.status < 500 && answer.status > 400, answer.text.includes(sentence)]).toEqual([true, true]);
  });
});

describe('a receipt on its pages', () => {
  test('is issued once, cancelled, replaced, and listed with what counts', async () => {
    const { donation, page } = await issued();
    const shown = (await leila.get(page)).text;
    const number = /RF-\d{4}-\d{4}/.exec(shown)![0];
    expect(shown).toContain('Valeur déclarée par le donateur');
    const twice = await leila.post(`/dons/${donation}/papiers/recu`, { ...COMPANY, password });
    expect([twice.status, twice.text.includes('Annuler et remplacer')]).toEqual([409, true]);
    const wrong = await leila.post(`${page}/remplacement`, {
      reason: '',
      address: 'x'.repeat(301),
      name: 'y'.repeat(201),
    });
    const asked = (text: string) => [...text.matchAll(/href="#f-([^"]+)"/g)].map((m) => m[1]).toSorted();
    expect([wrong.status, asked(wrong.text)]).toEqual([422, ['address', 'legalForm', 'name', 'reason', 'siren']]);
    const unsaid = await leila.post(`${page}/annulation`, { reason: '', password: '' });
    expect([unsaid.status, asked(unsaid.text)]).toEqual([422, ['password', 'reason']]);
    const next = await leila.post(`${page}/remplacement`, { ...COMPANY, reason: 'value_wrong', password });
    expect(next.status).toBe(303);
    const old = (await leila.get(page)).text;
    expect(old).toContain('annulé, remplacé par');
    expect(old).toContain(`Reçu ${number} annulé et remplacé.`);
    expect((await leila.post(`${next.location}/annulation`, { reason: 'issued_by_mistake', password })).status).toBe(
      303,
    );
    const list = (await leila.get('/recus')).text;
    expect(list).toContain(number);
    expect((await aude.get(page)).status).toBe(403);
  });

  test('goes out as a spreadsheet that runs nothing, and as a paper of the year', async () => {
    await issued();
    const year = new Date().getFullYear();
    const csv = await leila.get(`/recus/annee/${year}.csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text).toContain("'=Société Exemple");
    expect(csv.text).toContain('1271,8');
    expect((await leila.get('/recus/annee/x.csv')).status).toBe(404);
    expect((await leila.get('/recus?annee=0')).status).toBe(422);
    expect((await leila.post(`/recus/annee/${year}/liste`, { password })).location).toBe(`/recus?annee=${year}`);
    expect((await leila.get(`/recus?annee=${year}`)).text).toMatch(/LR-\d{4}-\d{4}/);
    expect((await leila.post('/recus/annee/2999/liste', { password })).text).toContain('Choisissez une année');
  });

  test('pressed twice is one receipt', async () => {
    const donation = await closed('company');
    await declare(donation);
    const form = { ...COMPANY, password, _key: randomUUID() };
    const [first, second] = [
      await leila.post(`/dons/${donation}/papiers/recu`, form),
      await leila.post(`/dons/${donation}/papiers/recu`, form),
    ];
    expect(second.location).toBe(first.location);
  });
});

test('a bank that is not eligible says so, and how to become it', async () => {
  const settings = (await leila.get('/gestion/banque')).text;
  expect(settings).toContain('Organisme éligible au titre de');
  const fields = Object.fromEntries(
    [...settings.matchAll(/<input[^>]*name="([a-zA-Z]+)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );
  const { eligibilityGround: _, ...without } = fields;
  expect((await leila.post('/gestion/banque', without)).status).toBe(303);
  const donation = await closed('company');
  await declare(donation);
  const refused = await leila.post(`/dons/${donation}/papiers/recu`, { ...COMPANY, password });
  expect([refused.status, refused.text.includes('n’est pas réglée comme organisme éligible')]).toEqual([409, true]);
  const half = await leila.post('/gestion/banque', { ...without, eligibilityGround: 'general_interest', object: '' });
  expect([half.status, half.text.includes('doit dire son nom légal')]).toEqual([409, true]);
});
