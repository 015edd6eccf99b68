import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addMedium, isGenericSerial, lockDevices, type MediumKind, readIdentifier, serialKey } from '#bank/devices';
import { BlobStore } from '#bank/documents';
import { DeclaredLogs } from '#bank/workshop';
import { rows, ruleFromPg } from '#platform/database';
import { joined, type Member, RuleBroken } from '#platform/kernel';
import { OldLog } from './old-log.entity.js';
import type { OldLogOutcome } from './old-log-views.js';

export interface WaitingLog {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Buffer;
}
type Settled = Pick<OldLog, 'outcome' | 'kind' | 'number' | 'facts'> &
  Partial<Pick<OldLog, 'deviceId' | 'erasureLogId' | 'blobId'>>;
interface Found {
  id: string;
  serial_key: string | null;
}

/** Reads the files of a folder one by one, and ties each to the one device whose old number its path carries. */
@Injectable()
export class OldLogReading {
  constructor(
    private readonly logs: DeclaredLogs,
    private readonly blobs: BlobStore,
  ) {}

  /** Reads one file that waits, in the caller's transaction. Its bytes are kept with the erasure logs, or let go when they are none. */
  async read(tx: EntityManager, actor: Member, log: WaitingLog): Promise<void> {
    const [again] = await rows<Pick<OldLog, 'kind' | 'deviceId' | 'erasureLogId' | 'facts'>>(
      tx,
      `SELECT kind, device_id AS "deviceId", erasure_log_id AS "erasureLogId", facts FROM data_import.old_log
       WHERE sha256 = $1 AND id <> $2 AND outcome = ANY (data_import.placed_outcomes()) LIMIT 1`,
      [log.sha256, log.id],
    );
    if (again) return settle(tx, log.id, { ...again, outcome: 'again', number: null });
    const text = log.bytes.toString('utf8');
    const smart = readSmartctlText(text);
    if (smart) {
      const target = await deviceOf(tx, log.path, null);
      const { id: blobId } = await this.blobs.put(tx, log.bytes, 'text/plain; charset=utf-8');
      if (target.outcome === 'attached') await addMedia(tx, actor, target.deviceId!, smart);
      return settle(tx, log.id, { ...target, kind: 'smartctl', blobId, facts: { disks: smart.map(shownDisk) } });
    }
    try {
      // In a savepoint of its own: a log that breaks a rule of Postgres spoils no other.
      const kept = await tx.transaction((inner) =>
        this.logs.keep(inner, actor, { bytes: log.bytes, filename: log.path.slice(-120) }),
      );
      const target = await deviceOf(tx, log.path, kept.machineSerial);
      const facts = {
        drives: kept.drives,
        passed: kept.passed,
        machineSerial: kept.machineSerial,
      };
      await settle(tx, log.id, { ...target, kind: 'nwipe', erasureLogId: kept.logId, facts });
    } catch (error) {
      const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
      if (!rule) throw error;
      await settle(tx, log.id, {
        outcome: 'unreadable',
        number: numbersInPath(log.path)[0] ?? null,
        kind: null,
        facts: { reason: rule.facts['reason'] ?? 'not_nwipe' },
      });
    }
  }

  async matchAgain(tx: EntityManager, actor: Member, id: string): Promise<boolean> {
    const [log] = await rows<Pick<OldLog, 'path' | 'kind' | 'blobId'> & { machineSerial: string | null }>(
      tx,
      `SELECT path, kind, blob_id AS "blobId", facts ->> 'machineSerial' AS "machineSerial" FROM data_import.old_log WHERE id = $1 FOR UPDATE`,
      [id],
    );
    const target = await deviceOf(tx, log!.path, log!.machineSerial);
    if (target.outcome !== 'attached') return false;
    if (log!.kind === 'smartctl') {
      const smart = readSmartctlText((await this.blobs.bytes(log!.blobId!, tx)).toString('utf8'));
      await addMedia(tx, actor, target.deviceId!, smart ?? []);
    }
    await tx.update(OldLog, id, target);
    return true;
  }
}

async function settle(tx: EntityManager, id: string, settled: Settled): Promise<void> {
  await tx.update(OldLog, id, { ...settled, bytes: null });
}

