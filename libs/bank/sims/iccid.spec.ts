import fc from 'fast-check';
import { luhnDigit, RuleBroken } from '#platform/kernel';
import { checkedAmong, readIccid } from './iccid.js';

const digits = (n: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: n, maxLength: n });

describe('ICCID', () => {
  it('passes with its check digit, 19 or 20 long', () => {
    fc.assert(
      fc.property(fc.constantFrom(14, 15).chain(digits), (rest) => {
        const iccid = `8933${rest}${luhnDigit(`8933${rest}`)}`;
        expect(readIccid(iccid)).toEqual({ iccid, completed: null, warnings: [] });
        expect(readIccid(` ${iccid.slice(0, 6)} ${iccid.slice(6, 12)}-${iccid.slice(12)}F`).iccid).toBe(iccid);
      }),
    );
  });

  it('warns when the check digit was left out, and says which it is', () => {
    fc.assert(
      fc.property(digits(14), (rest) => {
        const full = `8933${rest}${luhnDigit(`8933${rest}`)}`;
        expect(readIccid(full.slice(0, 18))).toEqual({
          iccid: full.slice(0, 18),
          completed: full,
          warnings: ['sims.iccid_check_missing'],
        });
      }),
    );
  });

  it('a batch without check digits in a list that has them is no list of mistakes', () => {
    const full = (n: number) => `893315000000${100_000 + n}${luhnDigit(`893315000000${100_000 + n}`)}`;
    const wrong = (n: number) => `893320111111200${n}00${(Number(luhnDigit(`893320111111200${n}00`)) + 1) % 10}`;
    const list = [...[1, 2, 3, 4, 5].map(full), ...[1, 2, 3].map(wrong)];
    const checked = checkedAmong(list);
    expect(list.map(checked)).toEqual([true, true, true, true, true, false, false, false]);
    expect(checkedAmong(list.slice(0, 7))(wrong(1))).toBe(true);
    expect(checkedAmong([1, 2, 3].map(wrong))(full(1))).toBe(false);
  });

  it('warns of a card from abroad', () => {
    expect(readIccid(`893207123456789012${luhnDigit('893207123456789012')}`).warnings).toEqual(['sims.iccid_foreign']);
  });

  it.each([
    ['8,93315E+18', 'sims.iccid_rounded'],
    ['8.93315E+18', 'sims.iccid_rounded'],
    ['', 'sims.iccid_malformed'],
    ['0612345678', 'sims.iccid_malformed'],
    ['893315031905035252', null],
    [`8933150319050352521${(Number(luhnDigit('8933150319050352521')) + 1) % 10}`, 'sims.iccid_wrong_check'],
  ])('%j gives %j', (text, code) => {
    if (code === null) expect(readIccid(text).iccid).toBe(text);
    else expect(() => readIccid(text)).toThrow(expect.objectContaining({ code, field: 'iccid' }));
  });

  it('ends in an answer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          readIccid(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleBroken);
        }
      }),
    );
  });
});
