import { DEMO_PASSWORD } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { openDataSource } from '../support/servers/database.js';
import { SetupDesk } from '../support/things/setup-desk.js';

let desk: SetupDesk;
beforeAll(async () => {
  desk = await SetupDesk.open();
});
afterAll(() => desk?.t.close());

describe('a list that should not have been taken in', () => {
  const allowed = (year: string) =>
    desk.db.query(`SELECT category, allowed FROM allocation.quota WHERE starts_on = $1 ORDER BY category`, [
      `${year}-01-01`,
    ]);

  test('of quotas gives each the number of before; one that holds devices by now stays, and says why', async () => {
    const first = await desk.sends('quotas', 'Structure;Année;Portables\nCCAS de Bagneux;2041;5\n');
    await desk.leila.post(first);
    const at = await desk.sends(
      'quotas',
      'Structure;Année;Portables;Tablettes;Écrans;Smartphones\nCCAS de Bagneux;2041;9;4;2;6\n',
    );
    await desk.leila.post(at);
    expect(await desk.page(at)).toContain('Annuler cet import');
    await desk.leila.post(await desk.sends('quotas', 'Structure;Année;Smartphones\nCCAS de Bagneux;2041;8\n'));
    // Devices are counted in one of them meanwhile.
    const owner = await openDataSource(desk.t.database.ownerUrl, {}, 1);
    await owner.query('ALTER TABLE allocation.quota DISABLE TRIGGER USER');
    await owner.query(`UPDATE allocation.quota SET used = 3 WHERE starts_on = '2041-01-01' AND category = 'tablet'`);
    await owner.query('ALTER TABLE allocation.quota ENABLE TRIGGER USER');
    await owner.destroy();
    const asked = await desk.page(`${at}/annulation`);
    for (const words of ['4 quotas enregistrés', 'Annuler les 4 quotas', 'reprend le nombre'])
      expect(asked).toContain(words);
    expect((await desk.leila.post(`${at}/annulation`)).location).toBe(at);
    const done = await desk.page(at);
    for (const words of [
      '2 quotas annulés, 2 restent',
      'Des appareils y sont déjà comptés',
      'Ont été changés depuis par une personne',
    ])
      expect(done).toContain(words);
    expect(await allowed('2041')).toEqual([
      { category: 'laptop', allowed: 5 },
      { category: 'monitor', allowed: 0 },
      { category: 'smartphone', allowed: 8 },
      { category: 'tablet', allowed: 4 },
    ]);
    expect((await desk.leila.post(`${at}/annulation`)).status).toBe(409);
  });

  test('two rows that say one quota are told as a double, whatever else they say', async () => {
    const at = await desk.sends(
      'quotas',
      'Structure;Année;Portables;Tablettes\nCCAS de Bagneux;2043;5;3\nCCAS de Bagneux;2043;7;\nCCAS de Bagneux;2043;;9\n',
    );
    expect(await desk.page(at)).toContain('C’est la même chose qu’à la ligne 2');
    await desk.leila.post(at);
    expect(await allowed('2043')).toEqual([
      { category: 'laptop', allowed: 5 },
      { category: 'tablet', allowed: 3 },
    ]);
    await desk.leila.post(`${at}/annulation`);
    expect(await desk.page(at)).toContain('2 quotas annulés');
    expect((await allowed('2043')).map((quota: { allowed: number }) => quota.allowed)).toEqual([0, 0]);
  });

  test('of quotas takes nothing away of a number that it only said again', async () => {
    await desk.leila.post(
      await desk.sends('quotas', 'Structure;Année;Portables;Tablettes\nCCAS de Bagneux;2042;5;6\n'),
    );
    const at = await desk.sends('quotas', 'Structure;Année;Portables;Tablettes\nCCAS de Bagneux;2042;9;6\n');
    await desk.leila.post(at);
    const done = await desk.page(at);
    for (const words of ['1 quota enregistré', 'fait']) expect(done).toContain(words);
    await desk.leila.post(`${at}/annulation`);
    const undone = await desk.page(at);
    for (const words of ['1 quota annulé', 'annulé']) expect(undone).toContain(words);
    expect(undone).not.toContain('sera enregistré');
    expect(await allowed('2042')).toEqual([
      { category: 'laptop', allowed: 5 },
      { category: 'tablet', allowed: 6 },
    ]);
  });

  test('of organisations closes those that nobody used; a corrected list opens them again', async () => {
    const names = ['Relais Est', 'Relais Nord', 'Relais Sud', 'Relais Ouest'];
    const list = (kind: string) => ['Nom;Type', ...names.map((name) => `${name};${kind}`)].join('\n');
    const at = await desk.sends('organisations', list('structure'));
    await desk.leila.post(at);
    const idOf = async (name: string): Promise<string> =>
      (await desk.db.query('SELECT id FROM people.organisation WHERE name = $1', [name]))[0].id;
    // One works by now, one has a quota, one was changed.
    await desk.leila.post(
      await desk.sends('personnes', 'Nom;Mail;Organisation;Rôle\nA;a@relais.example;Relais Est;agent\n'),
    );
    await desk.leila.post(await desk.sends('quotas', 'Structure;Année;Portables\nRelais Nord;2044;5\n'));
    await desk.leila.post(`/gestion/organisations/${await idOf('Relais Sud')}`, {
      name: 'Relais Sud',
      helpline: '01 02 03 04 05',
      active: 'oui',
    });
    expect(await desk.page(`${at}/annulation`)).toContain('Fermer les 4 organisations');
    expect((await desk.leila.post(`${at}/annulation`)).location).toBe(at);
    const done = await desk.page(at);
    for (const words of [
      '1 organisation fermée, 3 restent',
      'Des personnes y travaillent',
      'quota',
      'modifiées depuis',
    ])
      expect(done).toContain(words);
    const open = () =>
      desk.db.query(`SELECT name, kind FROM people.organisation WHERE name LIKE 'Relais %' AND active ORDER BY name`);
    expect((await open()).map((o: { name: string }) => o.name)).toEqual(['Relais Est', 'Relais Nord', 'Relais Sud']);
    const again = await desk.sends('organisations', list('point de collecte'));
    expect(await desk.page(again)).toContain('sera rouverte');
    await desk.leila.post(again);
    expect(await desk.page(again)).toContain('1 organisation ajoutée');
    expect(await open()).toContainEqual({ name: 'Relais Ouest', kind: 'collection_point' });
  });

  test('of people takes back those who have not come in; a corrected list brings them back', async () => {
    await desk.leila.post(await desk.sends('organisations', 'Nom;Type\nMaison du lien;structure\n'));
    const csv =
      'Nom;Mail;Organisation;Rôle\nChef;chef@lien.example;Maison du lien;responsable\nAgent;agent@lien.example;Maison du lien;agent\nLà;la@lien.example;Maison du lien;agent\nInès;ines@demo.example;Maison du lien;agent\n';
    const at = await desk.sends('personnes', csv);
    await desk.leila.post(at);
    const { text: copied } = await desk.leila.post(`${at}/invitations`, { way: 'copy' });
    const link = (to: string) => /\/mot-de-passe\/[\w-]{20,}/.exec(copied.slice(copied.indexOf(` · ${to}`)))![0];
    const stranger = Visitor.stranger(desk.t);
    await stranger.post(link('la@lien.example'), { password: DEMO_PASSWORD, again: DEMO_PASSWORD });
    expect((await desk.leila.post(`${at}/annulation`)).location).toBe(at);
    const done = await desk.page(at);
    for (const words of ['2 personnes retirées, 2 restent', 'Sont déjà entrées', 'Sont seules à gérer'])
      expect(done).toContain(words);
    expect(done).not.toContain('lien.example');
    expect((await desk.leila.get(`${at}/invitations`)).status).toBe(404);
    expect((await stranger.get(link('agent@lien.example'))).text).toContain('ne sert plus');
    const again = await desk.sends('personnes', csv);
    expect(await desk.page(again)).toContain('elle reviendra');
    await desk.leila.post(again);
    expect(await desk.page(again)).toContain('2 personnes ajoutées');
  });
});