/**
 * The one device that a path's numbers lead to: by its old number, or by a code of ours. Two devices are nobody's, and a log
 * that names another machine than the number does is a contradiction: a person looks.
 */
async function deviceOf(
  tx: EntityManager,
  path: string,
  machineSerial: string | null,
): Promise<{ outcome: OldLogOutcome; number: string | null; deviceId: string | null }> {
  const numbers = numbersInPath(path);
  for (const number of numbers) {
    const identifier = readIdentifier(number);
    const found = await rows<Found>(
      tx,
      `SELECT d.id, d.serial_key FROM devices.device d
       WHERE (d.id IN (SELECT devices.stands_for(a.device_id) FROM devices.alias a WHERE a.number_key = $1) AND d.state <> 'withdrawn')
         OR d.id = devices.device_of($2) LIMIT 2`,
      [serialKey(number, { generic: true }), identifier.kind === 'code' ? identifier.code : null],
    );
    if (found.length > 1) return { outcome: 'ambiguous', number, deviceId: null };
    const [device] = found;
    if (!device) continue;
    const named = serialKey(machineSerial);
    if (named && device.serial_key && named !== device.serial_key)
      return { outcome: 'other_machine', number, deviceId: null };
    return { outcome: 'attached', number, deviceId: device.id };
  }
  return { outcome: 'number_unknown', number: numbers[0] ?? null, deviceId: null };
}

/** A disk once seen in a device is one more to be proven. What has no serial of its own is only told of. */
async function addMedia(
  tx: EntityManager,
  actor: Member,
  deviceId: string,
  disks: readonly SmartDisk[],
): Promise<void> {
  await lockDevices(tx, [deviceId]);
  for (const d of disks.filter((disk) => disk.serialKey)) await addMedium(tx, actor, deviceId, d);
}

const shownDisk = (d: SmartDisk) => ({
  model: d.model,
  serial: d.serial,
  healthy: d.healthy,
  powerOnHours: d.powerOnHours,
});

const TOOL_WORDS =
  /^(?:nwipe|smart|smartctl|smartmontools|memtest|memtest86|badblocks|log|logs|journal|journaux|rapport|report|effacement|erase|erasure|wipe|wiped|blanchiment|test|tests|disque|disk|disks|ssd|hdd|nvme|result|resultat|output|txt|ok|pass|passed|final|copie|copy|bis|\(?\d\)?)$/i;
const DISK = /^(?:dev[-_]?)?(?:sd[a-z]\d?|nvme\d+(?:n\d+)?|mmcblk\d+|disk\d|hd[a-z])$/i;
const DAY =
  /^(?:\d{4}[-.]?\d{2}[-.]?\d{2}(?:[t-]?\d{4,6})?|\d{2}[-.]\d{2}[-.]\d{4}|\d{1,2}h\d{2}(?:m\d{2})?|\d{2}-\d{2}-\d{2})$/i;

