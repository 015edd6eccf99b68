import { ODD_FILES, ODD_MACHINES } from '../../../../test/support/machines/odd-machines.js';
import { isGenericSerial, serialKey } from '../identification/serial.js';
import { readInventories, readInventory } from './formats.js';
import { uuidKey } from './machine.js';

/** Serials and UUIDs that somebody typed, or a whole series has. */
const NO_IDENTITY = {
  serials: [
    '123456789ABC',
    'SN 123456789ABC',
    '1234567890ABC',
    'ABC123456789',
    'QWERTYUIOP',
    'AZERTY',
    'TBD',
    '112233445566',
    '1122334455667788',
    '0000000001',
    '0x00000000',
    'BTUF00000000',
    'Chassis Serial Number',
    'voir étiquette',
    'cf photo',
    'à compléter',
    'idem',
    'pas de numéro',
    '192.168.1.20',
    'fe80::1c2b:3aff:fe4d:5e6f',
    '001a.2b3c.4d5e',
    'DESKTOP-1A2B3C4',
    'Type2 - Board Serial Number',
  ],
  uuids: [
    '00020003-0004-0005-0006-000700080009',
    '12345678-1234-5678-1234-567812345678',
    '11223344-5566-7788-9900-AABBCCDDEEFF',
    '01020304-0506-0708-090A-0B0C0D0E0F10',
    'FEFEFEFE-FEFE-FEFE-FEFE-FEFEFEFEFEFE',
  ],
  /** Look as odd, and are somebody's. */
  real: [
    '5CG00000P1',
    'CN0AB3456789',
    'PF0A1B2C',
    '0000456789',
    'R90NLMKX',
    'ABC12345X',
    '4821.5678',
    '20.21.300.4',
    'PC-COMPTA-01',
  ],
} as const;

it.each(ODD_MACHINES)('%s', (_what, document, worth, media) => {
  const read = readInventory(document);
  expect([read.mediaUnknown ?? 'known', read.media.length]).toEqual([worth, media]);
});

it.each(ODD_FILES)('%s are as many documents', (_what, file, sources) => {
  expect(readInventories(file).map((i) => i.source)).toEqual(sources);
});

describe('what names nothing', () => {
  it.each(NO_IDENTITY.serials)('%s', (serial) => {
    expect([isGenericSerial(serial), serialKey(serial)]).toEqual([true, null]);
  });
  it.each(NO_IDENTITY.uuids)('%s', (uuid) => {
    expect(uuidKey(uuid)).toBeNull();
  });
  it.each(NO_IDENTITY.real)('but %s does', (serial) => {
    expect(isGenericSerial(serial)).toBe(false);
  });
});
