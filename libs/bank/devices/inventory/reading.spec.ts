import { RuleBroken } from '#platform/kernel';
import { LoopHeld } from '../../../../test/support/counting/loop-held.js';
import { inventoryFile } from '../../../../test/support/machines/inventories.js';
import { readInventories } from './formats.js';
import { inventoriesFrom, inventoryFrom } from './reading.js';

const MB = 1024 * 1024;
/** Of work of the main thread: a busy machine does not lengthen it. */
const HELD_MS = 250;
const software = '<SOFTWARES><NAME>paquet</NAME><VERSION>1.0</VERSION><PUBLISHER>a</PUBLISHER></SOFTWARES>';

/** An agent's XML with as much software as fits. */
function longXml(size: number): Buffer {
  const plain = inventoryFile('agent_xml/fusion-laptop.xml').toString();
  return Buffer.from(plain.replace('</CONTENT>', `${software.repeat(Math.floor(size / software.length))}</CONTENT>`));
}

describe('a long document', () => {
  it('is read as a short one, and holds nobody up meanwhile', async () => {
    const document = longXml(8 * MB);
    await inventoriesFrom(longXml(MB));
    const held = new LoopHeld();
    const read = await held.during('elsewhere', HELD_MS, () => inventoriesFrom(document));
    let here: unknown;
    await held.during('here', Number.POSITIVE_INFINITY, async () => {
      here = readInventories(document);
    });
    expect(read).toEqual(here);
    // What others wait for is the copying of what was read; on the spot it takes ten times as long.
    const [[longest, whole], [, copied]] = held.worst as [[string, number], [string, number]];
    expect([longest, copied < HELD_MS || copied < whole / 3]).toEqual(['here', true]);
  });

  it('is refused with the same reasons, and the next one is read', async () => {
    const cut = longXml(MB).subarray(0, MB - 1000);
    const reasonOf = (reading: Promise<unknown>) =>
      reading.catch((error: unknown) => (error instanceof RuleBroken ? error.facts['reason'] : error));
    const [refused, read, several] = await Promise.all([
      reasonOf(inventoriesFrom(cut)),
      inventoryFrom(longXml(MB)),
      reasonOf(
        inventoryFrom(
          Buffer.from(
            `<LIST>${longXml(MB)
              .toString()
              .replace(/<\?.*?\?>/, '')
              .repeat(2)}</LIST>`,
          ),
        ),
      ),
    ]);
    expect(refused).toBe('not_xml');
    expect(read.machine.serial).toBe('5CQDEMO');
    expect(several).toBe('two_machines');
  });
});
