import type { Inventory, Medium, MemoryModule } from './inventory.js';

/** Larger than any module, machine or drive that exists: firmware and agents miscount. */
const MODULE_MB = 2 ** 20;
const MEMORY_MB = 2 ** 26;
const DRIVE_BYTES = 512e12;

const isCount = (n: number | null, most: number): boolean => n !== null && Number.isInteger(n) && n > 0 && n <= most;

/**
 * An inventory whose amounts can be: one that is absurd or has a fraction is unknown, and stays as it was said beside it (`saidSize`).
 */
export function plausibleAmounts<Read extends Inventory>(read: Read): Read {
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
