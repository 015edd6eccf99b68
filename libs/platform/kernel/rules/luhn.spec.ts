import fc from 'fast-check';
import { isLuhn, luhnDigit } from './luhn.js';

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 24 });

describe('Luhn', () => {
  it('knows numbers of the standard', () => {
    expect(isLuhn('79927398713')).toBe(true);
    expect(isLuhn('79927398710')).toBe(false);
    expect(isLuhn('')).toBe(false);
    expect(isLuhn('7992 7398713')).toBe(false);
  });

  it('accepts a number completed with its own digit, and no other digit', () => {
    fc.assert(
      fc.property(digits, (body) => {
        const right = luhnDigit(body);
        for (const last of '0123456789') expect(isLuhn(body + last)).toBe(last === right);
      }),
    );
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(digits, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const number = body + luhnDigit(body);
        const i = at % number.length;
        const wrong = number.slice(0, i) + ((Number(number[i]) + shift) % 10) + number.slice(i + 1);
        expect(isLuhn(wrong)).toBe(false);
      }),
    );
  });
});
