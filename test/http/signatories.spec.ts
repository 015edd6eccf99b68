import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { DonationsService, LoggingService } from '#bank/intake';
import { drawnSignature } from '../fixtures/drawn-signature.js';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { bankToday } from '../support/servers/bank-day.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let fixtures: Fixtures;
let leila: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  process.env.BN_SECRET ??= 'a secret of the tests, long enough';
  ({ t, fixtures } = await testAppWith('fixtures'));
  leila = await as('leila');
});
afterAll(() => t?.close());

const password = DEMO_PASSWORD;
const sql = (text: string, params: unknown[] = []) => t.app.get(DataSource).query(text, params);
const PRESIDENT = { name: 'Camille Inventé', quality: 'présidence', acts: 'agreement', from: '2026-01-01' };

async function donation(kind: 'company' | 'person' = 'company'): Promise<string> {
  const { aude } = fixtures.people;
  return t.app.get(DataSource).transaction(async (tx) => {
    const donor = kind === 'person' ? { kind } : { kind, name: 'Société Exemple' };
    const placeId = fixtures.organisations.collection.place;
    const id = await t.app.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    await t.app.get(LoggingService).log(tx, aude, id, { category: 'laptop', condition: 'works' });
    await t.app.get(DonationsService).close(tx, aude, id);
    return id;
  });
}

/** Who the last paper of a type says signed it. */
async function signedOn(type: string) {
  const [row] = await sql('SELECT facts FROM documents.document WHERE type = $1 ORDER BY id DESC LIMIT 1', [type]);
  return row.facts.signed;
}
const agree = async (id: string) => leila.post(`/dons/${id}/papiers/convention`, { password });

describe('who signs for an organisation', () => {
  test('is on its dated list, by name and quality; who is on it and signs here does so by name', async () => {
    await agree(await donation());
    expect(await signedOn('donation_agreement')).toMatchObject({
      operator: fixtures.people.leila.operatorNumber,
      confirmed: { form: 'password' },
      person: { name: 'Leïla Inventée', quality: 'directrice', own: true },
    });
  });

  test('is kept by its manager: the bank’s, a structure’s, a workshop’s, each their own', async () => {
    for (const person of ['leila', 'ines', 'moussa'] as const) {
      const page = (await (await as(person)).get('/gestion/signataires')).text;
      expect(page).toContain(person === 'leila' ? 'Leïla Inventée' : person === 'ines' ? 'Inès Inventée' : 'Moussa');
      if (person !== 'leila') expect(page).not.toContain('Leïla Inventée');
    }
    expect((await (await as('karim')).get('/gestion/signataires')).status).toBe(403);
  });

  test.each([
    ['name', '   '],
    ['name', '\u200b'],
    ['quality', ' '],
  ])('has a %s that is seen on a paper', async (field, blank) => {
    const refused = await leila.post('/gestion/signataires', { ...PRESIDENT, [field]: blank });
    expect([refused.status, refused.text.includes(`href="#f-${field}"`)]).toEqual([422, true]);
  });

  test('is once on it on a day for one act, says Postgres too', async () => {
    const first = await leila.post('/gestion/signataires', PRESIDENT);
    expect([first.status, first.location]).toEqual([303, '/gestion/signataires']);
    const again = await leila.post('/gestion/signataires', {
      ...PRESIDENT,
      name: 'CAMILLE inventé',
      from: '2026-06-01',
    });
    expect([again.status, again.text.includes('Cette personne est déjà sur la liste')]).toEqual([409, true]);
    const other = await leila.post('/gestion/signataires', { ...PRESIDENT, acts: 'statement' });
    expect(other.status).toBe(303);
    const before = await leila.post('/gestion/signataires', { ...PRESIDENT, from: '2025-01-01', until: '2025-12-31' });
    expect(before.status).toBe(303);
  });

  test('has a last day that is said once; nothing else of a line changes, and no line goes', async () => {
    const [line] = await sql(
      `SELECT id FROM people.signatory WHERE name = 'Camille Inventé' AND act = 'agreement' AND valid_until IS NULL`,
    );
    const end = (until: string) => leila.post(`/gestion/signataires/${line.id}/fin`, { until });
    expect((await end('2025-12-31')).text).toContain('Le dernier jour vient après le premier');
    expect((await end('2026-03-31')).status).toBe(303);
    expect((await end('2026-04-30')).text).toContain('déjà noté');
    await expect(sql(`UPDATE people.signatory SET name = 'Autre' WHERE id = $1`, [line.id])).rejects.toThrow();
    await expect(sql('DELETE FROM people.signatory WHERE id = $1', [line.id])).rejects.toThrow();
  });

  test('is no technician: outside their organisation they stay a number', async () => {
    const moussa = await as('moussa');
    const form = { name: 'Karim Inventé', quality: 'technicien', acts: 'reception', from: '2026-01-01' };
    const refused = await moussa.post('/gestion/signataires', {
      ...form,
      membershipId: fixtures.people.karim.membershipId,
    });
    expect([refused.status, refused.text.includes('un technicien reste un numéro')]).toEqual([409, true]);
    const stranger = await moussa.post('/gestion/signataires', {
      ...form,
      membershipId: fixtures.people.ines.membershipId,
    });
    expect(stranger.status).toBe(409);
  });

  test.each([
    [{ name: '' }, 'Écrivez le nom'],
    [{ quality: '' }, 'Écrivez la qualité'],
    [{ acts: '' }, 'Cochez au moins un acte'],
    [{ acts: 'everything' }, 'Cochez au moins un acte'],
    [{ from: '31/12/2026' }, 'Choisissez un jour du calendrier'],
  ])('is not taken from a form that says %j', async (wrong, sentence) => {
    const answer = await leila.post('/gestion/signataires', { ...PRESIDENT, ...wrong });
    expect([answer.status, answer.text.includes(sentence)]).toEqual([422, true]);
  });
});

