import { DiscoveryService } from '@nestjs/core';
import { SimQueries } from '#bank/sims';
import { declaredRoutes, type Leads, leadsBy } from '#platform/http';
import { type Member, READ, ROLES, type Role, rolesOf } from '#platform/kernel';
import type { Seen } from '../support/browser/visitor.js';
import {
  everyDonorContact,
  everyNameAndContact,
  peopleSaidMore,
  plain,
  REPORTER,
} from '../support/planted/names-said.js';
import { type Params, type Things, thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, type Row } from './access-matrix.js';

/** Who oversees the chain, or its figures, and is told nobody's name. */
const WITHOUT_NAMES = ROLES.filter(
  (role) => READ.figures.by['any']!.includes(role) && !rolesOf(READ.donorNames.by).includes(role),
);

let w: World;
let things: Readonly<Record<string, Things>>;
let matrix: Row[];
let leads: Leads;
let secrets: string[];

beforeAll(async () => {
  w = await World.open();
  await peopleSaidMore(w);
  things = await thingsOfTheDemo(w.t, w.fixtures);
  matrix = matrixOf(w.t.app);
  leads = leadsBy(declaredRoutes(w.t.app.get(DiscoveryService, { strict: false })));
  secrets = await everyNameAndContact(w);
});
afterAll(() => w?.t.close());

/** A right of theirs lets them in, not that anybody is. */
const gives = (row: Row, role: Role) => row.own[role] === 'ok' && row.own.donor_contact === '403';

/** Every page and every answer that is not for anybody, whichever organisation's things it is about. */
async function* everythingOf(role: Role): AsyncGenerator<{ row: Row; seen: Seen }> {
  for (const row of matrix.filter(
    (r) => r.route.startsWith('GET ') && r.own[role] !== '403' && r.own.stranger !== 'ok',
  )) {
    const of: readonly Params[] = row.thing ? [...new Set(Object.values(things[row.thing]!))] : [{}];
    for (const params of of) {
      const only = row.thing ? { ...things, [row.thing]: { bank: params } } : things;
      yield { row, seen: await askRoute(row, only, null, w.kinds[role].own) };
    }
  }
}

test('who works with donors is told these names: what is looked for is what pages say', async () => {
  const told = new Set<string>();
  for await (const { seen } of everythingOf('coordinator')) {
    const text = plain(seen.text);
    for (const word of secrets) if (text.includes(word)) told.add(word);
  }
  expect(told.size).toBeGreaterThan(secrets.length / 2);
});

/** Words by which a person is reached, of those that pages tell; an organisation's name is none. */
async function everyContact(): Promise<string[]> {
  const cards = await w.t.app.get(SimQueries, { strict: false }).list(w.fixtures.people.leila);
  const lines = cards.items.flatMap(({ msisdn }) => (msisdn ? [`0${msisdn.slice(3)}`] : []));
  const all = [
    ...(await everyDonorContact(w)),
    ...lines,
    ...Object.values(REPORTER),
    'Personne Exemple',
    '01 99 00 00 01',
  ];
  return [...new Set(all.map(plain))].filter((word) => word.length > 7);
}

test.each(['coordinator', 'collector', 'structure_manager', 'structure_agent'] as const)(
  'every screen on which a %s reads where somebody is reached is in their organisation’s log, once, without a name',
  async (role) => {
    const contacts = await everyContact();
    const organisationId = w.fixtures.organisations[w.kinds[role].side!].id;
    const looks = (): Promise<{ id: string; what: string }[]> =>
      w.db.query(
        `SELECT l.id::text, l.screen || coalesce(l.subject_id::text, '') AS what FROM people.identity_look l WHERE l.organisation_id = $1 AND l.id > $2 ORDER BY l.id`,
        [organisationId, last],
      );
    const wrong: string[] = [];
    let [last, told] = ['0', 0];
    last = (await looks()).at(-1)?.id ?? last;
    for await (const { row, seen } of everythingOf(role)) {
      const made = await looks();
      last = made.at(-1)?.id ?? last;
      const text = plain(seen.text);
      const word = contacts.find((c) => text.includes(c));
      if (word) told += 1;
      if (word && !made.length) wrong.push(`${row.route}: ${word} and no look`);
      if (new Set(made.map(({ what }) => what)).size < made.length) wrong.push(`${row.route}: a look twice`);
    }
    expect(wrong).toEqual([]);
    expect(told).toBeGreaterThan(2);
    const log: { row: string }[] = await w.db.query('SELECT l::text AS row FROM people.identity_look l');
    expect(log.filter(({ row }) => contacts.some((c) => plain(row).includes(c)))).toEqual([]);
  },
);

