import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { DonationsService, LoggingService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let leila: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
beforeEach(async () => {
  leila = await as('leila');
});
afterAll(() => t?.close());

async function donation(): Promise<string> {
  const { aude } = fixtures.people;
  return t.app.get(DataSource).transaction(async (tx) => {
    const donor = { kind: 'company' as const, name: 'Société Exemple' };
    const placeId = fixtures.organisations.collection.place;
    const id = await t.app.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    await t.app.get(LoggingService).log(tx, aude, id, { category: 'laptop', condition: 'works' });
    await t.app.get(DonationsService).close(tx, aude, id);
    return id;
  });
}

const agreement = (who: Visitor, id: string, fields = {}) => who.post(`/dons/${id}/papiers/convention`, fields);
const confirmations = (): Promise<{ act: string; form: string; session_hash: string | null }[]> =>
  t.app
    .get(DataSource)
    .query('SELECT act, form, session_hash FROM people.confirmation WHERE membership_id = $1 ORDER BY at', [
      fixtures.people.leila.membershipId,
    ]);

describe('what is signed', () => {
  test('is signed with the password, and leaves who confirmed which act, how and in which session', async () => {
    const id = await donation();
    const unsigned = await agreement(leila, id);
    expect([unsigned.status, unsigned.text.includes('Écrivez votre mot de passe')]).toEqual([422, true]);
    expect((await agreement(leila, id, { password: DEMO_PASSWORD })).status).toBe(303);
    const [kept] = (await confirmations()).slice(-1);
    expect(kept).toEqual({ act: 'agreement', form: 'password', session_hash: sha256(leila.cookie('bn_session')) });
  });

  test('needs no second password for the same act within ten minutes, and the form says so', async () => {
    const [id, next] = [await donation(), await donation()];
    const page = async () => (await leila.get(`/dons/${next}/papiers`)).text;
    expect(await page()).toContain('name="password"');
    await agreement(leila, id, { password: DEMO_PASSWORD });
    expect(await page()).toContain('Confirmé à l’instant.');
    expect(await page()).not.toContain('name="password"');
    expect((await agreement(leila, next)).status).toBe(303);
  });

  test('needs it for another act, in another session, and after ten minutes', async () => {
    const id = await donation();
    await agreement(leila, id, { password: DEMO_PASSWORD });
    const year = new Date().getFullYear();
    expect((await leila.post(`/recus/annee/${year}/liste`)).status).toBe(422);

    const elsewhere = await as('leila');
    expect((await elsewhere.get(`/dons/${id}/papiers`)).text).toContain('name="password"');
    expect((await agreement(elsewhere, id)).status).toBe(422);

    await t.app.get(DataSource).query(
      `INSERT INTO people.confirmation (id, user_id, membership_id, act, form, at, session_hash)
       VALUES (gen_random_uuid(), $1, $2, 'agreement', 'password', now() - interval '10 minutes 1 second', $3)`,
      [fixtures.people.leila.userId, fixtures.people.leila.membershipId, sha256(elsewhere.cookie('bn_session'))],
    );
    expect((await agreement(elsewhere, id)).status).toBe(422);
  });

  test('needs it each time from a program, which has no session', async () => {
    const id = await donation();
    const made = await leila.post('/gestion/jetons', { name: 'Un programme', scopes: ['read', 'write'], term: 'year' });
    const token = /bn_[\w-]+/.exec(made.text)![0];
    const program = Visitor.program(t, token);
    const sign = (body: object) => program.api('POST', `/api/v1/donations/${id}/agreements`, body);
    expect((await sign({ password: DEMO_PASSWORD })).status).toBe(201);
    expect((await sign({})).json()).toMatchObject({ status: 422, code: 'people.confirmation_missing' });
    expect((await confirmations()).at(-1)).toMatchObject({ session_hash: null });
  });
});

test('a confirmation is never changed nor taken away', async () => {
  await agreement(leila, await donation(), { password: DEMO_PASSWORD });
  const db = t.app.get(DataSource);
  await expect(db.query(`UPDATE people.confirmation SET at = now()`)).rejects.toThrow();
  await expect(db.query('DELETE FROM people.confirmation')).rejects.toThrow();
});
