import { stripVTControlCharacters } from 'node:util';
import type { Foreign } from '../document.js';
import { isEntry } from './tree.js';
import type { Unreadable } from './unreadable.js';

/** What the tools that are read print when the option for JSON was forgotten, by signs that no other text has. */
const TEXTS: readonly (readonly [RegExp, Unreadable])[] = [
  [
    /^(?:\S+(?: line \d+| ligne \d+)?\s?: ){1,4}(?:command not found|commande introuvable|not found)\s*$/m,
    'tool_missing',
  ],
  [
    /^# dmidecode \d|^# (?:No|Pas de) SMBIOS|^\/(?:dev\/mem|sys\/firmware\/\S{1,80}): (?:Permission denied|Permission non accordée)/m,
    'dmidecode_failed',
  ],
  [/^ {2}\[Created at \w+\.\d+\]\s*$/m, 'hwinfo'],
  [
    /^(?:cpu|keyboard|mouse|monitor|graphics card|sound|network interface|disk|partition|usb controller|bios|bridge|hub|memory):[ \t]*\r?\n {2,}\S[\s\S]{0,8000}^(?:cpu|monitor|graphics card|disk|partition|memory|bridge|bios):[ \t]*\r?$/m,
    'hwinfo',
  ],
  [/^Node\s+(?:Generic\s+)?SN\s+Model\b/m, 'nvme_list'],
  [/^\/dev\/\S+ -d \S+ # \/dev\//m, 'smartctl_scan'],
  [/^smartctl \d+\.\d+ /m, 'smartctl_text'],
  [/^NAME\s+(?:\S+\s+)*(?:MAJ:MIN|FSTYPE|SIZE)\b/m, 'lsblk_text'],
  [/^H\/W path\s+(?:Device\s+)?Class/m, 'lshw_text'],
  [/^\s{2,6}\*-(?:core|firmware|cpu|memory|pci|disk|storage|nvme)\b/m, 'lshw_text'],
  [/^\s{2,10}(?:Model Identifier|Identifiant du modèle)\s?: \S+\d,\d/m, 'macos_profile'],
  [/^(?:Storage|NVMExpress|SATA\/SATA Express|Stockage)\s?:[ \t]*\r?\n\s*\r?\n {4}\S/m, 'macos_profile'],
  [
    /^(?:\S+\s)?(?:System|Machine|Drives|CPU|Audio|Network|Info):\s[\s\S]{0,4000}^\s*(?:Machine|Drives|CPU|Graphics|Partition|Info):\s/m,
    'inxi_text',
  ],
];

/** Colours of a terminal are known to Node; inxi takes whoever has none for a chat program, and colours for that. */
const CHAT_COLOURS = new RegExp(`${String.fromCharCode(3)}(?:\\d{1,2}(?:,\\d{1,2})?)?`, 'g');

/**
 * What else a document is, when no format recognises it: the output of a tool that is read, in another form. Null for anything else.
 */
export function otherOutput(document: Foreign): Unreadable | null {
  if (document.syntax === 'text') {
    const text = stripVTControlCharacters(document.text.slice(0, 40_000)).replace(CHAT_COLOURS, '');
    return TEXTS.find(([sign]) => sign.test(text))?.[1] ?? null;
  }
  if (document.syntax === 'xml') {
    const { root } = document;
    return [root, ...root.children].some((of) => of.name === 'node' && of.children.length) ? 'lshw_xml' : null;
  }
  if (
    isEntry(document.value) &&
    Object.keys(document.value)
      .slice(0, 20)
      .some((key) => /^SP[A-Z]\w{2,40}DataType$/.test(key))
  )
    return 'macos_profile';
  if (isNvmeList(document.value)) return 'nvme_list';
  return isScan(document.value) ? 'smartctl_scan' : null;
}

/** `nvme list -o json`, of versions 1 and 2. */
const isNvmeList = (value: unknown): boolean =>
  isEntry(value) &&
  Array.isArray(value.Devices) &&
  value.Devices.length > 0 &&
  value.Devices.every((d) => isEntry(d) && (typeof d.DevicePath === 'string' || Array.isArray(d.Subsystems)));

/** `smartctl --scan -j` lists the drives that could be asked, or finds none, and asks none. */
export const isScan = (value: unknown): boolean =>
  isEntry(value) &&
  isEntry(value.smartctl) &&
  !isEntry(value.device) &&
  (Array.isArray(value.devices) ||
    (Array.isArray(value.smartctl.argv) && value.smartctl.argv.some((a) => a === '--scan' || a === '--scan-open')));