describe('a tax receipt', () => {
  test('bears the name, quality and signature image of an authorised person, whoever issues it', async () => {
    await endEverybody('receipt');
    const fields = { ...PRESIDENT, acts: 'receipt', _key: 'signataire', _org: leila.organisation! };
    const made = await leila.send('POST', '/gestion/signataires', {
      ...multipart('image', 'signature.png', drawnSignature(), fields),
    });
    expect(made.status).toBe(303);
    const id = await donation('person');
    await leila.post(`/dons/${id}/papiers/valeur`, { value: '171,80', declaredOn: bankToday(), how: 'letter' });
    await leila.post(`/dons/${id}/papiers/valeur/verification`, { checkedHow: 'second_hand_prices' });
    const who = { name: 'Dominique Inventé', address: '3 impasse des Essais, 92150 Suresnes' };
    expect((await leila.post(`/dons/${id}/papiers/recu`, { ...who, password })).status).toBe(303);
    const signed = await signedOn('tax_receipt_person');
    expect(signed.person).toMatchObject({ name: 'Camille Inventé', quality: 'présidence', own: false });
    const [blob] = await sql('SELECT mime FROM documents.blob WHERE id = $1', [signed.person.image]);
    expect(blob.mime).toBe('image/png');
  });

  test('is refused without a signature that can be read; the page takes it at once', async () => {
    await endEverybody('receipt');
    await leila.post('/gestion/signataires', { ...PRESIDENT, name: 'Alix Inventé', acts: 'receipt' });
    const id = await donation('person');
    await leila.post(`/dons/${id}/papiers/valeur`, { value: '171,80', declaredOn: bankToday(), how: 'letter' });
    await leila.post(`/dons/${id}/papiers/valeur/verification`, { checkedHow: 'second_hand_prices' });
    const issue = () =>
      leila.post(`/dons/${id}/papiers/recu`, { name: 'Dominique Inventé', address: '3 rue X', password });
    const refused = await issue();
    expect([refused.status, refused.text.includes('signature lisible de Alix Inventé, présidence')]).toEqual([
      409,
      true,
    ]);
    expect(refused.text).toContain('href="/gestion/signataires"');
    const [line] = await sql(`SELECT id FROM people.signatory WHERE name = 'Alix Inventé'`);
    const send = (image: Buffer) =>
      leila.send('POST', `/gestion/signataires/${line.id}/signature`, {
        ...multipart('image', 'signature.png', image, { _key: randomUUID(), _org: leila.organisation! }),
      });
    for (const background of ['white', 'black']) {
      const sheet = await sharp({ create: { width: 300, height: 100, channels: 3, background } })
        .png()
        .toBuffer();
      const blank = await send(sheet);
      expect([blank.status, blank.text.includes('On ne voit pas de signature')]).toEqual([409, true]);
    }
    expect((await send(drawnSignature())).status).toBe(303);
    expect((await send(drawnSignature())).text).toContain('Cette ligne a déjà une signature');
    expect((await issue()).status).toBe(303);
    expect((await signedOn('tax_receipt_person')).person.image).toEqual(expect.any(String));
    await expect(
      sql(`UPDATE people.signatory SET image_blob = gen_random_uuid() WHERE id = $1`, [line.id]),
    ).rejects.toThrow('people.signature_stays');
  });

  test('takes no picture of what is none', async () => {
    const fields = { ...PRESIDENT, acts: 'attestation', _key: 'pas une image', _org: leila.organisation! };
    const answer = await leila.send('POST', '/gestion/signataires', {
      ...multipart('image', 'x.png', Buffer.from('pas une image'), fields),
    });
    expect([answer.status, answer.text.includes('Cette image est illisible')]).toEqual([409, true]);
  });
});

test('an act that binds the bank is refused while nobody may sign it, and leads to the list', async () => {
  await endEverybody('agreement');
  const refused = await agree(await donation());
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('Personne n’est autorisé aujourd’hui à signer ce document');
  expect(refused.text).toContain('href="/gestion/signataires"');
  await leila.post('/gestion/signataires', { ...PRESIDENT, name: 'Sacha Inventé' });
  expect((await agree(await donation())).status).toBe(303);
  expect((await signedOn('donation_agreement')).person).toEqual({
    name: 'Sacha Inventé',
    quality: 'présidence',
    own: false,
    image: null,
  });
});

async function endEverybody(act: string): Promise<void> {
  const open = await sql(
    'SELECT id FROM people.signatory WHERE organisation_id = $1 AND act = $2 AND valid_until IS NULL',
    [fixtures.organisations.bank.id, act],
  );
  for (const { id } of open)
    expect((await leila.post(`/gestion/signataires/${id}/fin`, { until: '2026-01-01' })).status).toBe(303);
}
