import type { Side } from '../support/browser/everybody.js';
import { peopleSaidMore, plain } from '../support/planted/names-said.js';
import { workOff } from '../support/servers/mail-server.js';
import { type Params, type Things, thingsOfTheDemo } from '../support/things/things.js';
import { World } from '../support/things/world.js';
import { askRoute } from './access/asking.js';
import { matrixOf, type Row } from './access-matrix.js';

/** Where members are managed: the name beside the number is what the page is about. */
const OF_MEMBERS = [
  'GET /gestion/membres',
  'GET /gestion/membres/:id',
  'GET /gestion/membres/:id/compte',
  'GET /gestion/organisations/:id',
];

let w: World;
let things: Readonly<Record<string, Things>>;
let matrix: Row[];

beforeAll(async () => {
  w = await World.open();
  await peopleSaidMore(w);
  things = await thingsOfTheDemo(w.t, w.fixtures);
  matrix = matrixOf(w.t.app);
});
afterAll(() => w?.t.close());

const colleaguesOf = async (side: Side): Promise<{ number: number; name: string }[]> =>
  w.db.query(
    `SELECT m.operator_number AS number, u.name FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
     WHERE m.organisation_id = $1`,
    [w.fixtures.organisations[side].id],
  );

/** Every page of theirs, about each organisation's things. */
async function* pagesOf(role: keyof World['kinds']): AsyncGenerator<{ route: string; text: string }> {
  for (const row of matrix) {
    // Whoever holds a one-time address is whom it was made for.
    if (!row.route.startsWith('GET /') || /^GET \/api\/|:secret/.test(row.route)) continue;
    const of: readonly Params[] = row.thing ? [...new Set(Object.values(things[row.thing]!))] : [{}];
    for (const params of of) {
      const only = row.thing ? { ...things, [row.thing]: { bank: params } } : things;
      const seen = await askRoute(row, only, null, w.kinds[role].own);
      if (seen.status === 200 && /^<!doctype html>/i.test(seen.text)) yield { route: row.route, text: seen.text };
    }
  }
}

test.each(['coordinator', 'bank_admin', 'collector', 'workshop_supervisor', 'structure_manager'] as const)(
  'a %s reads names of their own organisation, and numbers of others alone',
  async (role) => {
    const side = w.kinds[role].side!;
    const inside = await colleaguesOf(side);
    const sides = Object.keys(w.fixtures.organisations).filter((s) => s !== side) as Side[];
    const outside = (await Promise.all(sides.map(colleaguesOf))).flat();
    const own = new Set(inside.map(({ name }) => name));
    const bare: string[] = [];
    const told: string[] = [];
    let names = 0;
    for await (const { route, text } of pagesOf(role)) {
      if (OF_MEMBERS.includes(route)) continue;
      // « Paul, opérateur n° 1001 » tells two colleagues of one name apart.
      const body = inside.reduce(
        (said, c) => said.replaceAll(plain(`${c.name}, opérateur n° ${c.number}`), plain(c.name)),
        plain(text.slice(text.indexOf('<main'))),
      );
      for (const [, number] of body.matchAll(/opérateur n[°º] ?(\d+)/g))
        if (inside.some((c) => c.number === Number(number))) bare.push(`${route}: ${number}`);
      names += inside.filter(({ name }) => body.includes(plain(name))).length;
      told.push(
        ...outside.filter((o) => !own.has(o.name) && body.includes(plain(o.name))).map((o) => `${route}: ${o.name}`),
      );
    }
    expect([...new Set(bare)]).toEqual([]);
    expect([...new Set(told)]).toEqual([]);
    expect(names).toBeGreaterThan(5);
  },
);

test('lists are exported by numbers, never by names nor references', async () => {
  await workOff(w.t.app, 'matching');
  const { page, api } = w.kinds.coordinator.own;
  const names = (await colleaguesOf('bank')).map(({ name }) => plain(name)).filter((name) => name.length > 3);
  for (const [path, first] of [
    ['/corrections/export', 'Correction;'],
    ['/actions-groupees/export', 'Action;'],
    ['/remises/export', 'Code;Appareil;Structure;'],
    ['/collectes/export', 'Jour;'],
    ['/verrous/export', 'Code;'],
    ['/dons/donateurs/export', 'Donateur;'],
    ['/attributions/export', 'Structure;'],
  ] as const) {
    const csv = await page.get(path);
    expect([csv.status, csv.headers['content-type']]).toEqual([200, expect.stringContaining('text/csv')]);
    const [header = '', ...rows] = csv.text
      .replace(/^\ufeff/, '')
      .trim()
      .split(/\r?\n/);
    expect(header.startsWith(first)).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    expect(names.filter((name) => plain(csv.text).includes(name))).toEqual([]);
    if (path !== '/corrections/export') expect(csv.text).not.toMatch(/\bR-[2-9A-HJKMNP-Z]{5}\b/);
  }
  expect((await api.api('GET', '/api/v1/corrections/export?format=xlsx')).status).toBe(200);
});
