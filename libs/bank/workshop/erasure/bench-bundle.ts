import { isDriveSize } from '#bank/devices';
import { RuleBroken } from '#platform/kernel';
import type { FileOutcome } from './evidence-files.js';
import { type NwipeLog, readNwipeLog } from './nwipe-log.js';
import { type DriveReason, type DriveResult, verdictOf } from './nwipe-verdict.js';

/** How the file of one drive begins that `tools/bench` writes. */
export const BUNDLE = /^BENCH-BUNDLE 1\r?\n/;

/** By SHA-256; without an image, the script ran on no live image that it could read. */
export interface BenchHashes {
  readonly script: string;
  readonly image: string | null;
}

interface BundleReading {
  readonly outcome: FileOutcome;
  readonly tool: string;
  readonly log?: Pick<NwipeLog, 'version' | 'machine' | 'drives'>;
  readonly hashes?: BenchHashes;
}

interface Bundle {
  readonly facts: ReadonlyMap<string, string>;
  readonly parts: ReadonlyMap<Part, string>;
  readonly hashes: BenchHashes;
}

const PARTS = ['before', 'command', 'output', 'exit', 'after', 'readback', 'nwipe', 'end'] as const;
type Part = (typeof PARTS)[number];

/**
 * What the bench's script wrote of one drive. What nwipe did is judged by nwipe's own log, and by what the script read back; what a drive's own
 * command did waits for a person, since none was seen on real hardware yet. One that is cut, does not say what wrote it, or speaks of two drives, is a
 * person's too.
 */
export function readBundle(text: string): BundleReading {
  const bundle = bundleOf(text);
  if (!bundle) return { outcome: 'to_judge', tool: 'tools/bench' };
  const { facts, hashes } = bundle;
  const commands = linesOf(bundle, 'command');
  const unsure = { outcome: 'to_judge', tool: 'tools/bench', hashes } as const;
  if (!isOneDrive(bundle)) return unsure;
  if (!commands.some((command) => command.startsWith('nwipe '))) {
    const drive = byFirmware(bundle, commands);
    const machine = { manufacturer: null, product: null, serial: facts.get('machine') || null };
    return drive ? { ...unsure, outcome: 'read', log: { version: null, machine, drives: [drive] } } : unsure;
  }
  const nwipe = nwipeOf(bundle.parts.get('nwipe')!);
  const seen = nwipe?.drives.filter((d) => d.device === facts.get('path')) ?? [];
  if (!nwipe || seen.length !== 1 || differ(seen[0]!.serial, facts.get('serial'))) return { ...unsure, tool: 'nwipe' };
  const failed = linesOf(bundle, 'exit').at(-1) !== '0';
  const drive = against(seen[0]!, [
    ...(failed ? (['failure_reported'] as const) : []),
    ...readBackOf(bundle),
    ...hiddenIn(bundle),
  ]);
  const log = { version: nwipe.version, machine: nwipe.machine, drives: [drive] };
  return { outcome: 'read', tool: 'nwipe', log, hashes };
}

/** Null of a file that lacks a part, or that does not say which script wrote it. */
function bundleOf(text: string): Bundle | null {
  const [head = '', ...rest] = text.split(/^== /m);
  const facts = new Map(
    head.split('\n').map((line) => [line.split(': ')[0]!, line.slice(line.indexOf(': ') + 2).trim()]),
  );
  const parts = new Map(rest.map((p) => [p.split(/\s/, 1)[0] as Part, p.slice(p.indexOf('\n') + 1)]));
  const [script = '', image = ''] = [facts.get('script'), facts.get('image')];
  if (!PARTS.every((part) => parts.has(part)) || !SHA256.test(script)) return null;
  return { facts, parts, hashes: { script, image: SHA256.test(image) ? image : null } };
}

const SHA256 = /^[0-9a-f]{64}$/;

const linesOf = ({ parts }: Bundle, part: Part): string[] => parts.get(part)!.split('\n').filter(Boolean);

