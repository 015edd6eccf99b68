import fc from 'fast-check';
import { readAnswer, type SendOutcome } from './answer.js';
import { corrected, countWords, formOf, type Item, newItem, pause, sentWords, takenOver } from './outbox.js';
import { type Store, sendAll } from './round.js';

const DAY = 24 * 3600 * 1000;
const AUDE = { id: 'aude', operator: 12, organisation: 'suresnes' };
const donation = { id: 'd', number: 'D-1', donor: 'Ville', kind: 'public_body' } as const;
const written = (key: string, over: Partial<Item> = {}): Item => ({
  ...newItem({
    me: AUDE,
    donation,
    fields: { category: 'laptop', serial: '' },
    photos: [],
    again: false,
    key,
    now: 1000,
  }),
  seq: 0,
  ...over,
});

/** A phone's store without a phone; `gone` hears what left it. */
function phone(items: Item[], gone: [member: string, at: number][] = []): Store {
  const rows = new Map(items.map((item, i) => [i + 1, { ...item, seq: i + 1 }]));
  return {
    all: async () => [...rows.values()],
    change: async (seq, change) => {
      const row = rows.get(seq);
      const changed = row ? change(row) : null;
      if (changed) rows.set(seq, { ...changed, seq });
      return changed;
    },
    remove: async (seq, only) => {
      const row = rows.get(seq);
      return Boolean(row && only(row) && rows.delete(seq));
    },
    noteSent: async (member, at) => void gone.push([member, at]),
  };
}
const answer = (status: number, body: object | string, type = 'application/json') =>
  readAnswer(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { 'content-type': type } }),
  );
const problem = (status: number, code: string) => answer(status, { code, title: 'Non.' }, 'application/problem+json');

describe('what an answer means', () => {
  test('only an answer of ours is one', async () => {
    expect(await answer(200, { ok: true, device: { code: 'BN' } })).toMatchObject({
      kind: 'done',
      device: { code: 'BN' },
    });
    for (const [status, body, type] of [
      [200, '<h1>Bienvenue sur le wifi</h1>', 'text/html'],
      [200, '{"ok":tr', 'application/json'],
      [200, '{"hello":1}', 'application/json'],
      [404, '<h1>nginx</h1>', 'text/html'],
      [502, 'Bad gateway', 'text/plain'],
    ] as const)
      expect(await answer(status, body, type)).toMatchObject({ kind: 'later' });
  });

  test('a refusal is for a person, a fault of ours is for later, and who is signed in is neither', async () => {
    expect(await problem(409, 'intake.serial_known')).toMatchObject({ kind: 'refused' });
    expect(await problem(404, 'request.not_found')).toMatchObject({ kind: 'refused' });
    expect(await answer(413, 'too large', 'text/html')).toMatchObject({ kind: 'refused' });
    expect(await problem(500, 'request.failed')).toMatchObject({ kind: 'later', server: true });
    expect(await problem(429, 'request.too_many')).toMatchObject({ kind: 'later' });
    expect(await problem(401, 'request.sign_in_needed')).toEqual({ kind: 'sign_in' });
    expect(await problem(409, 'desk.other_person')).toEqual({ kind: 'other_person' });
  });
});

describe('what may be changed', () => {
  test('what may have been carried out keeps its key, and is neither corrected nor thrown away', () => {
    expect(corrected(written('a'), {}, 'b')).toMatchObject({ key: 'b', state: 'waiting' });
    expect(corrected(written('a', { tries: 1 }), {}, 'b')).toBeNull();
    expect(corrected(written('a', { tries: 1, state: 'refused' }), {}, 'b')).toMatchObject({
      key: 'b',
      tries: 0,
    });
  });

  test('a colleague takes it over with its key; another organisation does not', () => {
    const taken = takenOver(written('a', { tries: 1 }), { ...AUDE, id: 'bob', operator: 13 })!;
    expect(taken).toMatchObject({ key: 'a', member: 'bob', writer: 'aude', tries: 1 });
    expect(Object.fromEntries(formOf(taken, 61_000))).toMatchObject({
      _key: 'a',
      _member: 'bob',
      _writer: 'aude',
      _age: '60',
    });
    expect(takenOver(written('a'), { id: 'bob', operator: 13, organisation: 'nanterre' })).toBeNull();
  });

  test('it says that its donation was shown to whoever wrote it, and nothing of a colleague who sends it', () => {
    const one = written('a', { donation: { ...donation, shown: 'mark' } });
    expect(formOf(one, 1000)).toContainEqual(['_shown', 'mark']);
    const taken = takenOver(one, { id: 'bob', operator: 13, organisation: 'suresnes' })!;
    expect(Object.fromEntries(formOf(taken, 1000))).not.toHaveProperty('_shown');
    expect(Object.fromEntries(formOf(written('b'), 1000))).not.toHaveProperty('_shown');
  });
});

