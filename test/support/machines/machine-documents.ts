import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInventory } from '#bank/devices';
import type { Received } from '#bank/inventories';
import { sha256 } from '#platform/kernel';

/** What a machine says of itself; what is left out is as in the kept laptop of a town hall. */
export interface Says {
  readonly name?: string | null;
  readonly tag?: string | null;
  readonly make?: string;
  readonly model?: string;
  readonly serial?: string | null;
  readonly uuid?: string | null;
  readonly board?: string | null;
  readonly assetTag?: string | null;
  readonly sata?: string | null;
  readonly nvme?: string | null;
  readonly memory?: readonly number[];
  /** Something that makes one more document of the same machine. */
  readonly at?: string;
  readonly partial?: boolean;
  /** Sections of the content that are left out. */
  readonly without?: readonly string[];
}

const FILE = join(import.meta.dirname, '..', '..', 'fixtures', 'glpi', 'laptop-two-disks.json');

/** A GLPI agent's message as bytes. */
export function agentJson(says: Says = {}): Buffer {
  const message = JSON.parse(readFileSync(FILE, 'utf8'));
  const { content } = message;
  const set = (section: Record<string, unknown>, field: string, value: unknown) => {
    if (value === null) delete section[field];
    else if (value !== undefined) section[field] = value;
  };
  set(message, 'tag', says.tag);
  set(content.hardware, 'name', says.name);
  set(content.hardware, 'uuid', says.uuid);
  set(content.bios, 'smanufacturer', says.make);
  set(content.bios, 'smodel', says.model);
  set(content.bios, 'ssn', says.serial);
  set(content.bios, 'msn', says.board);
  set(content.bios, 'assettag', says.assetTag);
  for (const storage of content.storages as Record<string, unknown>[]) {
    if (storage['serial'] === 'WD-WCC6Y7DEMO01')
      storage['serial'] = says.sata === undefined ? storage['serial'] : says.sata;
    if (storage['serial'] === 'S3YKNX0MDEMO01')
      storage['serial'] = says.nvme === undefined ? storage['serial'] : says.nvme;
  }
  content.storages = content.storages.filter((s: Record<string, unknown>) => s['serial'] !== null);
  if (says.memory) content.memories = says.memory.map((capacity) => ({ capacity, type: 'DDR4' }));
  if (says.at) content.accesslog = { logdate: says.at };
  if (says.partial) message.partial = true;
  for (const section of says.without ?? []) delete content[section];
  return Buffer.from(JSON.stringify(message));
}

/** A document ready to be received. */
export const documentOf = (bytes: Buffer, names: readonly string[] = []): Received => ({
  inventory: readInventory(bytes),
  sha256: sha256(bytes.toString()),
  channel: 'agent',
  names,
});

export const machineSays = (says: Says = {}): Received => documentOf(agentJson(says));

/** One machine of its own: serials that no other has. */
let machines = 0;
export function freshMachine(): Required<Pick<Says, 'serial' | 'uuid' | 'board' | 'sata' | 'nvme'>> {
  machines += 1;
  const n = String(machines).padStart(4, '0');
  return {
    serial: `PF3X${n}`,
    uuid: `4c4c4544-0051-4a10-8034-b6c04f4d${n}`,
    board: `L1HF8${n}`,
    sata: `WD-WCC6Y7${n}`,
    nvme: `S3YKNX0${n}`,
  };
}
