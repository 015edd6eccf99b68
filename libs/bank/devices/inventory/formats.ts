import { type Foreign, readForeign } from './document.js';
import { knowledgeOfMedia } from './drives/media-knowledge.js';
import type { Inventory, InventorySource, Medium, MemoryModule, Reading } from './inventory.js';
import { machinesIn } from './machines.js';
import { agentXml } from './readers/agent-xml.js';
import { dmidecodeText } from './readers/dmidecode-text.js';
import { workbench } from './readers/ereuse-workbench.js';
import { glpiJson } from './readers/glpi-json.js';
import { inxiJson } from './readers/inxi-json.js';
import { lsblkJson } from './readers/lsblk-json.js';
import { lshwJson } from './readers/lshw-json.js';
import { otherOutput } from './readers/other-output.js';
import { smartctlJson } from './readers/smartctl-json.js';
import { unreadable } from './readers/unreadable.js';

/** Larger than any module, machine or drive that exists: firmware and agents miscount. */
const MODULE_MB = 2 ** 20;
const MEMORY_MB = 2 ** 26;
const DRIVE_BYTES = 512e12;

const isCount = (n: number | null, most: number): boolean => n !== null && Number.isInteger(n) && n > 0 && n <= most;

/**
 * An inventory whose amounts can be: one that is absurd or has a fraction is unknown, and stays as it was said beside it (`saidSize`).
 */
function plausibleAmounts<Read extends Inventory>(read: Read): Read {
  const memoryModules = read.memoryModules.map(
    (m): MemoryModule => (isCount(m.sizeMb, MODULE_MB) ? m : { ...m, sizeMb: null, saidSize: said(m.sizeMb, 'Mo') }),
  );
  const media = read.media.map(
    (m): Medium =>
      m.sizeBytes === null || isCount(m.sizeBytes, DRIVE_BYTES)
        ? m
        : { ...m, sizeBytes: null, saidSize: said(m.sizeBytes, 'octets') },
  );
  const counted = memoryModules.every((m) => m.sizeMb !== null) && isCount(read.memoryMb, MEMORY_MB);
  return { ...read, memoryModules, media, memoryMb: counted ? read.memoryMb : null };
}

const said = (amount: number | null, unit: string): string => `${amount} ${unit}`;

/** One foreign format. `read` never fails on what it does not know: a missing or odd field is null. */
export interface Format {
  readonly id: InventorySource;
  /** True when this document is one of this format, by its content alone. */
  recognise(document: Foreign): boolean;
  read(document: Foreign): Reading;
}

/** Every format that is read; the first that recognises a document reads it. A new one is a file and a line here. */
export const FORMATS: readonly Format[] = [
  glpiJson,
  agentXml,
  workbench,
  lshwJson,
  smartctlJson,
  inxiJson,
  lsblkJson,
  dmidecodeText,
];

/**
 * What the machines of a document say of themselves, each by itself: most documents are of one.
 * @throws RuleBroken `devices.inventory_unreadable`, when any of them cannot be read.
 */
export const readInventories = (document: string | Uint8Array): Inventory[] =>
  machinesIn(readForeign(document)).map(readMachine);

/**
 * What a machine says of itself, from whatever file or message it came in. The format is told by the content; a file's
 * name and declared type are not trusted.
 * @param document bytes as they were received (zlib, gzip or plain; UTF-8, UTF-16 or what the XML declares), or text.
 * @throws RuleBroken `devices.inventory_unreadable`, field `inventory`, facts `reason` (`Unreadable`; `two_machines` for several).
 */
export const readInventory = (document: string | Uint8Array): Inventory => inventoryOf(readForeign(document));

/** The same of a document whose syntax is read. */
export function inventoryOf(document: Foreign): Inventory {
  const [machine, another] = machinesIn(document);
  if (another || !machine) throw unreadable('two_machines');
  return readMachine(machine);
}

function readMachine(foreign: Foreign): Inventory {
  const format = FORMATS.find((f) => f.recognise(foreign));
  if (!format) throw unreadable(otherOutput(foreign) ?? (foreign.syntax === 'text' ? 'not_json' : 'not_an_inventory'));
  return knowledgeOfMedia(plausibleAmounts(format.read(foreign)));
}
