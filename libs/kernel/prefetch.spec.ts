import { prefetch } from './prefetch.js';

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
