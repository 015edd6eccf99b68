import { BeneficiariesService, BeneficiaryMerges, PeopleFinder } from '#bank/allocation';
import { AccessRecordsService, FiguresModule } from '#bank/figures';
import { OrganisationsService, SEARCHES } from '#bank/people';
import type { Actor, Member } from '#platform/kernel';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let other: Member;
beforeAll(async () => {
  a = await Allocation.open(FiguresModule);
  const ines = a.people.ines as Member;
  const id = await a.s.work((tx) =>
    a.get(OrganisationsService).create(tx, a.people.leila, { kind: 'structure', name: 'Autre structure' }),
  );
  other = { ...ines, organisationId: id };
});
afterAll(() => a?.s.close());

const people = () => a.get(BeneficiariesService);
const known = (name: string, contact: string | null = null, actor: Actor = a.people.ines) =>
  a.s.work((tx) => people().create(tx, actor, { identity: { name, contact } }));
const find = (typed: string, actor: Actor = a.people.ines) => a.get(PeopleFinder).find({ ...actor }, typed);
const ids = async (typed: string, actor?: Actor) => (await find(typed, actor)).people.map((p) => p.id);
const looks = async (): Promise<{ screen: string; subject: string | null }[]> =>
  a.s.db.query(
    `SELECT l.screen, l.subject_id AS subject FROM people.identity_look l WHERE l.screen = 'person_search' ORDER BY l.id`,
  );

test('a sealed name is found whatever the accents, hyphens, order, titles and how it sounds; the reference and the telephone too', async () => {
  const id = await known('Anne-Sophie Lefèvre d’Angelo', '06 12 34 56 78 (le soir)');
  for (const typed of [
    'Anne-Sophie Lefèvre d’Angelo',
    'lefevre anne sophie',
    'ANNESOPHIE LEFEBVRE',
    'Mme Lefebvre',
    'dangelo',
    'Lefèvre Anne',
    '0612345678',
    '+33 6 12 34 56 78',
  ])
    expect([typed, await ids(typed)]).toEqual([typed, [id]]);
  const { reference } = await people().byId(a.people.ines, id);
  expect(await find(reference.toLowerCase())).toMatchObject({ people: [{ id, name: null }], refused: null });
  expect((await find('Lefèvre')).people[0]).toMatchObject({ name: 'Anne-Sophie Lefèvre d’Angelo' });
  for (const wrong of ['Anne-Sophie Martin', 'Lef', 'lefè', '0612345679', '06123'])
    expect([wrong, await ids(wrong)]).toEqual([wrong, []]);
});

test('a name with one letter wrong, missing, added or swapped in a word is found after those as typed, and is said to be near', async () => {
  const [meant, exact] = [await known('Clémentine Bassompierre'), await known('Clémence Bassompierre')];
  for (const typed of [
    'Clementime Bassompierre',
    'Clemntine Bassonpierre',
    'clementinne basompierre',
    'Clemetnine Bassompierre',
    'Klémentine BASSOMPIERE',
  ])
    expect([typed, (await find(typed)).people]).toEqual([typed, [expect.objectContaining({ id: meant, near: true })]]);
  expect((await find('Clemence Bassompierre')).people).toEqual([expect.objectContaining({ id: exact, near: false })]);
  expect(await ids('Clementi Bassompierre')).toEqual([]);
  expect(await ids('Clementime Bassompierre', a.people.leila)).toEqual([]);
  expect(await ids('Clementime Bassompierre', other)).toEqual([]);
  const [newest] = (await looks()).slice(-1);
  expect(newest).toEqual({ screen: 'person_search', subject: null });
});

test('who is written as typed is never left out for whoever is near', async () => {
  const typed = await known('Marinette Vauquelin');
  for (let i = 0; i < 50; i++) await known(`Marinete Vauquelin${'e'.repeat(i % 2)}`);
  expect(await find('Marinette Vauquelin')).toEqual({
    people: [expect.objectContaining({ id: typed, near: false })],
    refused: null,
  });
  // One letter more than either: nearly all are near, and nobody is shown.
  expect(await find('Marinetta Vauquelin')).toEqual({ people: [], refused: 'too_many' });
});

test('a reference that was begun finds those of the structure that begin so, a handful, and no name by its beginning', async () => {
  const made = [];
  for (const tail of ['A2', 'A3', 'A4', 'B2', 'B3', 'B4']) {
    const id = await a.s.work((tx) => people().create(tx, a.people.ines, {}));
    await a.s.db.query('UPDATE allocation.beneficiary SET reference = $2 WHERE id = $1', [id, `R-ZX9${tail}`]);
    made.push(id);
  }
  expect(await ids('R-ZX9A')).toEqual(made.slice(0, 3));
  expect(await ids('zx9b')).toEqual(made.slice(3));
  expect(await find('R-ZX9')).toMatchObject({ people: made.slice(0, 5).map((id) => ({ id, name: null })), more: true });
  expect(await find('R-9X')).toEqual({ people: [], refused: 'not_exact' });
  expect(await ids('R-ZX9', other)).toEqual([]);
  expect(await find('R-ZX9', a.people.leila)).toEqual({ people: [], refused: null });
  // On a torn paper the end is what is legible.
  expect(await ids('X9A2')).toEqual([made[0]]);
  expect(await ids('…9B3')).toEqual([made[4]]);
  expect(await ids('…ZX9')).toEqual([]);
  expect(await ids('R-9B3')).toEqual([]);
  // Letters alone may be a name as well.
  const named = await known('Zxy Martin');
  const [letters] = made;
  await a.s.db.query(`UPDATE allocation.beneficiary SET reference = 'R-ZXYAB' WHERE id = $1`, [letters]);
  expect(await ids('zxy')).toEqual([named, letters]);
  for (let i = 0; i < 5; i++) await known(`Zxy Nombreux${'abcde'[i]}`);
  expect(await find('zxy')).toMatchObject({ people: [{ id: letters }], refused: 'too_many' });
});

