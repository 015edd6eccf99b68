import { byText } from '#platform/database';
import { defineList } from './list-declaration.js';
import { ofChoice, ofId, ofWords, ofYes } from './list-filters.js';

interface Whose {
  readonly own: string | null;
}
const THINGS = defineList<{ readonly id: string; readonly name: string }, Whose>()({
  sorts: {
    newest: { label: 'Récentes', order: 'descending', keys: [] },
    name: { label: 'Par nom', order: 'ascending', keys: [byText('t.name')] },
  },
  usual: 'newest',
  filters: {
    q: ofWords({ label: 'Nom', longest: 10, where: (typed, value) => `t.name = ${value(typed)}` }),
    state: ofChoice({
      label: 'État',
      choices: { on: 'Oui', off: 'Non' },
      where: (state, value) => `t.state = ${value(state)}`,
    }),
    owner: ofId({ where: (id, value, { own }) => (own ? 'false' : `t.owner = ${value(id)}`) }),
    late: ofYes({ where: () => 't.late' }),
  },
  scopes: [{ own: null }, { own: 'x' }],
  rows: ({ own }, value) => ({
    id: 't.id',
    columns: 't.id, t.name',
    from: 'things t',
    where: own ? [`t.of = ${value(own)}`] : [],
  }),
});

const bare = ({ text, values }: { text: string; values: unknown[] }) => [text.replace(/\s+/g, ' ').trim(), values];

test('what a reader sees comes first, then each filter that is asked for, in the order of the declaration', () => {
  const turn = { sort: 'newest', most: 3, counts: false } as const;
  expect(bare(THINGS.statement({ own: 'o' }, { late: 'oui', state: 'on' }, turn))).toEqual([
    'SELECT t.id, t.name, ARRAY[]::text[] AS "sortedBy", NULL::int AS total FROM things t WHERE t.of = $1 AND t.state = $2 AND t.late ORDER BY t.id DESC LIMIT 3',
    ['o', 'on'],
  ]);
});

test('its samples show each order, each filter with each answer, and all of them, for each reader', () => {
  const kept = THINGS.samples.map(([, asked]) => asked);
  for (const one of [{ state: 'on' }, { state: 'off' }, { q: 'x' }, { late: 'oui' }]) expect(kept).toContainEqual(one);
  expect(kept).toContainEqual({ q: 'x', state: 'off', owner: expect.any(String), late: 'oui' });
  expect(new Set(THINGS.samples.map(([reader]) => reader.own))).toEqual(new Set([null, 'x']));
  const texts = THINGS.samples.map((sample) => THINGS.statement(...sample).text).join('\n');
  for (const piece of ['t.name =', 't.state =', 't.owner =', 't.late', 'false', 't.of =', 'ORDER BY t.name'])
    expect(texts).toContain(piece);
});

test('a wrong name of a filter, of an answer or of an order does not compile', () => {
  const on = undefined as never;
  // @ts-expect-error no such filter
  void (() => THINGS.page(on, { own: null }, { colour: 'red' }));
  // @ts-expect-error no such answer
  void (() => THINGS.page(on, { own: null }, { state: 'half' }));
  // @ts-expect-error no such order
  void (() => THINGS.page(on, { own: null }, { sort: 'size' }));
  // @ts-expect-error who reads it must be said
  void (() => THINGS.page(on, {}, {}));
});
