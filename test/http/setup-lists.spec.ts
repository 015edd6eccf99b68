import { DEMO_PASSWORD } from '#bank/demo';
import { UsersService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { bookOf } from '../support/sheets/sheets.js';
import { SetupDesk } from '../support/things/setup-desk.js';

let desk: SetupDesk;
let office: MailServer;
beforeAll(async () => {
  office = await MailServer.open();
  desk = await SetupDesk.open();
});
afterAll(async () => {
  await desk?.t.close();
  await office?.close();
});

describe('organisations from a list', () => {
  test('an address or a telephone too long to be kept whole is a line in error, never cut', async () => {
    const seen = await desk.page(
      await desk.sends(
        'organisations',
        `Nom;Type;Adresse;Téléphone\nTrop long;structure;${'A'.repeat(201)};\nTrop haut;structure;;${'1 '.repeat(30)}\nJuste assez;structure;${'A'.repeat(200)};\n`,
      ),
    );
    expect(seen).toContain('Ce texte est trop long : 200 caractères au plus.');
    expect(seen).toContain('Ce texte est trop long : 40 caractères au plus.');
    expect(seen).toContain('1 organisation à enregistrer');
  });

  const CSV = [
    'Nom;Type;Commune;SIREN;Téléphone',
    'CCAS de Vanves;Structure;Vanves (92);;01 02 03 04 05',
    'ccas de  bagneux;structure;Bagneux (92);;',
    'Recyclerie;point de collecte;Nulle-Part;;',
    'Autre nom;CCAS;Vanves (92);000 000 042;',
    'CCAS de Vanves;structure;;;',
    'Inconnue;machin;;;',
    'Ressourcerie;Point de collecte;Antony (92);;',
  ].join('\n');

  test('are looked at row by row, and nothing is applied before; doubles are told', async () => {
    const before = await desk.count('people.organisation');
    const at = await desk.sends('organisations', CSV);
    const seen = await desk.page(at);
    for (const words of [
      '2 organisations à enregistrer',
      'existe déjà',
      'Ce SIREN est celui de « CCAS de Bagneux »',
      'C’est la même chose qu’à la ligne 2',
      'n’est pas un type connu',
      'sera ajoutée',
    ])
      expect(seen).toContain(words);
    expect(await desk.count('people.organisation')).toBe(before);
    const wrong = await desk.leila.get(`${at}/lignes-en-erreur?format=csv`);
    expect([wrong.status, wrong.text.includes('Recyclerie')]).toEqual([200, true]);
    expect(await desk.exported()).toBe('organisations-lignes-en-erreur');
    expect((await desk.leila.post(at)).location).toBe(at);
    expect(await desk.count('people.organisation')).toBe(before + 2);
    // Once: sent again by a second click it makes nothing.
    expect((await desk.leila.post(at)).status).toBe(409);
    expect(await desk.count('people.organisation')).toBe(before + 2);
  });

  test('are one list where a title comes again: what stands behind it is read too', async () => {
    const list = 'Nom;Type;Commune;Nom;Téléphone\nRégie de Vanves;structure;Vanves (92);Contact;01 02 03 04 06\n';
    const seen = await desk.page(await desk.sends('organisations', list));
    expect(seen).toContain('téléphone');
    expect(seen).not.toContain('D…');
  });

  test('are told by their postal code and their SIRET; columns that nobody reads are named', async () => {
    const at = await desk.sends(
      'organisations',
      'Nom;Type;Adresse;CP;Ville;SIRET;Mail;Tél\nAsso Étoile;asso;7 rue des Essais;92170;Vanves;00000005966528;a@b.example;123456789\nCentre social;association;;1000;Bourg;1,23457E+13;\n',
    );
    const seen = await desk.page(at);
    for (const words of [
      'Asso Étoile · Structure · Vanves (92) · 7 rue des Essais · 000000059 · 0123456789',
      'un SIRET 14',
      'laissée de côté : « Mail »',
    ])
      expect(seen).toContain(words);
    expect((await desk.leila.post(at)).location).toBe(at);
    expect(
      await desk.count(
        `people.organisation WHERE name = 'Asso Étoile' AND siren = '000000059' AND address = '7 rue des Essais'`,
      ),
    ).toBe(1);
  });

  test('one that somebody added meanwhile is left out, and the rest comes in', async () => {
    const at = await desk.sends('organisations', 'Nom;Type\nUn CIAS;structure\nDeux CIAS;structure\n');
    await desk.leila.post('/gestion/organisations', { kind: 'structure', name: 'UN CIAS' });
    expect((await desk.leila.post(at)).location).toBe(at);
    expect(await desk.count(`people.organisation WHERE name IN ('Un CIAS', 'UN CIAS', 'Deux CIAS')`)).toBe(2);
  });

  test('without a column that is needed, the page says which', async () => {
    await expect(desk.sends('organisations', 'Nom;Commune\nX;Antony\n')).rejects.toThrow('Type');
  });
});

describe('people from a list', () => {
  test('come in without a message; then they are invited, by mail or to be copied', async () => {
    await desk.db.transaction((tx) =>
      desk.t.app.get(UsersService).create(
        tx,
        { kind: 'system', channel: 'system' },
        {
          name: 'Déjà là',
          email: 'deja@exemple.fr',
          password: 'une phrase assez longue',
        },
      ),
    );
    const at = await desk.sends(
      'personnes',
      [
        'Nom;Prénom;Mail;Organisation;Rôle',
        'Petit;Zoé;zoe@exemple.fr;CCAS de Bagneux;agente',
        'YANN;Yann;yann@exemple.fr;ESAT les ateliers;Responsable',
        'Inès;;ines@demo.example;CCAS de Bagneux;responsable',
        'Déjà là;;deja@exemple.fr;CCAS de Bagneux;agent',
        'Sans rôle;;sans@exemple.fr;CCAS de Bagneux;',
        'Perdue;;perdue@exemple.fr;Nulle part;agent',
        'Faux;;pas une adresse;CCAS de Bagneux;agent',
        'Leïla;;leila@demo.example;CCAS de Bagneux;agent',
        'Zoé;Zoé;ZOE@exemple.fr;CCAS de Bagneux;agent',
      ].join('\n'),
    );
    const seen = await desk.page(at);
    for (const words of [
      '3 personnes à enregistrer',
      'Zoé Petit · zoe@exemple.fr',
      'Yann YANN · yann@exemple.fr',
      'déjà membre',
      'a déjà un compte',
      'Écrivez un rôle de',
      'Aucune organisation ne s’appelle « Nulle part »',
      'nom@exemple.fr',
      'On n’entre pas soi-même',
      'C’est la même chose',
    ])
      expect(seen).toContain(words);
    expect((await desk.leila.post(at)).location).toBe(at);
    expect(office.letters).toEqual([]);
    const invitations = `${at}/invitations`;
    expect(await desk.page(invitations)).toContain('3 personnes ne sont pas encore entrées');
    expect((await desk.leila.post(invitations, { way: 'mail' })).location).toBe(invitations);
    await workOff(desk.t.app, 'mail');
    expect(office.letters.map(({ to }) => to[0]).sort()).toEqual([
      'deja@exemple.fr',
      'yann@exemple.fr',
      'zoe@exemple.fr',
    ]);
    const copied = await desk.leila.post(invitations, { way: 'copy' });
    expect(copied.text.match(/\/mot-de-passe\/[\w-]{20,}/g)!.length).toBeGreaterThanOrEqual(2);
    expect(await desk.page(invitations)).toContain('invité, lien bon');
  });
});

describe('quotas', () => {
  test('from a list: a column for each type, or a type and a number; what changes is told', async () => {
    const wide = await desk.sends('quotas', 'Structure;Année;Portables;Tablettes\nCCAS de Bagneux;2031;12;3\n');
    expect(await desk.page(wide)).toContain('sera enregistré');
    expect((await desk.leila.post(wide)).location).toBe(wide);
    const long = await desk.sends(
      'quotas',
      'Structure;Année;Type;Nombre\nccas de bagneux;2031;Portables;20\nCCAS de Bagneux;2031;Tablettes;3\nCCAS de Bagneux;2031;grille-pain;3\nCCAS de Bagneux;2031;Écrans;beaucoup\nInconnue;2031;Écrans;2\n',
    );
    const seen = await desk.page(long);
    for (const words of ['12 → 20', 'déjà réglés', 'grille-pain', 'Aucune structure ouverte'])
      expect(seen).toContain(words);
    expect((await desk.leila.post(long)).location).toBe(long);
    const found = await desk.db.query(
      `SELECT category, allowed FROM allocation.quota WHERE starts_on = '2031-01-01' ORDER BY category`,
    );
    expect(found).toEqual([
      { category: 'laptop', allowed: 20 },
      { category: 'tablet', allowed: 3 },
    ]);
  });

  test('of a year are copied to the next, with a preview; what is there stays', async () => {
    const form = { structureId: desk.fixtures.organisations.structure.id, annee: '2032', tablet: '1' };
    expect((await desk.leila.post(`/quotas/${desk.fixtures.organisations.structure.id}`, form)).status).toBe(303);
    expect(await desk.page('/quotas?annee=2031')).toContain('href="/quotas/copie?annee=2031"');
    const preview = await desk.page('/quotas/copie?annee=2031');
    for (const words of ['Copier 1 quota', 'sera copié', 'Déjà réglé : 1']) expect(preview).toContain(words);
    expect((await desk.leila.post('/quotas/copie', { annee: '2031' })).location).toBe('/quotas?annee=2032');
    const found = await desk.db.query(
      `SELECT category, allowed FROM allocation.quota WHERE starts_on = '2032-01-01' ORDER BY category`,
    );
    expect(found).toEqual([
      { category: 'laptop', allowed: 20 },
      { category: 'tablet', allowed: 1 },
    ]);
    expect(readable(await desk.leila.post('/quotas/copie', { annee: '2031' }))).toContain('Rien à copier');
  });

  test('are copied once by twenty at the same instant', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => desk.leila.post('/quotas/copie', { annee: '2032' })),
    );
    expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    expect(await desk.count(`allocation.quota WHERE starts_on = '2033-01-01'`)).toBe(2);
  });
});

