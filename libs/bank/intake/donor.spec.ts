import fc from 'fast-check';
import { luhnDigit, RuleBroken } from '#platform/kernel';
import { isRna, isSiret, readRna, readSiren, readSiret } from './donor.js';

const digits = (n: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: n, maxLength: n });

describe('SIREN, SIRET, RNA', () => {
  it('reads them in groups', () => {
    expect(readSiren('732 829 320')).toBe('732829320');
    expect(readSiret('732 829 320 00074')).toBe('73282932000074');
    expect(readRna('w 751 234567')).toBe('W751234567');
    expect(readRna('W9R1001234')).toBe('W9R1001234');
  });

  it('refuses a wrong key with a code, beside its field', () => {
    expect(() => readSiren('732829321')).toThrow(
      expect.objectContaining({ code: 'intake.siren_wrong', field: 'siren' }),
    );
    expect(() => readSiret('73282932000075')).toThrow(expect.objectContaining({ code: 'intake.siret_wrong' }));
    expect(() => readRna('751234567')).toThrow(expect.objectContaining({ code: 'intake.rna_wrong' }));
  });

  it("knows La Poste's establishments and its head office", () => {
    expect(isSiret('35600000000048')).toBe(true);
    expect(isSiret('35600000009001')).toBe(false);
    fc.assert(
      fc.property(digits(4), (nic) => {
        const last = (10 - ([...`356000000${nic}`].reduce((sum, d) => sum + Number(d), 0) % 5)) % 5;
        expect(isSiret(`356000000${nic}${last}`)).toBe(true);
        expect(isSiret(`356000000${nic}${last + 5}`)).toBe(true);
      }),
    );
  });

  it('does not lend the exception to anybody else', () => {
    fc.assert(
      fc.property(digits(13), fc.integer({ min: 1, max: 9 }), (body, shift) => {
        fc.pre(!body.startsWith('356000000'));
        const right = luhnDigit(body);
        expect(isSiret(body + right)).toBe(true);
        expect(isSiret(body + ((Number(right) + shift) % 10))).toBe(false);
      }),
    );
  });

  it('ends in an answer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        isRna(text);
        for (const read of [readSiren, readSiret, readRna]) {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(RuleBroken);
          }
        }
      }),
    );
  });
});
