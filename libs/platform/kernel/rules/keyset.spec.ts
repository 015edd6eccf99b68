import { cursorOf, isId, newId, pageOf, readCursor } from '../index.js';

describe('ids', () => {
  test('are version 7, in order of time, and never twice the same', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => newId(1_700_000_000_000 + i));
    expect(ids.every(isId)).toBe(true);
    expect(ids.every((id) => id[14] === '7')).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => newId(1))).size).toBe(1000);
    const quick = Array.from({ length: 20_000 }, () => newId());
    expect(quick.every((id, i) => i === 0 || id > quick[i - 1]!)).toBe(true);
    expect(quick.every(isId)).toBe(true);
  });

  test('anything else is not an id', () => {
    for (const text of ['', 'BN-2345-678', `${newId()} `, null, 12, newId().replace('-', '')])
      expect(isId(text)).toBe(false);
  });
});

describe('keyset pages', () => {
  test('a page has a cursor only when more follows, and the cursor is the last row shown', () => {
    const rows = [{ n: 1 }, { n: 2 }, { n: 3 }];
    const page = pageOf(rows, 2, (row) => [row.n]);
    expect(page.items).toEqual([{ n: 1 }, { n: 2 }]);
    expect(readCursor(page.next, 1)).toEqual([2]);
    expect(pageOf(rows, 3, (row) => [row.n]).next).toBeNull();
  });

  test('what is not a cursor is the first page', () => {
    for (const bad of [undefined, '', 'é', 'bm90anNvbg', cursorOf([1]), cursorOf([1, 2, 3])])
      expect(readCursor(bad, 2)).toBeNull();
    expect(readCursor(Buffer.from('[{"a":1},2]').toString('base64url'), 2)).toBeNull();
  });
});
