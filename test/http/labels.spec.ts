import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { newAssetCode, showAssetCode } from '#bank/devices';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { readZpl } from '../support/papers/zpl.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let aude: Visitor;
let leila: Visitor;
let program: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const query = (sql: string, ...values: unknown[]) => t.app.get(DataSource).query(sql, values);
const HERE = '/dons/etiquettes';

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'http://banque.example.fr';
  ({ t, fixtures } = await testAppWith('fixtures'));
  [aude, leila] = await Promise.all([as('aude'), as('leila')]);
  const { membershipId } = fixtures.people.aude;
  const token = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, fixtures.people.aude, membershipId, 'essai'));
  program = Visitor.program(t, token.secret);
});
afterAll(() => t.close());

async function roll(visitor: Visitor, placeId: string, over: Record<string, string> = {}) {
  const made = await visitor.post(HERE, { placeId, count: '3', format: '62x29', start: '1', ...over });
  expect(made.status).toBe(303);
  const id = made.location!.split('/').at(-1)!;
  const codes: { code: string }[] = await query('SELECT code FROM devices.asset_code WHERE batch = $1 ORDER BY n', id);
  return { id, codes: codes.map((c) => c.code), sheet: made.location! };
}
async function donation(): Promise<string> {
  const place = { placeId: fixtures.organisations.collection.place, arrival: 'received' };
  const made = await aude.post('/dons', { kind: 'company', donorName: `Société ${newAssetCode()}`, ...place });
  return made.location!.split('/').at(-1)!;
}

describe('codes first', () => {
  test('a roll is printed, a label scanned, the device described, the label recognised', async () => {
    const { codes, sheet, id } = await roll(aude, fixtures.organisations.collection.place);
    expect((await aude.get(sheet)).text).toMatch(/0 sur 3|en PDF/);
    const zpl = await aude.get(`${sheet}/203.zpl`);
    expect(readZpl(zpl.text).map((l) => l.fields.find((f) => f.kind === 'code128')!.data)).toEqual(codes);
    expect((await aude.get(`${sheet}/204.zpl`)).status).toBe(404);
    const given = await donation();
    const scanned = await aude.get(`/E/${codes[1]}`);
    expect(scanned.location).toBe(`${HERE}/codes/${codes[1]}`);
    const page = (await aude.get(scanned.location!)).text;
    expect(page).toContain('Décrire cet appareil');
    const link = `/dons/${given}/appareils/nouveau?code=${showAssetCode(codes[1]!)}`;
    expect(page).toContain(link);
    expect((await aude.get(link)).text).toContain(`value="${showAssetCode(codes[1]!)}"`);
    await aude.post(`/dons/${given}/appareils`, { category: 'laptop', code: codes[1]! });
    expect((await aude.get(`/E/${codes[1]}`)).location).toBe(`/appareils/${codes[1]}`);
    expect((await aude.get(`${HERE}/codes/${codes[1]}`)).location).toBe(`/appareils/${codes[1]}`);
    const its = (await aude.get(`${HERE}/rouleaux/${id}`)).text;
    expect(its).toMatch(/Restent[\s\S]{0,80}2/);
    expect(its).toContain(`href="${sheet}"`);
  });

  test('workshops and structures that scan a label of no device are told so, and may still report a fault', async () => {
    const { codes, id } = await roll(aude, fixtures.organisations.collection.place);
    for (const person of ['karim', 'ines'] as const) {
      const visitor = await as(person);
      const told = await visitor.get(`/E/${codes[0]}`);
      expect(told.text).toContain('n’est encore collée sur aucun appareil enregistré');
      expect(told.text).not.toContain('/dons');
      expect((await visitor.get(`/E?numero=${showAssetCode(codes[0]!)}`)).text).toContain('aucun appareil enregistré');
      expect((await visitor.get(`/E/${codes[0]}?panne=oui`)).text).toContain('Un problème avec cet appareil');
      expect((await visitor.get(`/E/${newAssetCode()}`)).text).toContain('Un problème avec cet appareil');
    }
    expect((await Visitor.stranger(t).get(`/E/${codes[0]}`)).text).toContain('Un problème avec cet appareil');
    await aude.post(`${HERE}/rouleaux/${id}/annulation`, { reason: 'lost' });
    expect((await (await as('karim')).get(`/E/${codes[0]}`)).text).toContain('Un problème avec cet appareil');
  });

  test('each label that cannot be used is explained, on pages and to programs', async () => {
    const mine = await roll(aude, fixtures.organisations.collection.place);
    const bankPlace = (
      await query('SELECT id FROM people.place WHERE organisation_id = $1', fixtures.people.leila.organisationId)
    )[0].id;
    const shared = await roll(leila, bankPlace);
    const [elsewhere] = await query(
      `WITH o AS (INSERT INTO people.organisation (id, kind, name) VALUES (gen_random_uuid(), 'collection_point', 'Ailleurs') RETURNING id)
       INSERT INTO devices.asset_code (code, organisation_id) SELECT $1, id FROM o RETURNING code`,
      newAssetCode(),
    );
    expect((await aude.get(`${HERE}/codes/${shared.codes[0]}`)).text).toContain('Décrire cet appareil');
    const voided = await aude.post(`${HERE}/rouleaux/${mine.id}/annulation`, { reason: 'lost' });
    expect(voided.status).toBe(303);
    const wrong = `${mine.codes[0]!.slice(0, 6)}${mine.codes[0]![6] === 'A' ? 'B' : 'A'}`;
    const given = await donation();
    for (const [code, why, words] of [
      [newAssetCode(), 'devices.code_unknown', 'jamais été imprimé'],
      [wrong, 'devices.code_wrong_check', 'n’est pas juste'],
      [elsewhere.code, 'devices.code_elsewhere', 'rouleau d’une autre organisation'],
      [mine.codes[0]!, 'devices.code_voided', 'rouleau annulé'],
    ] as const) {
      const { location } = await aude.get(`/E/${code}`);
      const page = await aude.get(location!);
      expect([page.status, location]).toEqual([404, `${HERE}/codes/${code}`]);
      expect(page.text).toContain(words);
      const logged = await aude.post(`/dons/${given}/appareils`, { category: 'laptop', code });
      expect(logged.status).toBe(409);
      expect(logged.text).toContain(words);
      const told = await program.api('GET', `/api/v1/codes/${code}`);
      expect([told.status, JSON.parse(told.text).code]).toEqual([409, why]);
    }
    expect((await aude.get(`/appareils?q=${showAssetCode(wrong)}`)).location).toContain(`${HERE}/codes?code=`);
    expect((await aude.get(`/E/${mine.codes[0]}?panne=oui`)).text).toContain('Un problème avec cet appareil');
  });
});

