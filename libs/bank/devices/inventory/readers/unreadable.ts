import { RuleBroken } from '#platform/kernel';

/** Why a document is refused: everything else in it is read as far as it goes. */
export type Unreadable =
  | 'empty'
  | 'too_large'
  /** Boxes in boxes, deeper than any tool writes. */
  | 'too_deep'
  /** Far more values than a machine has to say. */
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
  /** Tools that are not read. */
  | 'hwinfo'
  | 'nvme_list'
  /** It ran without rights, or found no firmware to ask. */
  | 'dmidecode_failed'
  /** What a terminal says when the tool is not installed. */
  | 'tool_missing'
  /** What macOS tells of itself (`system_profiler`, Informations système), in any form: its drives are shown as volumes there. */
  | 'macos_profile'
  /** A list of drives that could be asked; none was. */
  | 'smartctl_scan';

/** The refusal of a document, for whoever reads one. */
export const unreadable = (reason: Unreadable): RuleBroken =>
  new RuleBroken('devices.inventory_unreadable', { reason }, 'inventory');