const HOUR = /^(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;

const idle = (word: string): boolean => TOOL_WORDS.test(word) || DISK.test(word) || DAY.test(word);

/**
 * The inventory numbers that a log's path may carry, the file's own first: `PC-0421/nwipe.log`, `0421_smart.txt`,
 * `2023-05-04_PC-0421_sda_nwipe.log`. Only whole names, with the words of tools, days and disks taken off: a piece of a name
 * is never taken for a number.
 */
export function numbersInPath(path: string): string[] {
  const parts = path
    .normalize('NFKC')
    .split(/[\\/]+/)
    .filter(Boolean);
  const file = (parts.pop() ?? '').replace(/\.(?:log|txt|out|json|csv|gz|pdf)$/i, '');
  // The folder next to the file before those around it: a year or a town says nothing of the machine.
  return [...new Set([file, ...parts.reverse()].map(bare).filter((n) => n !== ''))].slice(0, 4);
}

function bare(name: string): string {
  const words = name
    .trim()
    .split(/[_\s]+/)
    .filter(Boolean);
  // Six digits after a day are the time of that day.
  const kept = words
    .filter((w, i) => !(HOUR.test(w) && DAY.test(words[i - 1] ?? '')))
    .map(trimmed)
    .filter((w) => w !== '' && !idle(w));
  return kept.join('_').slice(0, 60);
}

/** `PC-0421-nwipe` is `PC-0421`; `nwipe-PC-0421` too. */
function trimmed(word: string): string {
  if (idle(word)) return '';
  const pieces = word.split(/([-.])/);
  while (pieces.length > 2 && /[a-z]/i.test(pieces.at(-1)!) && idle(pieces.at(-1)!)) pieces.splice(-2);
  while (pieces.length > 2 && /[a-z]/i.test(pieces[0]!) && idle(pieces[0]!)) pieces.splice(0, 2);
  return pieces.join('');
}

/** One disk as smartctl told of it, in its text form (`-a`, `-x`, `-i`); the JSON form has its own reader among the inventories. */
interface SmartDisk {
  readonly kind: MediumKind;
  readonly model: string | null;
  readonly serial: string | null;
  readonly serialKey: string | null;
  readonly sizeBytes: number | null;
  readonly healthy: boolean | null;
  readonly powerOnHours: number | null;
}

const LIMIT = 2 * 1024 * 1024;
const LONGEST_LINE = 400;

/**
 * Reads smartctl's text: one disk, or several outputs one after the other. Null for a text that is none. Never fails.
 * Tried on smartctl 6.6 to 7.4 for ATA, NVMe and SCSI.
 */
export function readSmartctlText(text: string): SmartDisk[] | null {
  if (
    text.length > LIMIT ||
    text.includes('\0') ||
    !/^\uFEFF?\s*(?:.{0,200}\n){0,5}smartctl \d/.test(text.slice(0, 2_000))
  )
    return null;
  const runs: string[][] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (/^\uFEFF?smartctl \d/.test(line)) runs.push([]);
    if (line.length <= LONGEST_LINE) runs.at(-1)?.push(line);
  }
  const disks = runs.map(readRun).filter((d) => d.model !== null || d.serial !== null);
  return disks.length ? disks : null;
}

function readRun(lines: readonly string[]): SmartDisk {
  const said = new Map<string, string>();
  let hours: number | null = null;
  for (const line of lines) {
    const pair = /^([A-Za-z][\w /,.()-]{1,60}?):\s+(.{1,200})$/.exec(line);
    if (pair && !said.has(pair[1]!.toLowerCase())) said.set(pair[1]!.toLowerCase(), pair[2]!.trim());
    // The last of ten columns: what the disk itself counted.
    const raw = /^\s*9\s+Power_On_Hours/.test(line) ? /^\d{1,7}/.exec(line.trim().split(/\s+/)[9] ?? '') : null;
    if (raw) hours ??= Number(raw[0]);
  }
  const of = (...names: string[]): string | null => names.map((n) => said.get(n)).find((v) => v) ?? null;
  const vendor = of('vendor');
  const model = of('device model', 'model number', 'product', 'model family');
  const serial = of('serial number');
  const size = of('user capacity', 'total nvm capacity', 'namespace 1 size/capacity');
  const health = of('smart overall-health self-assessment test result', 'smart health status');
  const nvme = of('nvme version', 'model number', 'total nvm capacity') !== null;
  const solid = /solid state/i.test(of('rotation rate') ?? '');
  const onHours = of('power on hours');
  return {
    kind: nvme ? 'nvme' : solid ? 'ssd' : 'disk',
    model: model ? joined(' ', vendor, model).slice(0, 80) : null,
    serial: serial?.slice(0, 80) ?? null,
    serialKey: serial && !isGenericSerial(serial) ? serialKey(serial) : null,
    sizeBytes: bytesOf(size),
    healthy: health === null ? null : /^(?:PASSED|OK)\b/.test(health),
    powerOnHours: hours ?? (onHours && /^[\d,. ]{1,12}$/.test(onHours) ? Number(onHours.replace(/\D/g, '')) : null),
  };
}

/** `500,107,862,016 bytes [500 GB]`, in whatever way a country groups its digits. */
function bytesOf(text: string | null): number | null {
  const digits = /^([\d][\d.,\s\u00a0\u202f']*)/.exec(text ?? '')?.[1]?.replace(/\D/g, '');
  return digits && digits.length < 16 ? Number(digits) : null;
}
