import { RuleBroken } from '#platform/kernel';

/** Why a document is refused: everything else in it is read as far as it goes. */
export type Unreadable =
  | 'empty'
  | 'too_large'
  | 'too_deep'
  | 'too_many'
  /** Neither JSON, XML nor a text of a known tool; or JSON or XML that stops half-way. */
  | 'not_json'
  | 'not_xml'
  /** Well-formed, of something else: a contact message, a network scan, another program's settings. */
  | 'not_an_inventory'
  /** It tells of several machines, where one is asked for or where nobody can tell what is whose. */
  | 'two_machines'
  /** What a tool that is read prints in another form: one option is missing. */
  | 'lshw_text'
  | 'lshw_xml'
  | 'inxi_text'
  | 'lsblk_text'
  | 'smartctl_text'
  | 'hwinfo'
  | 'nvme_list'
  | 'dmidecode_failed'
  /** What a terminal says when the tool is not installed. */
  | 'tool_missing'
  /** What macOS tells of itself (`system_profiler`, Informations système), in any form: its drives are shown as volumes there. */
  | 'macos_profile'
  | 'smartctl_scan';

export const unreadable = (reason: Unreadable): RuleBroken =>
  new RuleBroken('devices.inventory_unreadable', { reason }, 'inventory');

/** The disk that a partition of Linux is named after: "/dev/nvme0n1p2" is on nvme0n1; null for any other name. */
const diskUnder = (part: string | null): string | null =>
  /^\/dev\/(?:([shv]d[a-z]{1,2})\d{0,3}|((?:nvme\d+n\d+|mmcblk\d+))(?:p\d+)?)$/
    .exec(part ?? '')
    ?.slice(1)
    .find(Boolean) ?? null;

/** True when a partition lies on a disk that a list, which names disks as Linux does, does not have. */
export function elsewhere(parts: readonly (string | null)[], disks: readonly (string | null)[]): boolean {
  const listed = new Set(disks.map((name) => (name ?? '').replace('/dev/', '')));
  const named = [...listed].some((name) => diskUnder(`/dev/${name}`) === name);
  return named && parts.some((part) => diskUnder(part) !== null && !listed.has(diskUnder(part)!));
}
