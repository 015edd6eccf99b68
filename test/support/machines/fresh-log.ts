import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fixture, NVME, SATA } from '../counting/bench.js';
import { programOf, type Tool } from '../runner/tools.js';

/** The script that runs nwipe on disks of a virtual machine; its settings are variables of the environment. */
export const NWIPE_MAKER = join(import.meta.dirname, '../../fixtures/make-nwipe-log.sh');
/** What running nwipe in a virtual machine takes. */
export const NWIPE_TOOLS: readonly Tool[] = [
  'qemu',
  'nwipe',
  'busybox',
  'smartctl',
  'dmidecode',
  'hdparm',
  'cpio',
  'modprobe',
  'kernel',
];

export interface Disks {
  readonly machine: string;
  readonly sata: string;
  readonly nvme: string;
}

/**
 * The log of nwipe erasing two disks with these serials: run for it now where a virtual machine can be had, else the
 * genuine one that is kept, with these serials written in.
 */
export async function erasureLog({ machine, sata, nvme }: Disks): Promise<Buffer> {
  if (NWIPE_TOOLS.some((tool) => !programOf(tool)))
    return fixture('nwipe/sata-and-nvme-erased.log', { PF3DEMO1: machine, [SATA]: sata, [NVME]: nvme });
  const folder = mkdtempSync(join(tmpdir(), 'bn-journey-'));
  try {
    const file = join(folder, 'nwipe.log');
    const settings = { MACHINE_SERIAL: machine, SATA_SERIAL: sata, NVME_SERIAL: nvme };
    await promisify(execFile)('bash', [NWIPE_MAKER, file], { env: { ...process.env, ...settings }, timeout: 240_000 });
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
