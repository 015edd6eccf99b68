import { RuleBroken } from '#platform/kernel';
import { inventoryFile } from '../../../../test/support/machines/inventories.js';
import { readInventories, readInventory } from './formats.js';

const reasonOf = (document: string | Uint8Array): unknown => {
  try {
    return readInventory(document).source;
  } catch (error) {
    if (error instanceof RuleBroken) return error.facts.reason;
    throw error;
  }
};
const agent = (ssn: string) => ({
  action: 'inventory',
  content: { bios: { ssn, smodel: 'X' }, storages: [{ name: 'sda', serial: `D${ssn}` }] },
});
const lshw = (serial: string) => ({ id: 'poste', class: 'system', claimed: true, serial });
const dmi = (serial: string) =>
  `# dmidecode 3.3\nHandle 0x0001, DMI type 1, 27 bytes\nSystem Information\n\tManufacturer: Dell Inc.\n\tSerial Number: ${serial}\n\n`;
const request = (serial: string) =>
  `<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SSN>${serial}</SSN></BIOS></CONTENT></REQUEST>`;

describe('a file of two machines', () => {
  it.each([
    ['a list of messages', JSON.stringify([agent('5DEM0R2'), agent('7DEM0R3')])],
    ['messages one after another', `${JSON.stringify(agent('5DEM0R2'))}\n${JSON.stringify(agent('7DEM0R3'))}`],
    ['outputs of lshw', JSON.stringify([lshw('5DEM0R2'), lshw('7DEM0R3')])],
    ['runs of dmidecode', dmi('5DEM0R2') + dmi('7DEM0R3')],
    ['messages of old agents', `<MACHINES>${request('5DEM0R2')}${request('7DEM0R3')}</MACHINES>`],
  ])('%s: two documents, and no inventory of one', (_what, document) => {
    const read = readInventories(document);
    expect(read.map((i) => i.machine.serial)).toEqual(['5DEM0R2', '7DEM0R3']);
    expect(read.every((i) => i.media.length < 2)).toBe(true);
    expect(reasonOf(document)).toBe('two_machines');
  });

  it('whose parts nobody can tell apart is refused', () => {
    expect(reasonOf(JSON.stringify({ content: { bios: [{ ssn: '5DEM0R2' }, { ssn: '7DEM0R3' }] } }))).toBe(
      'two_machines',
    );
    expect(reasonOf(JSON.stringify({ content: { bios: [{ ssn: '5DEM0R2' }, { ssn: '5dem0r2' }] } }))).toBe('glpi_json');
  });

  it('is not what one tool prints in a list', () => {
    for (const path of [
      'smartctl_json/sas-and-usb.json',
      'lshw_json/netbook-emmc.json',
      'lshw_json/qemu-classes.json',
      'inxi_json/laptop.json',
    ])
      expect(readInventories(inventoryFile(path))).toHaveLength(1);
  });
});

describe('a network address is no serial', () => {
  const phone = (ssn: string, macaddr = '9C:B6:D0:12:34:56') =>
    readInventory(
      JSON.stringify({
        itemtype: 'Phone',
        content: { bios: { ssn, assettag: '9cb6d0123456' }, networks: [{ macaddr, type: 'wifi' }] },
      }),
    );

  it.each(['02:00:00:00:00:00', '9C:B6:D0:12:34:56', '9cb6d0123456', 'AA-BB-CC-DD-EE-0F'])('%s', (ssn) => {
    const read = phone(ssn);
    expect(read.machine).toMatchObject({ serial: null, assetTag: null });
    expect(JSON.stringify(read)).not.toMatch(/9c:?b6|AA-BB|02:00:00/i);
  });

  it('nor is a serial that looks like one, on a machine with another address', () => {
    expect(phone('A0B1C2D3E4F5').machine.serial).toBe('A0B1C2D3E4F5');
  });
});
