import { getMetadataStorage } from 'class-validator';
import { isAgentRequest } from '#platform/http';
import { type Things, thingsOfTheDemo } from '../support/things/things.js';
import { undoingWrites } from '../support/things/undone.js';
import { World } from '../support/things/world.js';
import { matrixOf, PEOPLE, type Row } from './access-matrix.js';

/** What no page of ours sends: twice the same field, a long text, a number that is none, a day that is none. */
const ODD = [['a', 'b'], 'long', '-1', '1e999', '[object Object]', '2026-13-45', '😀%_\\'];
/** As long as every field may be at once: a body that is too large is refused before anybody reads it. In ASCII, which needs no decoding. */
const long = (of: number): string => 'x'.repeat(Math.floor(1_500_000 / of));
const QUERY =
  `q state etat type category structure structureId demande requestId donorId donation place lot operateur statut
  after apres before open year annee vers appareil code etape signalees bonnes only`.split(/\s+/);

let w: World;
let things: Readonly<Record<string, Things>>;
/** What no class checks, as a page or a script reads it by itself. */
const READ_APART = ['codes', 'containerId', 'form', 'url'];
/** Every field that some form, some body or some query has. */
let fields: readonly string[];

beforeAll(async () => {
  w = await World.open();
  things = await thingsOfTheDemo(w.t, w.fixtures);
  undoingWrites(w.db);
  const { validationMetadatas: checked } = getMetadataStorage() as unknown as {
    validationMetadatas: ReadonlyMap<unknown, readonly { propertyName: string }[]>;
  };
  const names = [...checked.values()].flat().map(({ propertyName }) => propertyName);
  fields = [...new Set([...READ_APART, ...names])];
  expect(fields.length).toBeGreaterThan(200);
}, 300_000);
afterAll(() => w?.t.close());

/** Somebody whom the table lets through, and the address of a thing of theirs. */
function somebody(row: Row) {
  const { side, own } = w.kinds[PEOPLE.find((p) => p !== 'stranger' && row.own[p] === 'ok') ?? 'stranger'];
  const of = row.thing ? things[row.thing] : undefined;
  const params = (of && ((side && of[side]) ?? Object.values(of)[0])) ?? {};
  return { own, address: row.route.split(' ')[1]!.replace(/:(\w+)/g, (_, name: string) => params[name]!) };
}
/** Each test takes every so manieth route, and has its own time. */
const PARTS = Array.from({ length: 40 }, (_, part) => part);
const rows = (part: number, wanted: (method: string, path: string) => boolean) =>
  matrixOf(w.t.app)
    .filter(({ route }) => {
      const [method = '', path = ''] = route.split(' ');
      return wanted(method, path) && !/connexion/.test(route);
    })
    .filter((_, i) => i % PARTS.length === part);
const forms = (part: number) => rows(part, (method, path) => method === 'POST' && !path.startsWith('/api/'));

test.each(PARTS)('no page and no list fails over an odd address (part %d)', async (part) => {
  const failed: string[] = [];
  for (const row of rows(part, (method) => method === 'GET')) {
    const { own, address } = somebody(row);
    for (const odd of ['x', '%00', '99999999999999999999']) {
      const query = QUERY.map((name) => `${name}=${odd}`).join('&');
      for (const asked of [query, `${query}&${query}`]) {
        const seen = await (address.startsWith('/api/') ? own.api : own.page).get(`${address}?${asked}`);
        if (seen.status >= 500) failed.push(`${row.route}?${asked}: ${seen.status}`);
      }
    }
  }
  expect(failed).toEqual([]);
});

test.each(PARTS)('no form fails over odd fields (part %d)', async (part) => {
  const failed: string[] = [];
  for (const row of forms(part)) {
    const { own, address } = somebody(row);
    for (const odd of ODD.map((one) => (one === 'long' ? long(fields.length) : one))) {
      const seen = await own.page.post(address, Object.fromEntries(fields.map((name) => [name, odd])));
      if (seen.status >= 500) failed.push(`${row.route} with ${odd.slice(0, 20)}: ${seen.status}`);
    }
  }
  expect(failed).toEqual([]);
});

/** What is no text, and would fail where one is made of it. */
const NO_TEXT = { toString: 1 };

test.each(PARTS)('what is no text is a 422 beside its field, at the address of every form (part %d)', async (part) => {
  const others: string[] = [];
  for (const row of forms(part)) {
    const { own, address } = somebody(row);
    if (isAgentRequest({ url: address })) continue;
    for (const note of [NO_TEXT, {}, ['a', {}]]) {
      const seen = await own.page.send('POST', address, { json: { note }, headers: { accept: 'application/json' } });
      const [problem] = seen.status === 422 ? seen.json<{ errors: { field: string; code: string }[] }>().errors : [];
      const answer = `${seen.status} ${problem?.field} ${problem?.code}`;
      if (answer !== '422 note request.isString') others.push(`${row.route}: ${answer}`);
    }
  }
  expect(others).toEqual([]);
});

test.each(PARTS)('no act of the API fails over what is no text (part %d)', async (part) => {
  const failed: string[] = [];
  const writes = ['POST', 'PUT', 'PATCH', 'DELETE'];
  for (const row of rows(part, (method, path) => writes.includes(method) && path.startsWith('/api/'))) {
    const [method = ''] = row.route.split(' ');
    const { own, address } = somebody(row);
    for (const odd of [NO_TEXT, [NO_TEXT], {}, [{}], 7, null]) {
      const json = Object.fromEntries(fields.map((name) => [name, odd]));
      const seen = await own.api.send(method, address, { json });
      if (seen.status >= 500) failed.push(`${row.route} with ${JSON.stringify(odd)}: ${seen.status}`);
    }
  }
  expect(failed).toEqual([]);
});

test('an address that is too long for any thing is a page that is not there, in words', async () => {
  const { page } = w.kinds.coordinator.own;
  const seen = await page.get(`/dons/${'a'.repeat(3_000)}`);
  expect(seen.status).toBe(404);
  expect(seen.text).toContain('<nav');
  const answer = await w.kinds.coordinator.own.api.api('GET', `/api/v1/donations/${'a'.repeat(3_000)}`);
  expect(answer.status).toBe(404);
});
