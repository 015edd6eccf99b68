import { isGenericSerial } from '../../identification/serial.js';
import {
  type Inventory,
  MEDIA_UNKNOWN,
  type MediaUnknown,
  type Medium,
  PULLED_OUT,
  type Reading,
} from '../inventory.js';
import { hidesDrives } from './hidden-drives.js';
import { doubtsOf } from './media.js';

/** Apple's machines by maker, model or what Apple puts in; nobody else's drives bear its name. */
const APPLE = /^apple\b/i;
const MAC = /^(?:i?mac|power ?(?:mac|book)|xserve)/i;
/** Sold with a Fusion Drive: iMac13,1 (2012) and Macmini6,1 and later, or a name without its number. */
const FUSION = /^i ?mac(?:pro)?(?!\d)|^imac(?:1[3-9]|2\d),|^mac ?mini(?!\d)|^mac ?mini[6-9],/i;
/** Macs in which nothing but Apple's own drive fits: what a tool calls SATA there hangs outside. */
const WITHOUT_SATA =
  /^(?:macbookpro1[1-9],|macbookair(?:[6-9]|1\d),|macbook(?:[89]|1\d),|imacpro|mac1[3-9],|macmini(?:[89]|1\d),)/i;
/** Both drives of Intel's H10 and H20 bear one model; the cache has an O more. */
const WITH_CACHE = /\bHBRPEK\w+/i;
/** Optane Memory of 16, 32 and 64 GB, sold to speed another drive up. */
const OPTANE_CACHE = /\bMEMPE[IK]1\w0(?:16|32|64)/i;
const GB = 1e9;

/**
 * Null when it lists at least one medium that is built in and nothing in it speaks of one that it could not read. An empty list is no
 * knowledge: tools miss drives.
 */
export function mediaUnknown(read: Inventory): MediaUnknown | null {
  const doubts: readonly string[] = read.doubts;
  const hidden = MEDIA_UNKNOWN.find((why) => why !== 'not_run_as_root' && doubts.includes(why));
  if (hidden) return hidden;
  if (isHalf(read)) return 'half_of_hybrid';
  if (doubts.includes('not_run_as_root')) return 'not_run_as_root';
  if (!read.hasStorageSection) return read.media.length ? 'some_drives_only' : 'not_told';
  const fixed = read.media.filter((m) => isBuiltIn(m, read));
  if (fixed.length) return null;
  return isMac(read) ? 'mac_drive_unseen' : 'no_fixed_medium';
}

/**
 * The one rule for every format, which only says how its tool looked. A document lists all when its tool looked for all, shows what drives
 * hang on, and nothing in it speaks of a drive that is not listed.
 */
export function knowledgeOfMedia({ looked, ...read }: Reading): Inventory {
  const judged = { ...read, doubts: doubtsOf(read.doubts, hidesDrives(looked, read.media, read.processor)) };
  // macOS shows no controllers to anybody; there Apple's own drive must be seen.
  const controllersShown = looked.controllersTold || (looked.system === 'macos' && isMac(read));
  const why =
    mediaUnknown({ ...judged, hasStorageSection: looked.asked === 'all' }) ??
    (controllersShown ? null : 'controllers_untold');
  return { ...judged, hasStorageSection: why === null, mediaUnknown: why };
}

const isMac = ({ machine, media }: Inventory): boolean =>
  APPLE.test(machine.make ?? '') || MAC.test(machine.model ?? '') || media.some((m) => APPLE.test(m.model ?? ''));

/** Read by macOS itself, or nobody knows: there external disks pass for internal ones, and Apple's own stay unseen. */
const readByMacOs = (read: Inventory): boolean =>
  (read.source === 'glpi_json' || read.source === 'agent_xml') &&
  (read.os?.name ? /mac ?os|os ?x|darwin/i.test(read.os.name) : true);

/** A card can be pulled out; of what macOS shows, only Apple's own or what is on a bus within the machine counts: Thunderbolt is PCI Express too. */
function isBuiltIn(m: Medium, read: Inventory): boolean {
  if (PULLED_OUT.includes(m.kind) || isEmpty(m)) return false;
  if (WITHOUT_SATA.test(read.machine.model ?? '') && /\bs?ata\b/i.test(m.interface ?? '') && !APPLE.test(m.model ?? ''))
    return false;
  return (
    !isMac(read) ||
    !readByMacOs(read) ||
    APPLE.test(m.model ?? '') ||
    /\bs?ata\b|apple fabric|\bsas\b|\bide\b/i.test(m.interface ?? '')
  );
}

/** No machine starts from less: a boot area, or what a controller shows of itself. */
const SMALLEST = 32e6;
const isEmpty = (m: Medium): boolean =>
  (m.sizeBytes !== null && m.sizeBytes < SMALLEST) ||
  ((m.serial === null || isGenericSerial(m.serial)) && !m.model && m.sizeBytes === null);

/** One drive of a pair that a system shows as one: an Apple SSD too small to be alone, a Mac's hard disk alone, a cache without its drive. */
function isHalf(read: Inventory): boolean {
  const { media, machine } = read;
  const pair = media.flatMap((m) => WITH_CACHE.exec(m.model ?? '')?.[0].toUpperCase() ?? []);
  if (pair.length && new Set(pair.map((name) => name.endsWith('O'))).size < 2) return true;
  const fixed = media.filter((m) => !PULLED_OUT.includes(m.kind));
  if (fixed.length && fixed.every((m) => OPTANE_CACHE.test(m.model ?? ''))) return true;
  if (!isMac(read)) return false;
  const flash = media.filter((m) => m.kind === 'ssd' || m.kind === 'nvme');
  const turning = media.filter((m) => m.kind === 'disk');
  const small = flash.some(
    (m) => m.sizeBytes !== null && m.sizeBytes < (FUSION.test(machine.model ?? '') ? 129 : 40) * GB,
  );
  if (small && !turning.length) return !isMini2018(machine.model);
  return turning.length > 0 && !flash.length && FUSION.test(machine.model ?? '') && readByMacOs(read);
}

/** Was sold with 128 GB and nothing else. */
const isMini2018 = (model: string | null): boolean => /^mac ?mini(?:[89],|1\d)/i.test(model ?? '');
