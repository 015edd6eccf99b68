import fc from 'fast-check';
import { RuleBroken } from '#platform/kernel';
import {
  CODE_ALPHABET,
  checkSymbol,
  isAssetCode,
  newAssetCode,
  parseAssetCode,
  readIdentifier,
  showAssetCode,
} from './asset-code.js';

const symbol = fc.constantFrom(...CODE_ALPHABET);
const code = fc.string({ unit: symbol, minLength: 6, maxLength: 6 }).map((body) => body + checkSymbol(body));
const at = (text: string, i: number, s: string): string => text.slice(0, i) + s + text.slice(i + 1);
const refusal = (text: string): RuleBroken => {
  try {
    parseAssetCode(text);
  } catch (error) {
    return error as RuleBroken;
  }
  throw new Error(`${text} was accepted`);
};

describe('the asset code', () => {
  it('has 31 symbols that nobody confuses', () => {
    expect(new Set(CODE_ALPHABET).size).toBe(31);
    expect(CODE_ALPHABET).not.toMatch(/[01ILOa-z]/);
  });

  it('is made right, and differs each time', () => {
    const made = Array.from({ length: 500 }, newAssetCode);
    expect(made.every(isAssetCode)).toBe(true);
    expect(new Set(made).size).toBe(500);
  });

  it('has exactly one right check symbol for any six symbols', () => {
    fc.assert(
      fc.property(code, (c) => {
        expect([...CODE_ALPHABET].filter((s) => isAssetCode(c.slice(0, 6) + s))).toEqual([c[6]]);
      }),
    );
  });

  it('catches every single wrong symbol, at every place', () => {
    fc.assert(
      fc.property(code, (c) => {
        for (let i = 0; i < c.length; i += 1) {
          for (const s of CODE_ALPHABET) if (s !== c[i]) expect(isAssetCode(at(c, i, s))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('catches every swap of two different symbols, adjacent or not', () => {
    fc.assert(
      fc.property(code, (c) => {
        for (let i = 0; i < c.length; i += 1) {
          for (let j = i + 1; j < c.length; j += 1) {
            if (c[i] !== c[j]) expect(isAssetCode(at(at(c, i, c[j]!), j, c[i]!))).toBe(false);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  // Errors add up independently of the other symbols, so all pairs of symbols at two places prove the general case.
  it('catches adjacent swaps for all pairs of symbols at all places (exhaustive)', () => {
    let missed = 0;
    for (let i = 0; i < 6; i += 1) {
      for (const a of CODE_ALPHABET) {
        for (const b of CODE_ALPHABET) {
          if (a === b) continue;
          let body = at(at('222222', Math.min(i, 5), a), Math.min(i + 1, 5), b);
          if (i === 5) {
            // The last data symbol against the check symbol: look for a body whose check symbol is b.
            const first = [...CODE_ALPHABET].find((s) => checkSymbol(`${s}2222${a}`) === b)!;
            body = `${first}2222${a}`;
          }
          const right = body + checkSymbol(body);
          if (isAssetCode(at(at(right, i, right[i + 1]!), i + 1, right[i]!))) missed += 1;
        }
      }
    }
    expect(missed).toBe(0);
  });

  it('is read as people type it', () => {
    fc.assert(
      fc.property(
        code,
        fc.constantFrom('', 'BN', 'bn-', ' BN '),
        fc.constantFrom('-', ' ', '', ' – ', '_'),
        (c, prefix, dash) => {
          const typed = prefix + c.slice(0, 4) + dash + c.slice(4);
          expect(parseAssetCode(typed)).toBe(c);
          expect(parseAssetCode(typed.toLowerCase())).toBe(c);
          expect(readIdentifier(typed)).toMatchObject({ kind: 'code', code: c });
        },
      ),
    );
    expect(showAssetCode('7K3F92Q')).toBe('BN-7K3F-92Q');
  });

  it('keeps a code that itself begins with BN', () => {
    const c = `BN7K3F${checkSymbol('BN7K3F')}`;
    expect(parseAssetCode(c)).toBe(c);
    expect(parseAssetCode(showAssetCode(c))).toBe(c);
  });

  it('says which look-alike was typed, and what was probably meant', () => {
    const c = `7K3Q92${checkSymbol('7K3Q92')}`;
    const refused = refusal(`BN-${c.slice(0, 3)}O-${c.slice(4)}`);
    expect(refused).toMatchObject({ code: 'devices.code_look_alike', field: 'code' });
    expect(refused.facts).toMatchObject({ symbols: ['O'], near: expect.arrayContaining([c]) });
  });

  it('suggests the code before two neighbours were swapped', () => {
    const c = `ABCDEF${checkSymbol('ABCDEF')}`;
    const refused = refusal(`BACDEF${c[6]}`);
    expect(refused.code).toBe('devices.code_wrong_check');
    expect(refused.facts.near).toContain(c);
  });

  it('refuses anything else without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = readIdentifier(text);
        if (read.kind !== 'code') expect(() => parseAssetCode(text)).toThrow(RuleBroken);
      }),
    );
    expect(refusal('BN-7K3F').code).toBe('devices.code_malformed');
    expect(refusal('').code).toBe('devices.code_malformed');
  });
});

describe('the one field', () => {
  const c = `7K3F92${checkSymbol('7K3F92')}`;
  const wrong = at(c, 6, c[6] === '2' ? '3' : '2');

  it("reads a label's address, ours only when the bank's is known", () => {
    const ours = 'https://banque.example.fr';
    expect(readIdentifier(`HTTPS://BANQUE.EXAMPLE.FR/E/${c}`, ours)).toMatchObject({ kind: 'code', code: c });
    expect(readIdentifier(`https://banque.example.fr/E/${c}?s=1`, `${ours}/`)).toMatchObject({ kind: 'code', code: c });
    expect(readIdentifier(`http://localhost:3000/E/${c}`)).toMatchObject({ kind: 'code', code: c });
    expect(readIdentifier(`https://autre.example.fr/E/${c}`, ours).kind).toBe('other');
    expect(readIdentifier(`${ours}/E/${wrong}`, ours).kind).toBe('wrong_check');
    expect(readIdentifier(`${ours}/E/INV-2019-44`, ours)).toEqual({ kind: 'other', text: 'INV-2019-44' });
  });

  it('tells a mistyped code from a serial', () => {
    expect(readIdentifier(showAssetCode(wrong)).kind).toBe('wrong_check');
    expect(readIdentifier('BN-7K3O-92Q')).toMatchObject({ kind: 'wrong_check', lookAlike: true });
    expect(readIdentifier('640HP72')).toEqual({ kind: 'other', text: '640HP72' });
    expect(readIdentifier(wrong).kind).toBe('other');
    expect(readIdentifier('  PF3DEMO1\r\n')).toEqual({ kind: 'other', text: 'PF3DEMO1' });
  });
});
