import { RuleBroken } from '#platform/kernel';
import type { FileOutcome } from './evidence-files.js';
import { type NwipeLog, readNwipeLog } from './nwipe-log.js';
import type { DriveReason, DriveResult } from './nwipe-verdict.js';

/** How the file of one drive begins that `tools/bench` writes. */
export const BUNDLE = /^BENCH-BUNDLE 1\r?\n/;

interface BundleReading {
  readonly outcome: FileOutcome;
  readonly tool: string;
  readonly log?: Pick<NwipeLog, 'version' | 'machine' | 'drives'>;
}

/**
 * What the bench's script wrote of one drive. What nwipe did is judged by nwipe's own log, and by what the script read back; what a drive's own
 * command did waits for a person, since none was seen on real hardware yet. One that is cut, or speaks of two drives, is a person's too.
 */
export function readBundle(text: string): BundleReading {
  const [head = '', ...parts] = text.split(/^== /m);
  const facts = new Map(
    head.split('\n').map((line) => [line.split(': ')[0]!, line.slice(line.indexOf(': ') + 2).trim()]),
  );
  const part = new Map(parts.map((p) => [p.slice(0, p.indexOf('\n')).trim(), p.slice(p.indexOf('\n') + 1)]));
  if (!part.has('end')) return { outcome: 'to_judge', tool: 'tools/bench' };
  const path = facts.get('path') ?? '';
  const odd = Number(/^nonzero: (\d+)$/m.exec(part.get('readback') ?? '')?.[1] ?? '0');
  const nwipe = part.get('nwipe')?.trim() ? nwipeOf(part.get('nwipe')!) : null;
  const seen = nwipe?.drives.filter((d) => d.device === path) ?? [];
  if (nwipe && (seen.length !== 1 || differ(seen[0]!.serial, facts.get('serial'))))
    return { outcome: 'to_judge', tool: 'nwipe' };
  const machine = nwipe?.machine ?? { manufacturer: null, product: null, serial: facts.get('machine') || null };
  const drive = seen[0] ?? byFirmware(facts, part);
  if (!drive) return { outcome: 'to_judge', tool: 'tools/bench' };
  const drives = [odd > 0 ? against(drive, 'verify_errors') : drive];
  return {
    outcome: 'read',
    tool: nwipe ? 'nwipe' : 'tools/bench',
    log: { version: nwipe?.version ?? null, machine, drives },
  };
}

function nwipeOf(text: string): NwipeLog | null {
  try {
    return readNwipeLog(text);
  } catch (error) {
    if (error instanceof RuleBroken) return null;
    throw error;
  }
}

const differ = (said: string | null, identified: string | undefined): boolean =>
  Boolean(said && identified && said.trim() !== identified.trim());

const against = (drive: DriveResult, reason: DriveReason): DriveResult => ({
  ...drive,
  verdict: 'failed',
  reasons: [...drive.reasons, reason],
});

/** A drive's own command, when it ended well by its own word; null of what names no command. */
function byFirmware(facts: ReadonlyMap<string, string>, part: ReadonlyMap<string, string>): DriveResult | null {
  const commands = (part.get('command') ?? '').split('\n').filter(Boolean);
  const exits = (part.get('exit') ?? '').split('\n').filter(Boolean);
  const last = commands.at(-1);
  if (!last) return null;
  const well = exits.length === commands.length && exits.every((exit) => exit === '0');
  return {
    run: 1,
    device: facts.get('path') ?? '',
    model: facts.get('model') || null,
    serial: facts.get('serial') || null,
    sizeBytes: Number(facts.get('size')) || null,
    method: last.slice(0, 200),
    rounds: 1,
    verification: 'none',
    blanked: false,
    passErrors: 0,
    verifyErrors: 0,
    ioErrors: 0,
    status: well ? 'erased' : 'failed',
    nistClass: 'purge',
    finishedAtLog: null,
    startedAtLog: null,
    verdict: well ? 'to_judge' : 'failed',
    reasons: [well ? 'purge_unproven' : 'status_failed'],
  };
}
