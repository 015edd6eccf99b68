import bwip from 'bwip-js/node';
import fc from 'fast-check';
import { code128 } from './code128.js';

/** Another encoder's bars: widths of bar and space in turn. */
const reference = (text: string): number[] => {
  const [symbol] = bwip.raw('code128', text, { suppressc: true, unlatchextbeforec: false } as never) as unknown as {
    sbs: number[];
  }[];
  return symbol!.sbs;
};

const widths = (text: string): number[] => {
  const { bars, width } = code128(text);
  return bars.flatMap(([at, bar], i) => [bar, (bars[i + 1]?.[0] ?? width) - at - bar]).slice(0, -1);
};

describe('Code 128', () => {
  it('draws the same bars as another encoder', () => {
    const symbols = fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWXYZ');
    const codes = fc
      .array(symbols, { minLength: 7, maxLength: 7 })
      .map((s) => s.join(''))
      .filter((code) => /[A-Z]/.test(code));
    fc.assert(
      fc.property(
        codes.filter((code) => !/\d{4}/.test(code)),
        (code) => {
          expect(widths(code)).toEqual(reference(code));
        },
      ),
    );
  });

  it('is eleven modules a symbol, and thirteen for the last', () => {
    expect(code128('7K3F92Q').width).toBe(11 * 9 + 13);
  });

  it('refuses what set B cannot carry', () => {
    expect(() => code128('é')).toThrow(/Code 128/);
  });
});