test('another structure finds nobody of it, nor does the bank; no two structures’ rows show that they know the same person', async () => {
  const mine = await known('Zoé Quatrefages', '06 98 76 54 32');
  const theirs = await known('Zoé Quatrefages', '06 98 76 54 32', other);
  expect(await ids('Quatrefages Zoé')).toEqual([mine]);
  expect(await ids('Quatrefages Zoé', other)).toEqual([theirs]);
  expect(await ids('06 98 76 54 32', other)).toEqual([theirs]);
  for (const actor of [a.people.leila, a.people.karim]) expect(await ids('Quatrefages', actor)).toEqual([]);
  const [{ shared }] = await a.s.db.query(
    `SELECT count(*)::int AS shared FROM allocation.identity_token t JOIN allocation.identity_token u ON u.token = t.token AND u.structure_id <> t.structure_id`,
  );
  expect(shared).toBe(0);
});

test('no list to leaf through: more than a handful is nobody, and a part of a name finds nothing', async () => {
  for (let i = 0; i < 6; i++) await known(`Marie Nombreux${'abcdef'[i]}`);
  expect(await find('Marie')).toEqual({ people: [], refused: 'too_many' });
  expect((await find('Marie Nombreuxc')).people).toHaveLength(1);
  expect(await find('M')).toEqual({ people: [], refused: 'not_exact' });
  expect(await find('%')).toEqual({ people: [], refused: 'not_exact' });
});

test('each look is noted, found or not, before anything is shown; no name is in it', async () => {
  const id = await known('Yannick Perdrix');
  const before = (await looks()).length;
  await find('Perdrix Yannick');
  await find('Personne Decenom');
  const noted = (await looks()).slice(before);
  expect(noted).toEqual([
    { screen: 'person_search', subject: id },
    { screen: 'person_search', subject: null },
  ]);
  const manager: Actor = { ...a.people.ines, roles: ['structure_manager'] };
  const [newest] = (await a.get(AccessRecordsService).list(manager, { subjectId: id })).items;
  expect(newest).toMatchObject({ screen: 'person_search' });
});

test('a corrected name is found by the new one alone; a merged reference leads to the one that stands, and back', async () => {
  const [goes, stays] = [await known('Odile Tournesol'), await known('Odile Tournesole')];
  await a.s.work((tx) =>
    people().update(tx, a.people.ines, stays, { identity: { name: 'Odile Girasol', contact: null } }),
  );
  expect(await ids('Girasol')).toEqual([stays]);
  expect(await ids('Tournesol')).toEqual([goes]);
  const { reference } = await people().byId(a.people.ines, stays);
  await a.s.work((tx) =>
    a.get(BeneficiaryMerges).merge(tx, a.people.ines, goes, { into: reference, reason: 'entered_twice' }),
  );
  expect(await ids('Tournesol')).toEqual([stays]);
  await a.s.work((tx) => a.get(BeneficiaryMerges).separate(tx, a.people.ines, goes, 'misread'));
  expect(await ids('Tournesol')).toEqual([goes]);
});

test('who is forgotten is not found, and leaves no hash', async () => {
  const id = await known('Ursule Effacée', '07 11 22 33 44');
  await a.s.work((tx) => people().forget(tx, a.people.ines, id));
  expect([await ids('Ursule Effacée'), await ids('07 11 22 33 44')]).toEqual([[], []]);
  expect(await a.s.db.query('SELECT 1 FROM allocation.identity_token WHERE beneficiary_id = $1', [id])).toEqual([]);
});

test('identities of before are made findable by the program, also when the secret changed', async () => {
  const id = await known('Barnabé Dautrefois');
  await a.s.db.query('DELETE FROM allocation.identity_token WHERE beneficiary_id = $1', [id]);
  await a.s.db.query('UPDATE allocation.beneficiary_identity SET indexed_as = NULL WHERE beneficiary_id = $1', [id]);
  expect(await ids('Dautrefois')).toEqual([]);
  while (await a.s.work((tx) => people().indexDue(tx)));
  expect(await ids('Dautrefois')).toEqual([id]);
});

test('a dictionary gets no further than an hour’s looks, hits or not', async () => {
  const id = await known('Prosper Dictionnaire');
  // All at the same instant, as a program would.
  const found = await Promise.all(
    Array.from({ length: SEARCHES.times + 40 }, () => find('Prosper Dictionnaire', other)),
  );
  expect(found.filter(({ refused }) => !refused).length).toBeLessThanOrEqual(SEARCHES.times);
  const [{ n }] = await a.s.db.query(
    `SELECT count(DISTINCT at)::int AS n FROM people.identity_look WHERE screen = 'person_search' AND membership_id = $1`,
    [other.membershipId],
  );
  expect(n).toBeLessThanOrEqual(SEARCHES.times);
  expect(await find('Prosper Dictionnaire', other)).toEqual({ people: [], refused: 'too_often' });
  expect(await find('Prosper Dictionnaire')).toEqual({ people: [], refused: 'too_often' });
  // What one knows exactly is found all the same.
  const { reference } = await people().byId(a.people.ines, id);
  expect(await ids(reference)).toEqual([id]);
});
