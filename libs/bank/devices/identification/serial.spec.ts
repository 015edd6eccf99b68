import fc from 'fast-check';
import { isGenericSerial, normaliseSerial, readImei, serialKey } from './serial.js';

describe('serials', () => {
  it('compare without case, spaces and what people copy with them', () => {
    expect(normaliseSerial(' pf3demo1\r\n')).toBe('PF3DEMO1');
    expect(normaliseSerial('S/N: wd-wcc6y7demo01')).toBe('WD-WCC6Y7DEMO01');
    expect(normaliseSerial('5CG 123\u00a04ABC\u200b')).toBe('5CG1234ABC');
    expect(normaliseSerial('/640HP72/CE129536461378/')).toBe('/640HP72/CE129536461378/');
    expect(normaliseSerial('SN')).toBe('SN');
  });

  it('normalising twice changes nothing more than once, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseSerial(text);
        expect(once).not.toMatch(/\s/);
        isGenericSerial(text);
        readImei(text);
      }),
    );
  });

  it.each([
    'Default string',
    'To be filled by O.E.M.',
    'To Be Filled By O.E.M',
    'System Serial Number',
    'None',
    'none',
    '0123456789',
    '00000000',
    'xxxxxxxxxxx',
    '-------',
    '',
    '   ',
    'N/A',
    'n.c.',
    'Not Specified',
    'INVALID',
    '........',
    '1234567890',
    'Chassis Serial Number',
    'sans',
    '?',
    'Non renseigné',
    'Illisible',
    'Not Settable',
    'XXXXXXXXXXXXXXXXXXXX',
    'FFFFFFFF-FFFF',
    'EeePC-1234567890',
    'Eee0123456789',
    '123456789ABC',
    'SN 123456789ABC',
    'S/N: 123456789ABCDEF',
    '02:00:00:00:00:00',
    '020000000000',
    'a4-5e-60-de-m0-01'.replace('m0', '70'),
    '9C:B6:D0:12:34:56',
  ])('%j identifies nothing', (text) => {
    expect(isGenericSerial(text)).toBe(true);
  });

  it.each([
    'PF3DEMO1',
    'WD-WCC6Y7DEMO01',
    'S3YKNX0MDEMO01',
    '640HP72',
    'MJ04XKCA',
    '/2FAGP34/CN124536460043/',
    'R9-0B2YK 15/07',
    'NXVEDEF00',
  ])('%j identifies a device', (text) => {
    expect(isGenericSerial(text)).toBe(false);
  });
});

describe('the key of a serial', () => {
  it('is null where nothing is identified', () => {
    expect(serialKey(' pf3 demo1')).toBe('PF3DEMO1');
    expect(serialKey('Default string')).toBeNull();
    expect(serialKey('Default string', { generic: true })).toBe('DEFAULTSTRING');
    expect(serialKey(undefined)).toBeNull();
    expect(serialKey('  ', { generic: true })).toBeNull();
  });
});

describe('IMEI', () => {
  it('has 15 digits that obey Luhn', () => {
    expect(readImei('490154203237518')).toBe('490154203237518');
    expect(readImei('49-015420-323751-8')).toBe('490154203237518');
    expect(readImei('490154203237517')).toBeNull();
    expect(readImei('000000000000000')).toBeNull();
    expect(readImei('4901542032375')).toBeNull();
  });
});
