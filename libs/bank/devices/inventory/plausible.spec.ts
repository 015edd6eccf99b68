import { readInventory } from './formats.js';

const agent = (content: Record<string, unknown>) =>
  readInventory(JSON.stringify({ action: 'inventory', content: { versionclient: 'x', ...content } }));
const drive = (storage: Record<string, unknown>) =>
  agent({ storages: [{ name: 'sda', model: 'WDC WD10EZEX', ...storage }] }).media[0];
const xml = (storage: string) =>
  readInventory(`<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS/><STORAGES>${storage}</STORAGES></CONTENT></REQUEST>`)
    .media[0];

describe('amounts that cannot be', () => {
  it.each([
    ['a module of 512 TB', 536_870_912],
    ['half a megabyte', '4096.5'],
    ['more than anything', 1e15],
  ])('memory: %s is unknown, and stays as it was said', (_what, capacity) => {
    const read = agent({ memories: [{ capacity, type: 'DDR4' }, { capacity: 8192 }] });
    expect(read.memoryModules).toMatchObject([{ sizeMb: null, saidSize: `${capacity} Mo` }, { sizeMb: 8192 }]);
    expect(read.memoryMb).toBeNull();
    expect(JSON.stringify(read.raw)).toContain(String(capacity));
  });

  it('memory without modules, and drives', () => {
    expect(agent({ hardware: { memory: '7872.5' } }).memoryMb).toBeNull();
    expect(agent({ hardware: { memory: 7872 } }).memoryMb).toBe(7872);
    expect(drive({ disksize: 9e12 })).toMatchObject({ sizeBytes: null, saidSize: '9000000000000000000 octets' });
    expect(drive({ disksize: 500_107.8621 })).toMatchObject({ sizeBytes: 500_107_862_100 });
  });

  it('sizes with their unit, and those of macOS', () => {
    expect(xml('<NAME>sda</NAME><MODEL>X100</MODEL><DISKSIZE>476,9G</DISKSIZE>')?.sizeBytes).toBe(512_067_475_866);
    expect(xml('<NAME>sda</NAME><MODEL>X100</MODEL><DISKSIZE>476,9</DISKSIZE>')?.sizeBytes).toBeNull();
    const windows = (size: string) =>
      Math.round((xml(`<MODEL>ST500DM002</MODEL><DISKSIZE>${size}</DISKSIZE>`)?.sizeBytes ?? 0) / 1e9);
    // Mebibytes of OCS on Windows, bytes, the gibibytes that people call Go; no tool writes hexadecimal.
    expect(['476938', '228936', '500107862016', '465,76 Go', '500107,862', '500107', '0x7A1'].map(windows)).toEqual([
      500, 240, 500, 500, 500, 500, 0,
    ]);
    const mac = (disksize: number) =>
      drive({ name: 'disk0', type: 'Disk drive', interface: 'SATA', disksize })?.sizeBytes;
    expect([mac(115_712), mac(238_475), mac(251_000), mac(500_277)].map((b) => Math.round(b! / 1e8) / 10)).toEqual([
      121.3, 250.1, 251, 500.3,
    ]);
  });

  it.each([
    [{ model: 'INTEL SSDSC2KW256G8' }, 'ssd'],
    [{ model: 'SanDisk SDSSDA240G' }, 'ssd'],
    [{ model: 'OCZ-VERTEX4' }, 'ssd'],
    [{ model: 'Crucial CT500MX500' }, 'ssd'],
    [{ model: 'TOSHIBA KSG60ZMV256G' }, 'ssd'],
    [{ model: 'ADATA SU650' }, 'ssd'],
    [{ model: 'ANYTHING 500', rotation_rate: 0 }, 'ssd'],
    [{ model: 'ANYTHING 500', rpm: '7200' }, 'disk'],
    [{ model: 'ST1000LM035-1RK172' }, 'disk'],
    [{ model: 'HGST HTS545050A7E680' }, 'disk'],
  ])('%j is %s', (storage, kind) => {
    expect(drive({ type: 'disk', description: 'SATA', disksize: 500_107, ...storage })?.kind).toBe(kind);
  });
});
