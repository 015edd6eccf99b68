import { DataSource } from 'typeorm';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let program: Visitor;

beforeAll(async () => {
  const demo = await testAppWith('demo');
  t = demo.t;
  const { leila } = demo.fixtures.people;
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'Essai'));
  program = Visitor.program(t, secret);
});
afterAll(() => t.close());

interface Part {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next: string;
  readonly more: boolean;
}
const asked = (query: string) => program.api('GET', `/api/v1/events${query}`);

test('a program goes through all that happened, part by part, and stays where it is until something does', async () => {
  let place = '';
  let heard = 0;
  for (let more = true; more; ) {
    const part = (await asked(`?limit=50${place}`)).json<Part>();
    expect(part.items.length).toBeLessThanOrEqual(50);
    heard += part.items.length;
    ({ more } = part);
    place = `&after=${part.next}`;
  }
  expect(heard).toBeGreaterThan(100);
  const rest = (await asked(`?limit=1${place}`)).json<Part>();
  expect(`&after=${rest.next}`).toBe(place);
});

test('an event is ids, verbs and states', async () => {
  const [event] = (await asked('?limit=1')).json<Part>().items;
  expect(Object.keys(event!).sort()).toEqual(
    ['at', 'from', 'id', 'organisationId', 'reason', 'reference', 'subjectId', 'thing', 'to', 'verb'].sort(),
  );
  expect(event!['at']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test.each([
  ['?after=nowhere', 422, 'events.place_wrong'],
  ['?limit=0', 422, 'request.invalid'],
  ['?limit=many', 422, 'request.invalid'],
])('%s is %i', async (query, status, code) => {
  const answer = await asked(query);
  expect([answer.status, answer.json<{ code: string }>().code]).toEqual([status, code]);
});

test('a place of another feed is gone: the program is told how to begin anew', async () => {
  const { next } = (await asked('?after=now')).json<Part>();
  const [, ...rest] = JSON.parse(Buffer.from(next, 'base64url').toString()) as string[];
  const other = Buffer.from(JSON.stringify(['0199a3c8-0000-7000-8000-000000000000', ...rest])).toString('base64url');
  const answer = await asked(`?after=${other}`);
  expect([answer.status, answer.json<{ code: string; title: string }>()]).toEqual([
    410,
    expect.objectContaining({ code: 'events.begin_anew', title: expect.stringContaining('after=now') }),
  ]);
});
