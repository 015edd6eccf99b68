import { gathered } from './read-together.js';

describe('what is looked up at once', () => {
  const asked: (readonly string[])[] = [];
  const upper = gathered(async (keys) => {
    asked.push(keys);
    if (keys.includes('broken')) throw new Error('no luck');
    return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, key.toUpperCase()]));
  });
  beforeEach(() => asked.splice(0));

  test('is asked together, each key once, and each gets its own', async () => {
    const found = await Promise.all(['a', 'b', 'a', 'unknown'].map((key) => upper(key)));
    expect(found).toEqual(['A', 'B', 'A', undefined]);
    expect(asked).toEqual([['a', 'b', 'unknown']]);
  });

  test('is asked anew by whoever comes later, also while the answer is awaited', async () => {
    const first = upper('a');
    await new Promise(setImmediate);
    await Promise.all([first, upper('a')]);
    await upper('a');
    expect(asked).toEqual([['a'], ['a'], ['a']]);
  });

  test('fails for those who asked with it and for nobody after', async () => {
    const failed = await Promise.allSettled([upper('broken'), upper('a')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await upper('a')).toBe('A');
  });
});