describe('printing', () => {
  test('a selection, a range and another sheet, without a script', async () => {
    const given = await donation();
    for (const category of ['laptop', 'monitor', 'desktop']) await aude.post(`/dons/${given}/appareils`, { category });
    const ids: string[] = (await query('SELECT id FROM devices.device WHERE donation_id = $1 ORDER BY id', given)).map(
      (d: { id: string }) => d.id,
    );
    const nothing = await aude.post(`${HERE}/impression`, { voir: 'oui' });
    expect([nothing.status, nothing.text.includes('Rien à imprimer ici')]).toEqual([200, true]);
    const shown = await aude.post(`${HERE}/impression`, {
      deviceIds: ids.slice(0, 2).join(','),
      voir: 'oui',
      format: '65',
    });
    expect(shown.text).toMatch(/2.appareils choisis/);
    expect(shown.text.match(/name="start"/g)).toHaveLength(65);
    const made = await aude.post(`${HERE}/impression`, {
      deviceIds: ids.slice(0, 2).join(','),
      format: '65',
      start: '23',
    });
    const of = async (location: string | null | undefined) =>
      (
        await query(
          'SELECT s.kind, s.labels, s.format, d.facts FROM intake.label_sheet s JOIN documents.document d ON d.id = s.document_id WHERE s.id = $1',
          location!.split('/').at(-1),
        )
      )[0];
    expect(await of(made.location)).toMatchObject({ kind: 'devices', labels: 2, format: '65', facts: { start: 23 } });
    expect((await aude.get(made.location!)).text).toContain('à la place 23');
    const range = await aude.post(`${HERE}/impression`, { donationId: given, from: '2', to: '3' });
    expect(await of(range.location)).toMatchObject({ kind: 'donation', labels: 2 });
    const wrong = await aude.post(`${HERE}/impression`, { donationId: given, from: '2', to: '9' });
    expect([wrong.status, wrong.text.includes('href="#f-to"')]).toEqual([409, true]);
    const far = await aude.post(`${HERE}/impression`, { donationId: given, format: '24', start: '25' });
    expect(far.text).toContain('Cette planche a 24 places');
  });

  test('a sheet of one’s own is measured, with every wrong measure beside its field, and calibrated', async () => {
    const measures = {
      columns: '2',
      rows: '7',
      width: '99,1',
      height: '38,1',
      left: '4,65',
      top: '15,15',
      gapX: '2,5',
      gapY: '0',
    };
    const wrong = await aude.post(`${HERE}/formats`, { name: 'Deux par sept', ...measures, columns: '3', rows: '9' });
    expect(wrong.status).toBe(422);
    for (const field of ['columns', 'rows']) expect(wrong.text).toContain(`href="#f-${field}"`);
    expect((await aude.post(`${HERE}/formats`, { name: 'X', ...measures, width: 'large' })).text).toContain(
      'comme 63,5',
    );
    const kept = await aude.post(`${HERE}/formats`, { name: 'Deux par sept', ...measures });
    expect(kept.location).toMatch(/\/calibrage$/);
    const pdf = await aude.get(`${kept.location}.pdf`);
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect((await aude.post(kept.location!, { x: '40', y: '0' })).text).toContain('sortirait de la feuille');
    expect((await aude.post(kept.location!, { x: '−1,5', y: '0,5' })).status).toBe(303);
    expect((await aude.get(`${HERE}/formats`)).text).toContain('-1,5');
    expect((await leila.get(kept.location!)).status).toBe(404);
  });
});