describe.each(WITHOUT_NAMES)('%s', (role) => {
  test('is told nobody’s name, and nowhere to reach them', async () => {
    const told: string[] = [];
    let read = 0;
    for await (const { row, seen } of everythingOf(role)) {
      if (seen.status >= 500) told.push(`${row.route}: ${seen.status}`);
      if (seen.status >= 400) continue;
      read++;
      const text = plain(seen.text);
      told.push(...secrets.filter((word) => text.includes(word)).map((word) => `${row.route}: ${word}`));
    }
    expect(told).toEqual([]);
    // What they have the right to read was read: nobody is kept from names by being kept from everything.
    expect(read).toBeGreaterThan(matrix.filter((r) => r.route.startsWith('GET ') && gives(r, role)).length * 0.8);
  });

  test('finds nothing by what is hidden', async () => {
    const { page, api } = w.kinds[role].own;
    const found: string[] = [];
    for (const word of [...secrets, 'Marguerite', 'Coteaux', REPORTER.phone]) {
      const q = encodeURIComponent(word);
      for (const list of [
        'donations',
        'donors',
        'devices',
        'sims',
        'tickets',
        'receipts',
        'documents',
        'inventories',
      ]) {
        const seen = await api.api('GET', `/api/v1/${list}?q=${q}&year=2026`);
        // What takes no word to look for answers the same without one.
        const all = await api.api('GET', `/api/v1/${list}?q=zzzzzzzz&year=2026`);
        if (seen.status < 400 && seen.text.length !== all.text.length) found.push(`${list} by ${word}`);
      }
      for (const list of ['/dons', '/dons/donateurs', '/appareils', '/sim', '/pannes']) {
        const seen = await page.get(`${list}?q=${q}`);
        if (seen.status === 303) found.push(`${list} by ${word}`);
      }
    }
    expect(found).toEqual([]);
  });

  test('opens no paper that names anybody', async () => {
    const { api } = w.kinds[role].own;
    const papers: { id: string; facts: string }[] = await w.db.query(
      'SELECT id, facts::text FROM documents.document ORDER BY id',
    );
    const opened: string[] = [];
    for (const { id, facts } of papers) {
      if ((await api.api('GET', `/api/v1/documents/${id}`)).status !== 200) continue;
      const text = plain(facts);
      opened.push(...secrets.filter((word) => text.includes(word)).map((word) => `${id}: ${word}`));
    }
    expect(opened).toEqual([]);
  });

  test('changes nothing, but who they are themselves', () => {
    const writes = matrix.filter((r) => !r.route.startsWith('GET ') && r.own[role] === 'ok').map((r) => r.route);
    const anybodys = matrix.filter((r) => r.own.stranger === 'ok').map((r) => r.route);
    expect(writes.filter((route) => !anybodys.includes(route))).toEqual([
      // Their own absence.
      'POST /absences',
      'POST /deconnexion',
      'POST /organisation',
      'POST /compte/fournisseurs/:provider',
      'POST /compte/nom',
      'POST /compte/adresse',
      'POST /compte/mot-de-passe',
      'POST /compte/deconnexion-partout',
      'POST /compte/verification/application',
      'POST /compte/verification/application/code',
      'POST /compte/verification/application/retrait',
      'POST /compte/verification/cles',
      'POST /compte/verification/codes',
      // Which nobody else sees.
      'POST /filtres',
      'POST /filtres/retrait',
      // A key that reads the committee's figures.
      ...(role === 'committee_reader' ? ['POST /gestion/cles'] : []),
      // What they hear of by mail.
      'POST /compte/messages/:kind',
    ]);
  });

  test('is offered nothing that would be refused, and nothing to do', async () => {
    const actor = { kind: 'member', roles: [role] } as unknown as Member;
    const offered: string[] = [];
    for await (const { row, seen } of everythingOf(role)) {
      if (seen.status >= 400) continue;
      for (const [, allowed] of seen.text.matchAll(/"allowed":\[([^\]]*)\]/g))
        if (allowed) offered.push(`${row.route} allows ${allowed}`);
      for (const [, href = ''] of seen.text.matchAll(/ href="([^"]+)"/g))
        if (!leads(actor, 'GET', href)) offered.push(`${row.route} links to ${href}`);
      for (const [, action = ''] of seen.text.matchAll(/<form method="post" action="([^"]+)"/g))
        if (!leads(actor, 'POST', action)) offered.push(`${row.route} sends to ${action}`);
    }
    expect([...new Set(offered)]).toEqual([]);
  });
});
