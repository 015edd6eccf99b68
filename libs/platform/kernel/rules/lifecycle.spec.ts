import type { Member, Role } from '../rights/actor.js';
import { defineLifecycle } from './lifecycle.js';
import { RuleBroken } from './rule-broken.js';

interface Book {
  readonly state: 'none' | 'here' | 'lent' | 'gone';
  readonly owner: string;
  readonly bound?: boolean;
}

const BOOK = defineLifecycle({
  name: 'book',
  states: { here: { label: 'Ici' }, lent: { label: 'Prêté' }, gone: { label: 'Parti' } },
  reasons: { torn: 'Déchiré' },
  stateOf: (book: Book) => book.state,
  relations: { owner: (organisation, book) => book.owner === organisation },
  needs: { binding: ({ bound }) => bound === true },
  refusals: { notNow: 'books.not_now', binding: 'books.not_bound' },
  facts: ({ state }) => ({ state }),
  transitions: {
    buy: { from: 'nothing', to: 'here', by: { any: ['coordinator'] }, label: 'Acheter', done: 'Acheté' },
    lend: {
      from: ['here'],
      to: 'lent',
      by: { any: ['coordinator'], owner: ['collector'] },
      label: 'Prêter',
      done: 'Prêté',
      needs: ['binding'],
    },
    dust: { from: ['here', 'lent'], to: 'same', by: { owner: ['collector'] }, label: 'Épousseter', done: 'Propre' },
    drop: { from: ['here', 'lent'], to: ['gone', 'here'], by: {}, label: 'Perdre', done: 'Perdu', reasons: ['torn'] },
  },
});

const member = (organisationId: string, ...roles: Role[]) =>
  ({ kind: 'member', organisationId, roles }) as unknown as Member;
const coordinator = member('bank', 'coordinator');
const owner = member('shop', 'collector');
const other = member('kiosk', 'collector');
const book: Book = { state: 'here', owner: 'shop', bound: true };

const answer = (work: () => void): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof RuleBroken ? error.code : (error as Error).message;
  }
};

test('a verb is for its roles: whoever’s thing it is, or only their own', () => {
  expect(BOOK.allowed(coordinator, book)).toEqual(['lend']);
  expect(BOOK.allowed(owner, book)).toEqual(['lend', 'dust']);
  expect(BOOK.allowed(other, book)).toEqual([]);
  expect(BOOK.allowed({ kind: 'system', channel: 'system' }, book)).toEqual(['lend', 'dust', 'drop']);
  expect(BOOK.mayUse(coordinator, 'buy', { state: 'none', owner: 'shop' })).toBe(true);
});

test('the state is refused first, to anybody; then what is needed; what is not theirs is not there', () => {
  expect(answer(() => BOOK.mustMay(other, 'lend', { ...book, state: 'lent' }))).toBe('books.not_now');
  expect(answer(() => BOOK.mustMay(other, 'lend', { ...book, bound: false }))).toBe('books.not_bound');
  expect(answer(() => BOOK.mustMay(other, 'lend', book))).toBe('not found: book');
  expect(answer(() => BOOK.mustMay(owner, 'lend', book))).toBe('done');
  expect(answer(() => BOOK.mustMay(owner, 'drop', book))).toBe('not found: book');
});

test('its rows are every way, and nothing else is permitted', () => {
  const rows = BOOK.rows().map(({ verb, from, to }) => `${verb} ${from} ${to}`);
  expect(rows).toEqual([
    'buy none here',
    'lend here lent',
    'dust here here',
    'dust lent lent',
    'drop here gone',
    'drop here here',
    'drop lent gone',
    'drop lent here',
  ]);
  expect(BOOK.permits('dust', 'here', 'lent')).toBe(false);
});

test('a route asks for what its verbs give together', () => {
  expect(BOOK.right('lend', 'dust')).toEqual({
    name: 'book.lend or dust',
    by: { any: ['coordinator'], owner: ['collector'] },
  });
});

test('a name that only another part of the table knows is looked up when it is defined', () => {
  const { buy } = BOOK.transitions;
  const define = (step: object) => () =>
    defineLifecycle({
      name: 'book',
      states: BOOK.states,
      stateOf: (b: Book) => b.state,
      relations: {},
      refusals: { notNow: 'books.not_now' },
      facts: () => ({}),
      transitions: { buy: { ...buy, ...step } },
    });
  expect(define({ by: { ownr: ['collector'] } })).toThrow('buy names ownr');
  expect(define({ needs: ['binding'] })).toThrow('buy names binding');
});
