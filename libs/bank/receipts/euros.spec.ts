import fc from 'fast-check';
import { readEuros } from './euros.js';

describe('an amount as people type it', () => {
  it.each([
    ['1271,80', 127_180],
    ['1 271,8', 127_180],
    ['1\u202f271.80 €', 127_180],
    [' 80 euros ', 8_000],
    ['0,01', 1],
    ['10 000 000', 1_000_000_000],
  ])('%s', (typed, cents) => expect(readEuros(typed)).toBe(cents));

  it.each(['', '0', '-5', '1,234', '12,3,4', '1 27', '1e3', '10000001', 'mille', '1.000,00', '٣'])(
    'refuses %s',
    (typed) => expect(() => readEuros(typed)).toThrow('receipts.value_wrong'),
  );

  it('reads what a French page shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (cents) => {
        const shown = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100);
        expect(readEuros(shown)).toBe(cents);
      }),
    );
  });
});
