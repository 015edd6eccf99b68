import type { Visitor } from '../support/browser/visitor.js';
import { World } from '../support/things/world.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
});
afterAll(() => w?.t.close());

interface Said {
  readonly code: string;
  readonly field?: string;
  readonly errors?: readonly { readonly field: string }[];
}
const fieldsOf = (said: Said): string[] => said.errors?.map((one) => one.field) ?? (said.field ? [said.field] : []);
const admin = (): Visitor => w.kinds.bank_admin.own.api;

/** Nothing that anybody sees: nothing, spaces, a space that does not break, of no width, a filler of Hangul, an empty cell of Braille. */
const UNSEEN = ['', '   ', '\u00a0\t\n', '\u200b', '\u2060\ufeff ', '\u3164', '\u2800'];

test('nothing is called by a name that nobody sees', async () => {
  const asked: [Visitor, string, Record<string, unknown>, string][] = [
    [admin(), '/places', { kind: 'site' }, 'name'],
    [
      admin(),
      '/label-formats',
      { columns: 3, rows: 8, width: 60, height: 30, left: 5, top: 5, gapX: 2, gapY: 2 },
      'name',
    ],
    [w.kinds.collector.own.api, '/donors', { kind: 'company' }, 'donorName'],
  ];
  for (const [who, at, body, field] of asked)
    for (const name of UNSEEN) {
      const seen = await who.api('POST', `/api/v1${at}`, { ...body, name });
      const said = [at, JSON.stringify(name), [409, 422].includes(seen.status), fieldsOf(seen.json<Said>())];
      expect(said).toEqual([at, JSON.stringify(name), true, expect.arrayContaining([field])]);
    }
  for (const name of UNSEEN) {
    const seen = await w.kinds.bank_admin.own.page.post('/gestion/organisations', { kind: 'structure', name });
    expect([seen.status, seen.text.includes('href="#f-name"')]).toEqual([422, true]);
  }
  const placed = await admin().api('POST', '/api/v1/places', { kind: 'site', name: '   ' });
  expect(placed.status).toBe(422);
});

test('a password may have spaces, and is no shorter for it', async () => {
  const seen = await w.kinds.bank_admin.own.page.post('/connexion', { email: 'x@y.fr', password: '      ' });
  expect(seen.text).not.toContain('Remplissez ce champ');
});

/** No days: of no month, of no year, of a month that is shorter, of a calendar that nobody has. */
const NO_DAYS = [
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '99999-01-01',
  '2026-00-10',
  '2026-1-1',
  '+2026-01-01',
  'demain',
];

test('what is no day is told beside its field, in every field and every filter of days', async () => {
  const structureId = w.structure;
  const donation = await w.value(`SELECT id FROM intake.donation WHERE state = 'promised'`);
  const quota = { structureId, category: 'laptop', allowed: 3 };
  const days: [Visitor, 'POST' | 'GET', string, (day: string) => Record<string, unknown>, string][] = [
    [admin(), 'POST', '/quotas', (day) => ({ ...quota, startsOn: day, endsOn: '2026-12-31' }), 'startsOn'],
    [admin(), 'POST', '/quotas', (day) => ({ ...quota, startsOn: '2026-01-01', endsOn: day }), 'endsOn'],
    [w.kinds.collector.own.api, 'POST', `/donations/${donation}/plan`, (on) => ({ on, mode: 'dropoff' }), 'on'],
    [w.kinds.collector.own.api, 'GET', '/collections', (until) => ({ until }), 'until'],
    [w.kinds.coordinator.own.page, 'GET', '/collectes', (jusque) => ({ jusque }), 'jusque'],
  ];
  const wrong: unknown[] = [];
  for (const [who, method, at, given, field] of days)
    for (const day of NO_DAYS) {
      const query = method === 'GET' ? `?${new URLSearchParams(given(day) as Record<string, string>)}` : '';
      const path = at === '/collectes' ? `${at}${query}` : `/api/v1${at}${query}`;
      const seen = method === 'GET' ? await who.get(path) : await who.api(method, path, given(day));
      const told = at === '/collectes' ? [field] : fieldsOf(seen.json<Said>());
      if (![422, 409].includes(seen.status) || !told.includes(field)) wrong.push([method, at, day, seen.status, told]);
    }
  expect(wrong).toEqual([]);
});

test.each([
  ['/gestion/accessibilite', { level: 'partial', rate: '70', auditor: 'Cabinet' }, 'auditedOn'],
  ['/gestion/signataires', { name: 'A', quality: 'B', acts: ['agreement'] }, 'from'],
  ['/absences', {}, 'from'],
])('a 30 February in the form of %s is refused beside its field', async (at, form, field) => {
  const seen = await w.kinds.bank_admin.own.page.post(at, { ...form, [field]: '2026-02-30' });
  expect([seen.status === 422 || seen.status === 409, seen.text.includes(`href="#f-${field}"`)]).toEqual([true, true]);
});
