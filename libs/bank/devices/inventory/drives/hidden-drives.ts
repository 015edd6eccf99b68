import type { Doubt, Medium } from '../inventory.js';
import { UFS } from './drive-names.js';

export interface Controller {
  readonly words: string;
  readonly pciClass?: string | null;
  /** False: no driver serves it, or the tool shows that no drive it can see hangs on it. */
  readonly shows?: boolean;
}

/** How a tool looked for storage, whatever its format: by this alone it is judged what may be there and was not seen. */
export interface StorageSearch {
  /** All drives that it can find, those that it was pointed at, or none. */
  readonly asked: 'all' | 'some' | 'none';
  readonly controllers: readonly Controller[];
  /** True when it shows what drives hang on: without, one may hide behind what nobody sees, or was not asked for. */
  readonly controllersTold: boolean;
  readonly system: 'linux' | 'windows' | 'macos' | null;
}

export const NOT_SEARCHED: StorageSearch = { asked: 'none', controllers: [], controllersTold: false, system: null };

export const systemOf = (name: string | null): StorageSearch['system'] =>
  name === null ? null : /windows/i.test(name) ? 'windows' : /mac ?os|os ?x|darwin/i.test(name) ? 'macos' : 'linux';

export const searchedTogether = (parts: readonly StorageSearch[]): StorageSearch => ({
  asked: (['all', 'some'] as const).find((asked) => parts.some((p) => p.asked === asked)) ?? 'none',
  controllers: parts.flatMap((p) => p.controllers),
  controllersTold: parts.some((p) => p.controllersTold),
  system: parts.find((p) => p.system !== null)?.system ?? null,
});

/** Controllers of Intel's that keep NVMe drives behind them: "82801 Mobile SATA Controller [RAID mode]", Volume Management Device. */
const RAID_MODE = /\bsata\b.*\braid mode\b|rapid storage|volume management device|\bvmd\b/i;
/** By the name of its driver for Windows. */
const VMD = /volume management device|\bvmd\b/i;
/** Before Skylake no chip of Intel's took NVMe drives away from the bus; AMD's never did. */
const TOO_OLD =
  /\bamd\b|ryzen|athlon|phenom|core.{0,6}2|core.{0,8}\bi[357]-?\s?(?:[2-5]\d{3}|\d{3})\D|core.{0,8}\bi[357]-?\s?(?:[2-5]\d{3}|\d{3})$|xeon.*(?:\bv[1-4]\b|\b[ewxl][35]\d{3}\b)/i;
/** Cards that show their volumes, or nothing of drives that no volume was made of: by their names and by their drivers. */
const RAID_CARD =
  /megaraid|\bperc\b|expandable raid|smart ?(?:array|storage|raid|roc|hba)|serveraid|\badaptec\b.*(?:raid|series \d)|\bareca\b|3ware|rocketraid|smartpqi|\bhpsa\b|\bcciss\b|aacraid|arcmsr|mpi3mr|\b3w-/i;
const OF_NVME = /nvme|nvm express|non-?volatile memory/i;
const OF_UFS = /\bufs\b|universal flash storage|ufshcd/i;
const OF_EMMC = /\be-?mmc\b/i;

/**
 * Whether drives may hang on a controller that is shown, and are not in the list: the one rule for every format. Controllers of RAID hide
 * drives; each controller of NVMe needs a drive of its own, one of UFS or eMMC a medium of that kind.
 */
export function hidesDrives(looked: StorageSearch, media: readonly Medium[], processor: string | null): Doubt[] {
  const { controllers, system } = looked;
  const some = (sign: RegExp): boolean => controllers.some((c) => sign.test(c.words));
  const hides =
    controllers.some((c) => c.shows === false) ||
    some(RAID_CARD) ||
    inRaidMode(looked, media, processor) ||
    controllers.filter(isOfNvme).length > media.filter(system === 'windows' ? mayBeOnNvme : isNvme).length ||
    (controllers.some((c) => OF_UFS.test(c.words) || /^0109/.test(c.pciClass ?? '')) && !media.some(isUfs)) ||
    (some(OF_EMMC) && !media.some((m) => m.kind === 'emmc'));
  return hides ? ['controller_without_drive'] : [];
}

const isOfNvme = ({ words, pciClass }: Controller): boolean =>
  /^0108/.test(pciClass ?? '') || (OF_NVME.test(words) && !/raid|\bvmd\b/i.test(words));

const isNvme = (m: Medium): boolean => m.kind === 'nvme';
/** Windows puts drives on "SCSI" or on no bus at all: only one that is surely on another cannot stand behind. */
const mayBeOnNvme = (m: Medium): boolean =>
  isNvme(m) || !/\bs?ata\b|\bide\b|\bsas\b|mmc|\bsd\b/i.test(m.interface ?? '');
/** Drives of UFS come as SCSI disks, known by their names alone. */
const isUfs = (m: Medium): boolean => /\bufs\b/i.test(m.interface ?? '') || UFS.test(m.model ?? '');

/**
 * On Linux a controller of SATA in RAID mode hides the NVMe drives ("Found 1 remapped NVMe devices. Switch your BIOS from RAID to AHCI
 * mode to use them"), and shows those of SATA as if they were all. Windows mostly has the driver that shows them.
 */
function inRaidMode(
  { controllers, system }: StorageSearch,
  media: readonly Medium[],
  processor: string | null,
): boolean {
  if (system === 'windows' || system === 'macos')
    return (
      controllers.some((c) => VMD.test(c.words)) && media.every((m) => /\b(?:ide|s?ata)\b/i.test(m.interface ?? ''))
    );
  return controllers.some((c) => RAID_MODE.test(c.words)) && !media.some(isNvme) && !TOO_OLD.test(processor ?? '');
}
