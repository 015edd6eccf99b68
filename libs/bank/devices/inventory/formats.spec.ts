import { deflateSync, gzipSync } from 'node:zlib';
import { FORMATS, INVENTORY_SOURCES, type Inventory, readInventory } from '#bank/devices';
import { RuleBroken } from '#platform/kernel';
import { inventoryFile, inventoryFiles } from '../../../../test/support/machines/inventories.js';

const read = (path: string): Inventory => readInventory(inventoryFile(path));
const drives = (i: Inventory) => i.media.map((m) => `${m.kind} ${m.serial}`).sort();

describe('the table of formats', () => {
  it('has a sample of each, each recognised by one format alone, and every source a name', () => {
    expect(FORMATS.map((f) => f.id).sort()).toEqual(Object.keys(INVENTORY_SOURCES).sort());
    for (const { id } of FORMATS) expect(inventoryFiles.some((f) => f.format === id)).toBe(true);
    for (const { format, name, bytes } of inventoryFiles)
      expect([name, readInventory(bytes).source]).toEqual([name, format]);
  });

  it('reads one machine the same through every tool that sees its drives', () => {
    const both = ['disk WD-WCC6Y7DEMO01', 'nvme S3YKNX0MDEMO01'];
    const all = ['agent_xml/qemu.xml', 'lshw_json/qemu.json', 'lshw_json/qemu-classes.json', 'inxi_json/qemu.json'];
    for (const path of [...all, 'lsblk_json/qemu.json', 'workbench/script.json', 'workbench/signed.json']) {
      const inventory = read(path);
      // Some see that they run in a virtual machine, which is no device.
      const worth = inventory.doubts.includes('virtual_machine') ? 'virtual_machine' : null;
      expect([path, drives(inventory), inventory.mediaUnknown]).toEqual([path, both, worth]);
      expect([path, inventory.notMedia.some((n) => n.why === 'usb')]).toEqual([path, true]);
    }
    for (const path of [
      'agent_xml/qemu.xml',
      'lshw_json/qemu.json',
      'inxi_json/qemu.json',
      'dmidecode_text/qemu.txt',
      'workbench/script.json',
    ]) {
      const { machine, doubts, memoryModules } = read(path);
      expect([path, machine]).toMatchObject([
        path,
        {
          make: 'LENOVO',
          model: 'ThinkPad L480',
          serial: 'PF3DEMO1',
          boardSerial: 'L1HF8DEMO1',
          uuid: '4c4c4544-0034-3010-8048-b6c04f503732',
          category: 'laptop',
        },
      ]);
      expect([path, doubts]).toEqual([path, ['virtual_machine']]);
      expect(memoryModules).toMatchObject([{ serial: '3A5C0001', slot: 'ChannelA-DIMM 0', speedMhz: 2400 }]);
    }
  });

  it('reads the same packed, in another encoding, with a mark in front', () => {
    const plain = inventoryFile('agent_xml/fusion-laptop.xml');
    const expected = readInventory(plain);
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plain.toString(), 'utf16le')]);
    for (const form of [
      deflateSync(plain),
      gzipSync(plain),
      utf16,
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]),
      plain.toString(),
    ])
      expect(readInventory(form)).toEqual(expected);
    expect(read('agent_xml/ocs-windows.xml')).toMatchObject({
      tag: 'École Jean-Macé',
      machine: { serial: 'CZC6DEMO1' },
    });
  });
});

describe('what is refused, and why', () => {
  const refusal = (document: string | Uint8Array): unknown => {
    try {
      readInventory(document);
      return null;
    } catch (error) {
      if (error instanceof RuleBroken && error.code === 'devices.inventory_unreadable') return error.facts.reason;
      throw error;
    }
  };
  const bomb = `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SSN>&b;</SSN></BIOS></CONTENT></REQUEST>`;
  it.each([
    [
      'an agent that only says hello',
      '<?xml version="1.0"?><REQUEST><DEVICEID>x</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>1</TOKEN></REQUEST>',
      'not_an_inventory',
    ],
    ['a network scan', '<REQUEST><QUERY>SNMPQUERY</QUERY><CONTENT><DEVICE/></CONTENT></REQUEST>', 'not_an_inventory'],
    ['a page', '<!DOCTYPE html><html><body>401</body></html>', 'not_xml'],
    ['entities that grow', bomb, 'not_xml'],
    ['a document that stops', inventoryFile('agent_xml/fusion-laptop.xml').subarray(0, 4000), 'not_xml'],
    ['JSON that stops', inventoryFile('lshw_json/qemu.json').subarray(0, 4000), 'not_json'],
    ['a list of anything', '[{"name":"a"},{"name":"b"}]', 'not_an_inventory'],
    ['npm', '{"name":"x","version":"1.0.0","type":"Snapshot"}', 'not_an_inventory'],
    ['a text', 'Bonjour,\nvoici le PC de la mairie.', 'not_json'],
    ['a log of nwipe', '[2026/11/25 16:00:00]    info: nwipe 0.38', 'not_json'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]), 'not_json'],
    ['what unpacks without end', gzipSync(Buffer.alloc(64 * 1024 * 1024)), 'too_large'],
    ['half an archive', gzipSync(Buffer.from('{"a":1}')).subarray(0, 12), 'not_json'],
    ['too many openings', `[${'[],'.repeat(500_000)}[]]`, 'too_many'],
    ['lists inside lists', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'too_deep'],
    ['objects inside objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, 'too_deep'],
    ['elements without end', '<REQUEST>'.repeat(100_000), 'too_deep'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])('%s', (_what, document, reason) => {
    expect(refusal(document)).toBe(reason);
  });

  it('an unknown entity, a bare ampersand and a control character are slips of agents, not refusals', () => {
    const xml = `<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SMANUFACTURER>A &amp; B</SMANUFACTURER><SSN>AB&nbsp;12\u0001345</SSN></BIOS></CONTENT></REQUEST>`;
    expect(readInventory(xml).machine).toMatchObject({ make: 'A & B', serial: expect.stringContaining('345') });
  });
});
