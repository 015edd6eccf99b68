import type { Doubt, Medium } from './inventory.js';

/** Controllers of Intel's that keep NVMe drives behind them: "82801 Mobile SATA Controller [RAID mode]", Volume Management Device. */
const RAID_MODE = /\bsata\b.*\braid mode\b|rapid storage|volume management device/i;
/** By the name of its driver for Windows. */
const VMD = /volume management device|\bvmd\b/i;

/** Before Skylake no chip of Intel's took NVMe drives away from the bus; AMD's never did. */
const TOO_OLD =
  /\bamd\b|ryzen|athlon|phenom|core.{0,6}2|core.{0,8}\bi[357]-?\s?(?:[2-5]\d{3}|\d{3})\D|core.{0,8}\bi[357]-?\s?(?:[2-5]\d{3}|\d{3})$|xeon.*(?:\bv[1-4]\b|\b[ewxl][35]\d{3}\b)/i;

/**
 * On Linux a controller of SATA in its RAID mode hides the NVMe drives of the machine ("Found 1 remapped NVMe devices. Switch your
 * BIOS from RAID to AHCI mode to use them"), and shows those of SATA as if they were all.
 * @param controllers what the tool says of each, in its words.
 */
export function hiddenByRaidMode(
  controllers: readonly string[],
  media: readonly Medium[],
  processor: string | null,
): Doubt[] {
  const hides = controllers.some((words) => RAID_MODE.test(words));
  return hides && !media.some((m) => m.kind === 'nvme') && !TOO_OLD.test(processor ?? '')
    ? ['controller_without_drive']
    : [];
}

/** Cards that show their volumes, or nothing of drives that no volume was made of: by their names and by their drivers. */
const RAID_CARD =
  /megaraid|\bperc\b|expandable raid|smart ?(?:array|storage|raid|roc|hba)|serveraid|\badaptec\b.*(?:raid|series \d)|\bareca\b|3ware|rocketraid|smartpqi|\bhpsa\b|\bcciss\b|aacraid|arcmsr|mpi3mr|\b3w-/i;

/** Drives behind a card for RAID are seen by its own tool alone, whatever hangs on the other controllers. */
export const hiddenByRaidCard = (controllers: readonly string[]): Doubt[] =>
  controllers.some((words) => RAID_CARD.test(words)) ? ['controller_without_drive'] : [];

/** Windows without Intel's driver shows what hangs on the other controllers alone. */
export const hiddenFromWindows = (controllers: readonly string[], media: readonly Medium[]): Doubt[] =>
  controllers.some((words) => VMD.test(words)) && media.every((m) => /\b(?:ide|s?ata)\b/i.test(m.interface ?? ''))
    ? ['controller_without_drive']
    : [];