describe('sending', () => {
  const me = AUDE;
  const send = (store: Store, post: (item: Item) => Promise<SendOutcome>, now = () => 2000) =>
    sendAll({ store, me, post, now });

  test('in order, and only one’s own that wait', async () => {
    const left: string[] = [];
    const gone: [string, number][] = [];
    const store = phone(
      [written('a'), written('b', { member: 'bob' }), written('c', { state: 'refused' }), written('d')],
      gone,
    );
    const { stopped } = await send(store, async (item) => {
      left.push(item.key);
      return { kind: 'done' };
    });
    expect([left, stopped]).toEqual([['a', 'd'], null]);
    expect((await store.all()).map((item) => item.key)).toEqual(['b', 'c']);
    expect(gone).toEqual([
      ['aude', 2000],
      ['aude', 2000],
    ]);
  });

  test('a device the server fails on does not hold up the next; without a network the round ends', async () => {
    const tried: string[] = [];
    const failing = (of: (item: Item) => SendOutcome) => async (item: Item) => {
      tried.push(item.key);
      return of(item);
    };
    const store = phone([written('a'), written('b'), written('c')]);
    await send(
      store,
      failing((item) => (item.key === 'a' ? { kind: 'later', server: true } : { kind: 'done' })),
    );
    expect((await store.all()).map((item) => item.key)).toEqual(['a']);
    tried.length = 0;
    await send(
      phone([written('a'), written('b')]),
      failing(() => ({ kind: 'later', server: false })),
    );
    expect(tried).toEqual(['a']);
  });

  test('tried a month ago without an answer, it is for a person: the server may have forgotten its key', async () => {
    const store = phone([written('a', { tries: 1, triedAt: 0 })]);
    await send(
      store,
      () => Promise.reject(new Error('must not leave')),
      () => 30 * DAY,
    );
    expect((await store.all())[0]).toMatchObject({ state: 'refused', problem: { code: 'desk.too_old' } });
  });

  test('whatever is lost, fails or dies on the way: each device once', async () => {
    const fate = fc.constantFrom('done', 'answer lost', 'no network', 'fault', 'killed before', 'killed after');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(fate, { maxLength: 30 }), async (count, fates) => {
        const keys = Array.from({ length: count }, (_, i) => `k${i}`);
        const store = phone(keys.map((key) => written(key)));
        // The server carries out a key once; the phone must neither lose a key, nor make one, nor send one after its answer.
        const made = new Set<string>();
        const answered = new Set<string>();
        const post = async (item: Item): Promise<SendOutcome> => {
          const next = fates.shift() ?? 'done';
          if (next === 'killed before') throw new Error(next);
          if (next === 'no network') return { kind: 'later', server: false };
          if (next === 'fault') return { kind: 'later', server: true };
          expect(answered.has(item.key)).toBe(false);
          made.add(item.key);
          if (next === 'killed after') throw new Error(next);
          if (next === 'answer lost') return { kind: 'later', server: false };
          answered.add(item.key);
          return { kind: 'done' };
        };
        for (let rounds = 0; (await store.all()).length > 0; rounds += 1) {
          expect(rounds).toBeLessThan(100);
          await send(store, post).catch(() => undefined);
        }
        expect([[...made].sort(), [...answered].sort()]).toEqual([keys, keys]);
      }),
    );
  });
});

test('rounds are further and further apart, up to five minutes', () => {
  expect([0, 1, 5, 6, 50].map((n) => pause(n, 0.5))).toEqual([5000, 10_000, 160_000, 300_000, 300_000]);
});

test('what has left is said with its time', () => {
  const at = new Date(2026, 10, 27, 15, 5).getTime();
  expect([sentWords({ n: 1, at }), sentWords({ n: 3, at })]).toEqual([
    '1 saisie partie à 15 h 05.',
    '3 saisies parties, la dernière à 15 h 05.',
  ]);
});

test('the count is French', () => {
  expect(countWords([{ state: 'waiting' }])).toBe('1 appareil gardé sur ce téléphone.');
  expect(countWords([{ state: 'refused' }, { state: 'waiting' }, { state: 'waiting' }])).toBe(
    '3 appareils gardés sur ce téléphone, 1 à vérifier.',
  );
});
