import pg from 'pg';
import { DataSource } from 'typeorm';
import { everybody, type Kind, type PersonKind, type Side, type Someone } from '../support/browser/everybody.js';
import type { Seen } from '../support/browser/visitor.js';
import { type TestApp, testAppWithMembers } from '../support/servers/app.js';
import { type Things, thingsOfTheDemo } from '../support/things/things.js';
import { undoingWrites } from '../support/things/undone.js';
import { askRoute } from './access/asking.js';
import { OF_NO_USE, WELL_FORMED } from './access/bodies.js';
import { EXCEPTIONS } from './access/exceptions.js';
import { asksForeign, matrixOf, PEOPLE, type Row, type Verdict } from './access-matrix.js';

let t: TestApp;
/** The application may not move when a session began. */
let owner: pg.Client;
let kinds: Readonly<Record<PersonKind, Kind>>;
let things: Readonly<Record<string, Things>>;
let matrix: Row[];

beforeAll(async () => {
  const { fixtures, members, ...told } = await testAppWithMembers();
  t = told.t;
  kinds = everybody(t, members);
  things = await thingsOfTheDemo(t, fixtures);
  undoingWrites(t.app.get(DataSource));
  matrix = matrixOf(t.app);
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
});
// Some routes ask for the password anew minutes after signing in: however slow the machine is, everybody has just signed in.
beforeEach(() => owner.query('UPDATE people.session SET created_at = now(), last_seen_at = now()'));
afterAll(async () => {
  await owner?.end();
  await t?.close();
});

test('every declared route says who may call it, once', () => {
  expect(matrix.length).toBeGreaterThan(400);
  expect(new Set(matrix.map((r) => r.route)).size).toBe(matrix.length);
});

test('an exception is of a route that is there, and says something else than its right', () => {
  for (const [route, said] of Object.entries(EXCEPTIONS)) {
    expect([route, matrix.some((r) => r.route === route)]).toEqual([route, true]);
    expect([route, Object.keys(said).length > 0]).toEqual([route, true]);
  }
});

const ask = (row: Row, side: Side | null, who: Someone, body: object = {}): Promise<Seen> =>
  askRoute(row, things, side, who, body);

function verdictOf(row: Row, seen: Seen): Verdict | string {
  const [method = ''] = row.route.split(' ');
  // Signing in refuses a password, or what is no provider's word, not the person's right to try.
  if (row.route.startsWith('POST /connexion') && [400, 401, 429].includes(seen.status)) return 'ok';
  if (seen.status === 303 && seen.location?.startsWith('/connexion?vers=')) return '401';
  if ([401, 403, 404].includes(seen.status)) return String(seen.status);
  // 409: theirs, but not at this moment, as a paper that is not ready.
  const fine = method === 'GET' ? [200, 303, 409] : [200, 201, 303, 409, 422];
  return fine.includes(seen.status) ? 'ok' : `${seen.status} ${seen.text.slice(0, 200)}`;
}

/** What may be kept, since it says nothing about anybody: of every other answer, nothing is. */
const MAY_BE_KEPT: Readonly<Record<string, string>> = {
  'GET /sw.js': 'no-cache',
  'GET /manifest.webmanifest': 'no-cache',
  'GET /communes': 'private, max-age=86400',
  'GET /api/v1/communes': 'private, max-age=86400',
};
const isKept = ({ route }: Row, { headers }: Seen): boolean =>
  !['private, no-store', MAY_BE_KEPT[route]].includes(String(headers['cache-control']));

/** What ends a session, or begins another: asked in one apart. */
const ENDS_SESSION = ['POST /deconnexion', 'POST /connexion/lien/:secret'];
/** So many routes are one test: each has its own time, and names who was answered otherwise. */
const PARTS = 12;

describe.each(PEOPLE)('%s is answered as the table says', (person) => {
  test.each(Array.from({ length: PARTS }, (_, part) => part))('at every twelfth route, from the %dth', async (part) => {
    const kind = kinds[person];
    const surprises: string[] = [];
    for (const row of matrix.filter((_, i) => i % PARTS === part)) {
      const [own, foreign] = ENDS_SESSION.includes(row.route)
        ? [await kind.own.apart(), (await kind.foreign?.apart()) ?? null]
        : [kind.own, kind.foreign];
      const seen = await ask(row, kind.side, own, OF_NO_USE[row.route]);
      if (isKept(row, seen)) surprises.push(`${row.route} may be kept: ${seen.headers['cache-control']}`);
      const said = verdictOf(row, seen);
      if (said !== row.own[person]) surprises.push(`${row.route}: ${said}, not ${row.own[person]}`);
      if (!asksForeign(row, kind)) continue;
      const other = verdictOf(row, await ask(row, kind.side, foreign!, WELL_FORMED[row.route]));
      if (other !== row.foreign[person])
        surprises.push(`${row.route} of another: ${other}, not ${row.foreign[person]}`);
    }
    expect(surprises).toEqual([]);
  });
});
