import { mayBeRounded } from './rounded.js';

describe('a number that a spreadsheet may have rounded', () => {
  it.each([
    '5E+11',
    '1,23457E+12',
    '1.23457E+12',
    '3.5E11',
    '-1e+20',
    '12E+10',
    '500000000000',
    '1234570000000',
    '353912100123456000',
    '353 912 100 123 456 000',
    '353912100123456000,00',
  ])('%s', (text) => expect(mayBeRounded(text)).toBe(true));

  it.each([
    // An IMEI, an ICCID, codes that only look so.
    '353912100123456',
    '8933150319123456789',
    '12345678900',
    '100000000001',
    '5E11',
    '2E4F+1',
    'SN500000000000',
    '00E0',
    '2019-03-12',
    '1 200,00',
    '',
  ])('but not %s', (text) => expect(mayBeRounded(text)).toBe(false));
});