/** Before and after it was erased, the drive says of itself what the script identified, where it says anything. */
function isOneDrive({ facts, parts }: Bundle): boolean {
  const [before, after] = (['before', 'after'] as const).map((part) => IDENTIFIED.exec(parts.get(part)!)?.[1] ?? null);
  return (
    !differ(before!, facts.get('serial')) && !differ(after!, facts.get('serial')) && (before === null || after !== null)
  );
}

/** As `hdparm -I` and `nvme id-ctrl` print it. */
const IDENTIFIED = /^\s*(?:Serial Number|sn)\s*:\s*(\S.*)$/m;

/** As many places as the script reads. */
const READ_BACK = 18;

/** What the script itself read back of the drive, after the tool's own word. */
function readBackOf({ parts }: Bundle): DriveReason[] {
  const counted = new Map(
    [...parts.get('readback')!.matchAll(/^(samples|unread|nonzero): (\d+)$/gm)].map((m) => [m[1], Number(m[2])]),
  );
  if (counted.get('nonzero')) return ['verify_errors'];
  const whole = (counted.get('samples') ?? 0) >= READ_BACK && counted.get('unread') === 0 && counted.has('nonzero');
  return whole ? [] : ['not_read_back'];
}

/** Sectors that the drive does not show: `hdparm -N`, before or after. */
function hiddenIn({ parts }: Bundle): DriveReason[] {
  const said = `${parts.get('before')}\n${parts.get('after')}`;
  const fewer = [...said.matchAll(/max sectors\s*=\s*(\d+)\/(\d+)/g)].some((m) => BigInt(m[1]!) < BigInt(m[2]!));
  return fewer || /HPA is enabled/.test(said) ? ['hidden_sectors'] : [];
}

function nwipeOf(text: string): NwipeLog | null {
  try {
    return readNwipeLog(text);
  } catch (error) {
    if (error instanceof RuleBroken) return null;
    throw error;
  }
}

/** The script leaves out what would break its own file. */
const bare = (serial: string): string => serial.replace(/["\\\s]/g, '');

const differ = (said: string | null, identified: string | undefined): boolean =>
  Boolean(said && identified && bare(said) !== bare(identified));

function against(drive: DriveResult, found: readonly DriveReason[]): DriveResult {
  const reasons = [...new Set([...drive.reasons, ...found])];
  const verdict = verdictOf(reasons);
  return { ...drive, verdict, reasons };
}

/** What erases, of the commands that the script runs. */
const ERASES = /^nvme format .*--ses=[12]\b|^hdparm .*--security-erase(?:-enhanced)? /;

/** A drive's own command, when it ended well by its own word; where none ran, it is not erased. Null of what names no command that erases. */
function byFirmware(bundle: Bundle, commands: readonly string[]): DriveResult | null {
  const { facts, parts } = bundle;
  const exits = linesOf(bundle, 'exit');
  const last = commands.at(-1) ?? '';
  // A password that is still there after it is an erase that did not end.
  const locked = /^\s*enabled\s*$/m.test(parts.get('after')!);
  const well = last !== '' && exits.length === commands.length && exits.every((exit) => exit === '0') && !locked;
  if (well && !ERASES.test(last)) return null;
  const said = facts.get('size') ?? '';
  const size = Number(said);
  const reasons: DriveReason[] = [
    well ? 'purge_unproven' : 'status_failed',
    ...readBackOf(bundle),
    ...hiddenIn(bundle),
  ];
  return {
    run: 1,
    device: facts.get('path') ?? '',
    model: facts.get('model') || null,
    serial: facts.get('serial') || null,
    sizeBytes: isDriveSize(size) ? size : null,
    saidSize: said && !isDriveSize(size) ? said.slice(0, 40) : null,
    method: last.slice(0, 200) || null,
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
    verdict: verdictOf(reasons),
    reasons,
  };
}
