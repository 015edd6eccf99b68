import { isDriveSize } from './amounts.js';
import { type Foreign, readForeign } from './document.js';
import { knowledgeOfMedia } from './drives/media-knowledge.js';
import type { Inventory, InventorySource, Medium, MemoryModule, Reading } from './inventory.js';
import { dmidecodeText } from './readers/dmidecode-text.js';
import { workbench } from './readers/ereuse-workbench.js';
import { agentXml, glpiJson } from './readers/glpi-json.js';
import { inxiJson } from './readers/inxi-json.js';
import { looksLikeInxi } from './readers/inxi-rows.js';
import { lsblkJson } from './readers/lsblk-json.js';
import { looksLikeLshw, lshwJson } from './readers/lshw-json.js';
import { otherOutput } from './readers/other-output.js';
import { reportsOf, smartctlJson } from './readers/smartctl-json.js';
import { isEntry, textOf } from './readers/tree.js';
import { unreadable } from './readers/unreadable.js';

/** Larger than any module or machine that exists: firmware and agents miscount. */
const MODULE_MB = 2 ** 20;
const MEMORY_MB = 2 ** 26;

const isCount = (n: number | null, most: number): boolean => n !== null && Number.isInteger(n) && n > 0 && n <= most;

/**
 * An inventory whose amounts can be: one that is absurd or has a fraction is unknown, and stays as it was said beside it (`saidSize`).
 */
function plausibleAmounts<Read extends Inventory>(read: Read): Read {
  const memoryModules = read.memoryModules.map(
    (m): MemoryModule =>
      isCount(m.sizeMb, MODULE_MB) ? m : { ...m, sizeMb: null, saidSize: amountText(m.sizeMb, 'Mo') },
  );
  const media = read.media.map(
    (m): Medium =>
      m.sizeBytes === null || isDriveSize(m.sizeBytes)
        ? m
        : { ...m, sizeBytes: null, saidSize: amountText(m.sizeBytes, 'octets') },
  );
  const counted = memoryModules.every((m) => m.sizeMb !== null) && isCount(read.memoryMb, MEMORY_MB);
  return { ...read, memoryModules, media, memoryMb: counted ? read.memoryMb : null };
}

const amountText = (amount: number | null, unit: string): string => `${amount} ${unit}`;

/** One foreign format. `read` never fails on what it does not know: a missing or odd field is null. */
export interface Format {
  readonly id: InventorySource;
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

/** Most documents are of one machine. @throws RuleBroken `devices.inventory_unreadable`, when any of them cannot be read. */
export const readInventories = (document: string | Uint8Array): Inventory[] =>
  machinesIn(readForeign(document)).map(readMachine);

/**
 * The format is known by the content; a file's name and declared type are not trusted. @param document bytes as they were received, or text.
 * @throws RuleBroken `devices.inventory_unreadable`, field `inventory`, facts `reason` (`Unreadable`; `two_machines` for several).
 */
export const readInventory = (document: string | Uint8Array): Inventory => inventoryOf(readForeign(document));

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

const MACHINES = 200;

/**
 * Outputs one after another, a list of messages, several runs of dmidecode: merged, the disks of one would be taken for the other's.
 * A list of SMART reports is of one machine, as far as anybody can tell.
 */
function machinesIn(document: Foreign): readonly Foreign[] {
  if (document.syntax === 'json') {
    const { value } = document;
    if (!Array.isArray(value) || value.length < 2 || value.length > MACHINES) return [document];
    const whole = value.filter(isWhole);
    // What several tools said, one after another: of one machine or not, nothing of it may be dropped.
    const reports = whole.length ? reportsOf(value) : [];
    if (!whole.length || whole.length + reports.length < value.length) return [document];
    return [...whole, ...(reports.length ? [reports] : [])].map((one) => ({ syntax: 'json', value: one }));
  }
  if (document.syntax === 'xml') {
    const { root } = document;
    const requests = root.children.filter((c) => c.name === 'request');
    // Two contents of one message are two machines, of which the rest of the message is common.
    const contents = root.children.filter((c) => c.name === 'content');
    const rest = root.children.filter((c) => c.name !== 'content');
    const roots = contents.length > 1 ? contents.map((c) => ({ ...root, children: [...rest, c] })) : requests;
    return roots.length > 1 && roots.length <= MACHINES
      ? roots.map((one) => ({ syntax: 'xml', root: one }))
      : [document];
  }
  const runs = document.text
    .slice(0, 20_000_000)
    .split(/^(?=# dmidecode \d)/m)
    .filter((t) => /^# dmidecode/.test(t));
  return runs.length > 1 && runs.length <= MACHINES ? runs.map((text) => ({ syntax: 'text', text })) : [document];
}

const isWhole = (value: unknown): boolean => {
  const document = { syntax: 'json', value } as const;
  // Newer lshw prints a list of one.
  if (Array.isArray(value))
    return looksLikeInxi(value) || (value.length === 1 && isEntry(value[0]) && isWhole(value[0]));
  if (!isEntry(value)) return false;
  return (
    glpiJson.recognise(document) ||
    workbench.recognise(document) ||
    lsblkJson.recognise(document) ||
    (looksLikeLshw(value) && textOf(value, 'class') === 'system')
  );
};
