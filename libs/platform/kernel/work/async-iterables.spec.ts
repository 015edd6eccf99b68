import { overlapped, prefetch } from './async-iterables.js';

const did: string[] = [];
beforeEach(() => did.splice(0));

async function* three(failsAt = 0): AsyncGenerator<number> {
  try {
    for (let n = 1; n <= 3; n++) {
      did.push(`asked ${n}`);
      if (n === failsAt) throw new Error(`no ${n}`);
      yield n;
    }
  } finally {
    did.push('closed');
  }
}

test('the next one is asked for before this one is worked on', async () => {
  for await (const n of prefetch(three())) did.push(`took ${n}`);
  expect(did).toEqual(['asked 1', 'asked 2', 'took 1', 'asked 3', 'took 2', 'closed', 'took 3']);
});

test('what fails is told in its turn', async () => {
  const all = (async () => {
    for await (const n of prefetch(three(2))) did.push(`took ${n}`);
  })();
  await expect(all).rejects.toThrow('no 2');
  expect(did).toEqual(['asked 1', 'asked 2', 'closed', 'took 1']);
});

test('whoever leaves closes the source, once what was asked for is there', async () => {
  for await (const n of prefetch(three())) if (n === 1) break;
  expect(did).toEqual(['asked 1', 'asked 2', 'closed']);
});

test('what is written is written in order, while the next is made ready', async () => {
  const ended: (() => void)[] = [];
  const all = overlapped(three(), (n) => {
    did.push(`writes ${n}`);
    return new Promise<void>((end) => ended.push(end)).then(() => void did.push(`wrote ${n}`));
  });
  const begun = async (n: number) => {
    for (let turns = 0; turns < 50 && !did.includes(`writes ${n}`); turns++)
      await new Promise((later) => setImmediate(later));
  };
  await begun(2);
  ended[0]!();
  await begun(3);
  ended[1]!();
  ended[2]!();
  await all;
  const written = did.filter((what) => /^wr/.test(what));
  expect(written).toEqual(['writes 1', 'writes 2', 'wrote 1', 'writes 3', 'wrote 2', 'wrote 3']);
});

test('what cannot be written is told, and nothing after the next is begun', async () => {
  const write = async (n: number) => {
    did.push(`writes ${n}`);
    if (n === 1) throw new Error('cannot write 1');
  };
  await expect(overlapped(three(), write)).rejects.toThrow('cannot write 1');
  expect(did).not.toContain('writes 3');
});
