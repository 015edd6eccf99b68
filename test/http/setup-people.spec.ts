import { SetupDesk } from '../support/things/setup-desk.js';

/** Names of people where a setup list expects organisations: asked about, and in no table before a person says what they are. */
let desk: SetupDesk;
beforeAll(async () => {
  desk = await SetupDesk.open();
});
afterAll(() => desk?.t.close());

const NAMES = /durandeau|kacimi|tchikaya/i;

/** Rows of any table that hold one of the names. */
async function stored(): Promise<string[]> {
  const tables: { name: string }[] = await desk.db.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables)
    for (const { text } of await desk.db.query(
      `SELECT left(x::text, 200) AS text FROM ${name} x WHERE x::text ~* $1 LIMIT 2`,
      [NAMES.source],
    ))
      found.push(`${name} ${text}`);
  return found;
}

const answer = (at: string, people: string) => desk.leila.post(`${at}/noms`, { people });

test('organisations: the question stands first, an answer leaves the people out, and the rest comes in', async () => {
  const at = await desk.sends(
    'organisations',
    'Nom;Type;Commune\nCentre social Nord;structure;\nMarie Durandeau;structure;\nM. Kacimi;structure;\nCCAS de Clamart;structure;Mme Tchikaya\n',
  );
  const seen = await desk.page(at);
  expect(seen).toContain('les cases A3, A4 ; C5 ressemblent à des noms de personnes');
  expect(seen).not.toContain('Enregistrer 1 organisation');
  expect(seen).not.toMatch(NAMES);
  expect(await stored()).toEqual([]);
  // Not before it is answered.
  expect((await desk.leila.post(at)).status).toBe(409);
  expect((await answer(at, 'people')).location).toBe(at);
  expect(await desk.page(at)).toContain('Enregistrer 1 organisation');
  expect((await desk.leila.post(at)).location).toBe(at);
  expect(await desk.count(`people.organisation WHERE name IN ('Centre social Nord', 'CCAS de Clamart')`)).toBe(1);
  expect(await stored()).toEqual([]);
});

test('organisations that are called after somebody come in once a person says so', async () => {
  const at = await desk.sends('organisations', 'Nom;Type\nLouise Michel;structure\n');
  expect((await answer(at, 'others')).location).toBe(at);
  expect(await desk.page(at)).toContain('sera ajoutée');
  expect((await desk.leila.post(at)).location).toBe(at);
  expect(await desk.count(`people.organisation WHERE name = 'Louise Michel'`)).toBe(1);
  // It is there now: nobody is asked again.
  const year = await desk.sends('quotas', 'Structure;Année;Écrans\nLouise Michel;2041;3\n');
  expect(await desk.page(year)).not.toContain('noms de personnes');
});

test('people and quotas: a name under « Organisation » or « Structure » is asked about too', async () => {
  const people = await desk.sends(
    'personnes',
    'Nom;Mail;Organisation\nNora Exemple;nora@exemple.fr;Karim Kacimi\nAnne Exemple;anne@exemple.fr;CCAS de Bagneux\n',
  );
  expect(await desk.page(people)).toContain('les cases C2 ressemblent');
  const quotas = await desk.sends('quotas', 'Structure;Année;Écrans\nZoé Tchikaya;2041;3\n');
  expect(await desk.page(quotas)).toContain('les cases A2 ressemblent');
  expect(await stored()).toEqual([]);
  expect((await answer(quotas, 'maybe')).status).toBe(422);
});
