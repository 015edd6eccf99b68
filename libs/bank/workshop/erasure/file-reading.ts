import { RuleBroken } from '#platform/kernel';
import { type BenchHashes, BUNDLE, readBundle } from './bench-bundle.js';
import { EVIDENCE_FILES, type EvidenceFileKind, type FileOutcome } from './evidence-files.js';
import { decoded, isVisible, shownCopy } from './file-text.js';
import { type NwipeLog, readNwipeLog } from './nwipe-log.js';

/** What a file says. Only one that is `read` has drives; whatever else it says is judged by a person, never believed. */
export interface FileReading {
  readonly kind: EvidenceFileKind;
  readonly outcome: FileOutcome;
  readonly log: Pick<NwipeLog, 'version' | 'machine' | 'drives'> | null;
  readonly tool: string | null;
  /** Of a bench PC: the script that wrote it, and the live image that it ran on, by SHA-256. */
  readonly hashes?: BenchHashes | undefined;
  /** Its text without names, control characters made visible; null of what is no text. */
  readonly shown: string | null;
}

interface FileReader {
  /** Whether a file is of this kind. `text` is null of what is no text; `start` is how its bytes begin, as Latin 1. */
  is(text: string | null, bytes: Uint8Array): boolean;
  /** Without one, the file is attached. */
  read?(text: string): {
    outcome: FileOutcome;
    tool?: string;
    log?: Pick<NwipeLog, 'version' | 'machine' | 'drives'>;
    hashes?: BenchHashes;
  };
}

const has = (words: RegExp) => (text: string | null) => text !== null && words.test(text);
const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const isPdf = (bytes: Uint8Array): boolean => latin(bytes.subarray(0, 1024)).includes('%PDF-');

/**
 * One line for each kind. Results are read of nwipe's logs alone. A PDF is attached: it can be made by anybody, and nwipe's own print impossible
 * sizes. Loose texts of hdparm or nvme name no serial, or end before the work does.
 */
export const READERS: Readonly<Record<EvidenceFileKind, FileReader>> = {
  bench_bundle: { is: has(BUNDLE), read: readBundle },
  nwipe_log: { is: has(/^\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\][^\n]{0,40}\bnwipe \d+\.\d/m), read: nwipe },
  nwipe_pdf: { is: (_, bytes) => isPdf(bytes) && /nwipe|shredos/i.test(latin(bytes)) },
  other_pdf: { is: (_, bytes) => isPdf(bytes) },
  smartctl: { is: has(/^smartctl \d|"smartctl"\s*:/m) },
  maker_report: {
    is: has(
      /\b(?:Blancco|KillDisk|BitRaser|Certus|YouWipe|WipeDrive|DBAN|Darik'?s|Extremewipe|Ziperase|Securaze|Tabernus|Parted Magic|Samsung Magician|SeaTools|SeaChest|sedutil|PSID ?Revert|sg_sanitize|Data Lifeguard|Solidigm|Intel\(R\) SSD|Disk Utility|diskutil|diskpart)\b/i,
    ),
    read: () => ({ outcome: 'to_judge' }),
  },
  shredos: { is: has(/\bShredOS\b/i), read: () => ({ outcome: 'to_judge', tool: 'ShredOS' }) },
  blkdiscard: { is: has(/\bblkdiscard\b/), read: () => ({ outcome: 'no_proof', tool: 'blkdiscard' }) },
  nvme: {
    is: has(
      /\bnvme (?:format|sanitize|sanitize-log|id-ctrl|id-ns|list|smart-log|get-log)\b|Success formatting namespace|\bSPROG\b|"sprog"|NVME Identify Controller|Sanitize (?:Progress|Status)/i,
    ),
    read: (text) => ({ outcome: ofNvme(text), tool: 'nvme' }),
  },
  hdparm: {
    is: has(
      /\bhdparm\b|\bsecurity_password\b|SECURITY_(?:ERASE|SET_PASS)|SECURITY ERASE UNIT|Master password revision code/i,
    ),
    read: (text) => ({
      outcome: /security-erase|SECURITY_ERASE|sanitize|trim-sector/i.test(text) ? 'to_judge' : 'attached',
      tool: 'hdparm',
    }),
  },
  other: { is: () => true },
};

function nwipe(text: string): ReturnType<NonNullable<FileReader['read']>> {
  try {
    return { outcome: 'read', tool: 'nwipe', log: readNwipeLog(text) };
  } catch (error) {
    // It begins as one, and cannot be read as one: a person looks.
    if (error instanceof RuleBroken) return { outcome: 'to_judge', tool: 'nwipe' };
    throw error;
  }
}

/** A format erases nothing for certain unless it was asked to (`--ses=1`: user data, `--ses=2`: its key). */
function ofNvme(text: string): FileOutcome {
  if (/\bsanitize\b|\bSPROG\b|\bSSTAT\b|"sprog"/i.test(text)) return 'to_judge';
  const formats = text.match(/\bnvme format\b[^\n]*/g) ?? [];
  if (formats.length) return formats.some((f) => /(?:--ses|-s)[ =]?[12]\b/.test(f)) ? 'to_judge' : 'no_proof';
  return /formatting namespace/i.test(text) ? 'to_judge' : 'attached';
}

const KINDS = Object.keys(EVIDENCE_FILES) as EvidenceFileKind[];

/** Reads a file of any kind. Never fails for what it is. */
export function readEvidenceFile(bytes: Uint8Array): FileReading {
  const text = decoded(bytes);
  const kind = KINDS.find((k) => READERS[k].is(text, bytes))!;
  const read = text === null ? undefined : READERS[kind].read?.(text);
  // A number with what no eye sees in it is nobody's.
  const drives = read?.log?.drives.map((d) => (d.serial && !isVisible(d.serial) ? { ...d, serial: null } : d));
  const serials = drives?.flatMap((d) => d.serial ?? []) ?? [];
  return {
    kind,
    outcome: read?.outcome ?? 'attached',
    log: read?.log && drives ? { ...read.log, drives } : null,
    tool: read?.tool ?? null,
    hashes: read?.hashes,
    shown: text === null ? null : shownCopy(text, new Set(serials)),
  };
}
