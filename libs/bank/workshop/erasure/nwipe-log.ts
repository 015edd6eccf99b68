import { isDriveSize } from '#bank/devices';
import { RuleBroken } from '#platform/kernel';
import { KNOWN_TOOLS, toolCode, type Verification } from '../codes.js';
import { type DriveFacts, type DriveResult, judgeDrive, newDrive, type Run } from './nwipe-verdict.js';

export type { DriveResult } from './nwipe-verdict.js';

interface Machine {
  manufacturer: string | null;
  product: string | null;
  serial: string | null;
}

/** What one nwipe log says. A log file that nwipe appended to holds several runs; each gives its own drive results. */
export interface NwipeLog {
  readonly tool: 'nwipe';
  readonly version: string | null;
  /** Of the last run that says it; "Not Specified" and the like are null. */
  readonly machine: {
    readonly manufacturer: string | null;
    readonly product: string | null;
    readonly serial: string | null;
  };
  readonly drives: readonly DriveResult[];
}

/** nwipe writes a few hundred bytes per drive and pass; beyond this it is something else. */
const LIMIT = 20 * 1024 * 1024;
/** Years of a workshop in one file, to which nwipe appended. */
const MOST_DRIVES = 20_000;
/** More than anybody waits for: a log that says so miscounts. */
const MOST_ROUNDS = 32_767;
/** nwipe itself cuts its messages at 1,024 characters. */
const LONGEST_LINE = 4096;
const LINE =
  /^\[(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\]\s+(?:(?:debug|info|notice|warning|error|fatal|sanity):\s?)?(.*)$/;
const BANNER = /^nwipe (\d+\.\d[\w.+-]*)$/;
const FOUND = /^Found (\/dev\/[^,]+),\s*([^,]*?)\s*, (.*),\s*([\d.]+ *[A-Z]*), S\/N=(.*)$/;
const FOUND_BEFORE_028 = /^Found drive model="(.*)", device path="(.*)", size="(.*)", serial number="(.*)"$/;
const STATUS_ROW = /^!?\s*(\S+)\s*\|\s*([^|]*?)\s*\|[^|]*\|\s*[\d:]+\s*\|\s?(.*)$/;
const ERROR_ROW = /^!?\s*(\S+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*$/;

/**
 * Reads the text log of nwipe (tried on 0.38; older and newer words after its logging.c). nwipe exits 0 on an aborted wipe and prints
 * "successfully completed", so only each drive's own row in "Drive Status" counts, together with what the lines before
 * it say against it; a log that ends before that table leaves its drives `incomplete`.
 *
 * The table cuts models at 17 and serials at 20 characters, and old versions cut the device's name at the left: whole
 * values come from the "Found" and "has serial number" lines.
 *
 * @throws RuleBroken `refurbishment.log_unreadable`, field `log`, facts `reason`: `not_text`, `too_large`, `not_nwipe`.
 */
export function readNwipeLog(log: string | Uint8Array): NwipeLog {
  if (log.length > LIMIT) throw logUnreadable('too_large');
  const text = (typeof log === 'string' ? log : Buffer.from(log).toString('utf8')).replace(/^\uFEFF/, '');
  if (text.includes('\0') || text.slice(0, 1000).split('\uFFFD').length > 20) throw logUnreadable('not_text');

  const runs: Run[] = [];
  const machine: Machine = { manufacturer: null, product: null, serial: null };
  let table: 'errors' | 'status' | null = null;
  let run: Run | null = null;
  for (const printed of text.split(/\r\n|\n|\r/)) {
    if (printed.length > LONGEST_LINE) continue;
    const line = plain(printed);
    const stamped = LINE.exec(line);
    const message = (stamped ? stamped[5]! : line).trim();
    const banner = stamped && BANNER.exec(message);
    if (banner) {
      run = {
        version: banner[1]!,
        method: null,
        verification: null,
        startedAt: null,
        finishedAt: null,
        drives: new Map(),
      };
      runs.push(run);
      table = null;
    } else if (/^\*+ Error Summary \*+$/.test(message)) table = 'errors';
    else if (/^\*+ Drive Status \*+$/.test(message)) table = 'status';
    else if (/^\*+$/.test(message)) table = null;
    if (!run) continue;
    if (stamped) {
      table = null;
      run.finishedAt = `${stamped[1]}-${stamped[2]}-${stamped[3]}T${stamped[4]}`;
      run.startedAt ??= run.finishedAt;
      readMessage(run, machine, message);
    } else if (table !== null && !line.startsWith('!   Device')) readRow(run, table, line);
  }
  if (runs.length === 0) throw logUnreadable('not_nwipe');
  const drives = runs.flatMap((r, i) =>
    [...r.drives.values()].filter((d) => d.chosen).map((d) => judgeDrive(r, d, i + 1)),
  );
  if (drives.length > MOST_DRIVES) throw logUnreadable('too_large');
  return { tool: 'nwipe', version: versionOf(runs), machine, drives };
}

/** Of the last run; where others came in versions that were never read, those, so that the file asks about each. */
function versionOf(runs: readonly Run[]): string {
  const odd = new Set(runs.map((r) => r.version).filter((v) => !KNOWN_TOOLS.includes(toolCode('nwipe', v))));
  return odd.size > 0 ? [...odd].sort().join(' + ') : runs.at(-1)!.version;
}

export const logUnreadable = (reason: 'not_text' | 'too_large' | 'not_nwipe'): RuleBroken =>
  new RuleBroken('refurbishment.log_unreadable', { reason }, 'log');

/** A console capture carries colours and cursor moves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are
const plain = (line: string): string => line.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, '').trimEnd();

/** What firmware and `--quiet` print instead of a value. */
const NO_VALUE =
  /^(?:|not (?:specified|available|settable|present)|none|unknown|[?x]+|to be filled.*|default string)$/i;
const meant = (value: string): string | null => (NO_VALUE.test(value.trim()) ? null : value.trim());

function driveOf(run: Run, device: string): DriveFacts {
  const known = run.drives.get(device) ?? newDrive(device);
  run.drives.set(device, known);
  return known;
}

function readMessage(run: Run, machine: Machine, text: string): void {
  for (const [form, read] of MESSAGES) {
    const match = form.exec(text);
    if (match) {
      read(match, run, machine);
      return;
    }
  }
  const device = /\/dev\/[\w/.-]*\w/.exec(text)?.[0];
  if (device) readAbout(driveOf(run, device), text);
}

const VERIFICATIONS: Readonly<Record<string, Verification>> = { '0': 'none', '1': 'last', '2': 'all' };

const MESSAGES: readonly [RegExp, (m: RegExpExecArray, run: Run, machine: Machine) => void][] = [
  [
    FOUND,
    (m, run) => {
      Object.assign(driveOf(run, m[1]!), {
        model: meant(m[3]!),
        serial: meant(m[5]!),
        ...sizeOf(roughSize(m[4]!), m[4]!),
      });
    },
  ],
  [
    FOUND_BEFORE_028,
    (m, run) => {
      Object.assign(driveOf(run, m[2]!), { model: meant(m[1]!), serial: meant(m[4]!) });
    },
  ],
  [
    /^system-(manufacturer|product-name|serial-number) = (.*)$/,
    (m, _run, machine) => {
      machine[m[1]!.split('-')[0] as keyof Machine] = meant(m[2]!);
    },
  ],
  [
    /^method\s*= (.*)$/,
    (m, run) => {
      run.method = m[1]!.trim();
    },
  ],
  [
    /^verify\s*= (\d)/,
    (m, run) => {
      run.verification = VERIFICATIONS[m[1]!] ?? null;
    },
  ],
  [
    // The line under the last table repeats the options: `1R+B+VL`; enough when the lines above are missing.
    /^Total Throughput .*, (.*), \d+R\+N?B\+(NV|VL|VA)$/,
    (m, run) => {
      run.method ??= m[1]!;
      run.verification ??= ({ NV: 'none', VL: 'last', VA: 'all' } as const)[m[2] as 'NV' | 'VL' | 'VA'];
    },
  ],
];

function readAbout(drive: DriveFacts, text: string): void {
  for (const [form, read] of ABOUT_A_DRIVE) {
    const match = form.exec(text);
    if (match) {
      read(drive, match);
      return;
    }
  }
}

const ABOUT_A_DRIVE: readonly [RegExp, (drive: DriveFacts, m: RegExpExecArray) => void][] = [
  [/has serial number (.*)$/, (d, m) => Object.assign(d, { serial: meant(m[1]!) ?? d.serial, chosen: true })],
  [/sect\/blk\/dev \d+\/\d+\/(-?\d+)/, (d, m) => Object.assign(d, sizeOf(Number(m[1]), m[1]!), { chosen: true })],
  [/^Invoking method '(.*)' on /, (d, m) => Object.assign(d, { method: m[1]!, chosen: true })],
  [
    /^Finished (?:final )?round (\d+) of \d+ on /,
    (d, m) => Object.assign(d, { rounds: Number(m[1]) <= MOST_ROUNDS ? Number(m[1]) : null }),
  ],
  [
    /^(\d+) bytes written to /,
    (d, m) => {
      d.written.push(Number(m[1]));
    },
  ],
  [
    /^\[SUCCESS\] Verified |^Verified (?:pass|that) /,
    (d) => {
      d.verified += 1;
    },
  ],
  [/^\[SUCCESS\] Blanked device /, (d) => Object.assign(d, { blanked: true })],
  [/HIDDEN (?:SECTORS|AREA) DETECTED|hidden sectors NOT erased/, (d) => d.against.add('hidden_sectors')],
  [/HIDDEN (?:SECTORS|AREA) INDETERMINATE/, (d) => d.against.add('hidden_unknown')],
  [/FAILURE|exited with errors|verification errors on/, (d) => d.against.add('failure_reported')],
];

function readRow(run: Run, table: 'errors' | 'status', line: string): void {
  const row = (table === 'errors' ? ERROR_ROW : STATUS_ROW).exec(line);
  if (!row) return;
  const drive = driveOf(run, wholeName(run, row[1]!, table === 'errors' ? 'passErrors' : 'status'));
  drive.chosen = true;
  if (table === 'errors') {
    Object.assign(drive, { passErrors: Number(row[2]), verifyErrors: Number(row[3]), ioErrors: Number(row[4]) });
    return;
  }
  drive.status = row[2]!.replace(/^[-\s]+|[-\s]+$/g, '').toUpperCase();
  if (drive.model === null && drive.serial === null) {
    // Models may hold a slash, serials rarely do; nothing else says where the one ends.
    const cut = row[3]!.lastIndexOf('/');
    drive.model = meant(row[3]!.slice(0, Math.max(cut, 0)));
    drive.serial = meant(row[3]!.slice(cut + 1));
  }
}

/** The whole path of the device that a table names by its last characters; of several, the first still without a row. */
function wholeName(run: Run, short: string, column: 'status' | 'passErrors'): string {
  if (run.drives.has(`/dev/${short}`)) return `/dev/${short}`;
  const cut = [...run.drives.values()].filter((d) => d.chosen && d.device.endsWith(short));
  return (cut.find((d) => d[column] === null) ?? cut[0])?.device ?? `/dev/${short}`;
}

/** A size that no drive has is unknown, and what was printed stays beside it. */
const sizeOf = (bytes: number | null, said: string): Pick<DriveFacts, 'sizeBytes' | 'saidSize'> =>
  bytes === null || isDriveSize(bytes)
    ? { sizeBytes: bytes, saidSize: null }
    : { sizeBytes: null, saidSize: said.trim().slice(0, 40) };

function roughSize(text: string): number | null {
  const m = /^([\d.]+) *([KMGTP]?)B?$/.exec(text.trim());
  return m ? Math.round(Number(m[1]) * 1000 ** ' KMGTP'.indexOf(m[2] || ' ')) : null;
}
