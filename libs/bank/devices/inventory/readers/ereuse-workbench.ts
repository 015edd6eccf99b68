import { NOT_SEARCHED } from '../drives/hidden-drives.js';
import { mediaFrom } from '../drives/media.js';
import type { Format } from '../formats.js';
import { blankReading, type Reading } from '../inventory.js';
import { machineFrom } from '../machine.js';
import { mergeInventories } from '../merge.js';
import { looksLikeDmidecode, readDmidecode } from './dmidecode-text.js';
import { readInxi } from './inxi-json.js';
import { looksLikeInxi } from './inxi-rows.js';
import { readJson } from './json-text.js';
import { looksLikeLshw, readLshw } from './lshw-json.js';
import { readSmart, reportsOf, storableReport } from './smartctl-json.js';
import { type Entry, entriesOf, entryOf, isEntry, numberOf, textOf } from './tree.js';
import { isComponentSnapshot, readComponents } from './workbench-components.js';

/**
 * Snapshots of eReuse's Workbench. Up to version 13: a device and its components. From 14, `workbench-script` and its
 * signed form: what smartctl, dmidecode, inxi and lshw printed, as texts inside the JSON; Workbench for Android: its own.
 * https://github.com/eReuse/workbench-script, https://github.com/eReuse/devicehub-django (evidence/*_parse.py).
 */
export const workbench: Format = {
  id: 'workbench',
  recognise: (d) =>
    d.syntax === 'json' &&
    isEntry(d.value) &&
    (isComponentSnapshot(d.value) || Object.keys(outputsOf(d.value)).length > 0),
  read: (d) => {
    const snapshot = d.syntax === 'json' && isEntry(d.value) ? d.value : {};
    const read = isComponentSnapshot(snapshot) ? readComponents(snapshot) : readOutputs(outputsOf(snapshot));
    const software = textOf(snapshot, 'software') ?? textOf(entryOf(snapshot, 'credentialSubject'), 'software');
    const version = textOf(snapshot, 'version');
    return { ...read, source: 'workbench', agent: [software, version].filter(Boolean).join(' ') || null };
  },
};

/** Outputs of which one must be there. */
const TOOLS = ['smart', 'smartctl', 'dmidecode', 'inxi', 'lshw', 'android'];

/** What each tool printed, by the tool's name; empty for anything that is no snapshot. */
function outputsOf(snapshot: Entry): Entry {
  // The signed form lists the outputs as evidence of a credential, their quotes written as for HTML.
  const signed = entriesOf(snapshot, 'evidence').flatMap((e) => {
    const operation = textOf(e, 'operation')?.toLowerCase();
    return operation && TOOLS.includes(operation) ? [[operation, plainText(e.output)] as const] : [];
  });
  if (isEntry(snapshot.credentialSubject) && signed.length) return Object.fromEntries(signed);
  const named = textOf(snapshot, 'type') === 'Snapshot' || /workbench/i.test(textOf(snapshot, 'software') ?? '');
  const data = entryOf(snapshot, 'data');
  if (named && TOOLS.some((tool) => data[tool] !== undefined && data[tool] !== null)) return data;
  // DeviceHub hands lshw's tree on under its name, in the document itself, its data or what is kept to find faults by.
  const wrapped = [snapshot, data, entryOf(snapshot, 'debug')].find((holder) => looksLikeLshw(jsonOf(holder.lshw)));
  return wrapped ? { lshw: wrapped.lshw } : {};
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};
const plainText = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/&(?:quot|#34|#39|lt|gt|amp);/g, (m) => ENTITIES[m] ?? m) : value;

function readOutputs(data: Entry): Reading {
  const parts: Reading[] = [];
  const said = jsonOf(data.smartctl ?? data.smart);
  const reports = reportsOf(said);
  if (reports.length) parts.push(fromSmart(reports, [said].flat().length > reports.length));
  const lshw = jsonOf(data.lshw);
  if (looksLikeLshw(lshw)) parts.push(readLshw(lshw));
  const inxi = jsonOf(data.inxi);
  if (looksLikeInxi(inxi)) parts.push(readInxi(inxi));
  if (typeof data.dmidecode === 'string' && looksLikeDmidecode(data.dmidecode))
    parts.push(readDmidecode(data.dmidecode));
  if (isEntry(data.android)) parts.push(fromAndroid(data, data.android));
  return mergeInventories('workbench', parts);
}

/** An output as JSON: a text, or what a newer version already put in as it is; undefined when a tool failed. */
function jsonOf(output: unknown): unknown {
  if (typeof output !== 'string') return output;
  try {
    return readJson(output);
  } catch {
    return undefined;
  }
}

/** Workbench runs smartctl on every disk that the kernel knows: this list is a machine's own, sticks left out. */
function fromSmart(reports: readonly Entry[], oneFailed: boolean): Reading {
  const { doubts, ...storage } = mediaFrom([
    ...reports.map((r) => readSmart(r, { chosen: false })),
    oneFailed ? { unread: 'drive_not_opened' } : null,
  ]);
  return {
    ...blankReading('smartctl_json'),
    ...storage,
    looked: { ...NOT_SEARCHED, asked: 'all', system: 'linux' },
    doubts,
    raw: { reports: reports.slice(0, 64).map(storableReport) },
  };
}

/** Workbench for Android: what the phone says of itself; its storage is soldered and has no serial of its own. */
function fromAndroid(data: Entry, android: Entry): Reading {
  const device = entryOf(data, 'device');
  const bytes = numberOf(entryOf(android, 'memory'), 'total_bytes');
  return {
    ...blankReading('workbench'),
    machine: machineFrom({
      make: textOf(device, 'manufacturer') ?? textOf(android, 'manufacturer'),
      model: textOf(device, 'model') ?? textOf(android, 'model'),
      serial: textOf(device, 'serial_number'),
      category: /tablet/i.test(textOf(device, 'type') ?? '') ? 'tablet' : 'smartphone',
    }),
    tag: textOf(device, 'manual_id'),
    memoryMb: bytes ? Math.round(bytes / 1024 ** 2) : null,
    os:
      textOf(android, 'android_version') === null
        ? null
        : { name: 'Android', version: textOf(android, 'android_version') },
  };
}