test('every sheet of a workbook is told with its count; they are taken together, or one after the other', async () => {
  const titles = ['Nom', 'Type', 'Commune'];
  const book = await bookOf({
    Nord: [titles, ['Structure Nord', 'structure', ''], ['Structure Est', 'structure', '']],
    Sud: [titles, ['Structure Sud', 'structure', ''], ['Structure Nord', 'structure', '']],
    Points: [
      ['Organisation', 'Type d’organisation', 'Ville'],
      ['Collecte Sud', 'Point de collecte', ''],
    ],
    Notes: [['Fait par Paul']],
  });
  const at = await desk.sends('organisations', book);
  const seen = await desk.page(at);
  for (const words of ['« Nord » (3 lignes)', '« Sud » (3 lignes) : mêmes titres', '« Points » (2 lignes)'])
    expect(seen).toContain(words);
  expect((await desk.leila.post(`${at}/colonnes`, { sheet: '0', headerRow: '1', 'also.1': 'oui' })).location).toBe(at);
  expect(await desk.page(at)).toContain('C’est la même chose qu’à la ligne 2 de « Nord »');
  expect((await desk.leila.post(at)).location).toBe(at);
  expect(await desk.page(at)).toContain('Lire « Points » (2 lignes)');
  const next = (await desk.leila.post(`${at}/feuilles`, { sheet: '2' })).location!;
  expect((await desk.leila.post(next)).location).toBe(next);
  expect(
    await desk.count(
      `people.organisation WHERE name IN ('Structure Nord', 'Structure Est', 'Structure Sud', 'Collecte Sud')`,
    ),
  ).toBe(4);
  expect(await desk.page(at)).not.toContain('Lire «');
});

test('lists are for whoever may: others do not find them', async () => {
  const { aude } = desk.fixtures.people;
  const collector = await Visitor.signedIn(desk.t, 'aude@demo.example', DEMO_PASSWORD, aude.organisationId);
  for (const list of ['organisations', 'personnes', 'quotas'])
    expect((await collector.get(`/gestion/import/${list}`)).status).toBe(403);
  expect((await desk.leila.get('/gestion/import/nothing')).status).toBe(404);
  expect((await desk.leila.get('/gestion/import/quotas/modele?format=csv')).text).toContain('Structure');
});
