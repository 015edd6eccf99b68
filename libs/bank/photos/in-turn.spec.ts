import { inTurn } from './picture.js';

describe('works that take their turn', () => {
  it('never overlap, keep their order, and one that fails holds up no other', async () => {
    const said: string[] = [];
    const work = (name: string, fails = false) =>
      inTurn(async () => {
        said.push(`${name} begins`);
        await new Promise((go) => setImmediate(go));
        said.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      });
    const results = await Promise.allSettled([work('a'), work('b', true), work('c')]);
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(said).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  });
});
