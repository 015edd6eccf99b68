import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** Encodings that French offices' spreadsheets save text in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | OneByte;
/** One byte a character: Windows, the old Mac, and DOS. */
export type OneByte = 'windows-1252' | 'macintosh' | 'cp850';
export type NotText = 'image' | 'pdf' | 'zip' | 'xls' | 'binary' | 'empty';

const SIGNATURES: readonly (readonly [NotText, readonly (number | null)[]])[] = [
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['image', [null, null, null, null, 0x66, 0x74, 0x79, 0x70]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x1f, 0x8b]],
  ['zip', [0x37, 0x7a, 0xbc, 0xaf]],
  ['zip', [0x52, 0x61, 0x72, 0x21]],
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
];

/**
 * Finds out how the beginning of a file is to be read: by its byte order mark, else by zero bytes at every other place (UTF-16 without a mark); null
 * means "UTF-8, or one byte a character: decide at the first accent". Never fails.
 */
export function sniff(head: Uint8Array): { encoding: Encoding | null; skip: number } | { notText: NotText } {
  if (head.length === 0) return { notText: 'empty' };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  const signature = SIGNATURES.find(([, bytes]) => bytes.every((b, i) => b === null || head[i] === b));
  if (signature) return { notText: signature[0] };
  const zeros = [0, 0];
  let controls = 0;
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]! += 1;
    else if (byte < 32 && ![9, 10, 12, 13, 27].includes(byte)) controls += 1;
  });
  const half = head.length / 2;
  if (zeros[1]! > half * 0.6 && zeros[0]! < half * 0.05) return { encoding: 'utf-16le', skip: 0 };
  if (zeros[0]! > half * 0.6 && zeros[1]! < half * 0.05) return { encoding: 'utf-16be', skip: 0 };
  if (zeros[0]! + zeros[1]! > 0 || controls > head.length / 50) return { notText: 'binary' };
  return { encoding: null, skip: 0 };
}

/** Decodes bytes in pieces, one per file; characters cut between two pieces are joined. */
export class Decoder {
  private rest: Buffer = Buffer.alloc(0);
  private settled: boolean;
  /** UTF-8 that somebody read as windows-1252 and saved as UTF-8. */
  private twice = false;
  private held = '';

  /** `encoding` is final once the file ended or an accent was met. */
  constructor(public encoding: Encoding | null) {
    this.settled = encoding !== null;
  }

  write(piece: Uint8Array): string {
    const bytes =
      this.rest.length > 0
        ? Buffer.concat([this.rest, piece])
        : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const whole = bytes.length - (isOneByte(this.encoding) ? 0 : this.unfinished(bytes));
    this.rest = Buffer.from(bytes.subarray(whole));
    return this.once(this.decode(bytes.subarray(0, whole)), false);
  }

  /** What remains when the file ends in the middle of a character. */
  end(): string {
    const rest = this.rest;
    this.rest = Buffer.alloc(0);
    this.encoding ??= 'utf-8';
    if (rest.length === 0) return this.once('', true);
    if (this.encoding === 'utf-8' && !this.settled) this.encoding = 'windows-1252';
    return this.once(this.encoding.startsWith('utf-16') ? '\uFFFD' : iconv.decode(rest, 'win1252'), true);
  }

  /** Decodes a second time what was encoded twice; a sequence that the next piece may complete is held back. */
  private once(text: string, ended: boolean): string {
    if (!this.twice) return text;
    const all = this.held + text;
    const open = ended ? -1 : all.search(/[ÂÃÅâ]\P{ASCII}{0,2}$/u);
    const whole = open < 0 ? all.length : open;
    this.held = all.slice(whole);
    return all.slice(0, whole).replace(ENCODED_TWICE, (found) => {
      const bytes = Buffer.concat(
        [...found].map((c) => (c < '\u0100' ? Buffer.from([c.charCodeAt(0)]) : iconv.encode(c, 'win1252'))),
      );
      return isUtf8(bytes) ? bytes.toString('utf8') : found;
    });
  }

  private decode(bytes: Buffer): string {
    if (this.encoding === 'utf-16le') return bytes.toString('utf16le');
    if (this.encoding === 'utf-16be') return Buffer.from(bytes).swap16().toString('utf16le');
    if (!this.settled && !isAscii(bytes)) {
      this.encoding = isUtf8(bytes) || mixed(bytes).mostlyUtf8 ? 'utf-8' : oneByteOf(bytes);
      this.settled = true;
      this.twice = isUtf8(bytes) && isTwice(bytes.toString('utf8'));
    }
    if (isOneByte(this.encoding)) return iconv.decode(bytes, this.encoding);
    return isUtf8(bytes) ? bytes.toString('utf8') : mixed(bytes).text;
  }

  /** How many bytes at the end begin a character that the next piece completes. */
  private unfinished(bytes: Buffer): number {
    if (this.encoding?.startsWith('utf-16')) return bytes.length % 2;
    for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
      const byte = bytes[bytes.length - back]!;
      if (byte < 0x80) return 0;
      if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    }
    return 0;
  }
}

const isOneByte = (encoding: Encoding | null): encoding is OneByte =>
  encoding === 'windows-1252' || encoding === 'macintosh' || encoding === 'cp850';

/** Frequent in French lists: « Modèle », « N° de série ». Quotes and dashes stand at the ends of words. */
const ACCENTS = /(?<=[a-zA-Z])[éèêëàâçîïôùû](?=[a-zA-Z])|(?<=[nN])°/g;

/** By the accents that come out: « é » is « Ž » or « ‚ » in the others. Windows, unless two more speak for another. */
function oneByteOf(bytes: Buffer): OneByte {
  const accents = (encoding: OneByte): number => iconv.decode(bytes, encoding).match(ACCENTS)?.length ?? 0;
  const windows = accents('windows-1252');
  return (['macintosh', 'cp850'] as const).find((other) => accents(other) >= windows + 2) ?? 'windows-1252';
}

/** « Ã© » for « é », « Â° » for « ° », « â€™ » for « ’ ». */
const CONTINUED = '[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]';
const ENCODED_TWICE = new RegExp(`[ÂÃÅ]${CONTINUED}|â${CONTINUED}{2}`, 'gu');

/** Nearly all that is not ASCII, and several times. */
function isTwice(text: string): boolean {
  const found = text.match(ENCODED_TWICE) ?? [];
  const strange = text.match(/\P{ASCII}/gu)?.length ?? 0;
  return found.length > 1 && 10 * found.join('').length >= 9 * strange;
}

/** UTF-8 with windows-1252 pasted into it: each byte that is no UTF-8 is read alone. */
function mixed(bytes: Buffer): { text: string; mostlyUtf8: boolean } {
  let text = '';
  let balance = 0;
  for (let from = 0; from < bytes.length; ) {
    let to = from;
    while (to < bytes.length) {
      const byte = bytes[to]!;
      const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0;
      if (length === 0 || to + length > bytes.length || (length > 1 && !isUtf8(bytes.subarray(to, to + length)))) break;
      to += length;
      if (length > 1) balance += 1;
    }
    text += bytes.toString('utf8', from, to);
    if (to < bytes.length) {
      text += iconv.decode(bytes.subarray(to, to + 1), 'win1252');
      balance -= 1;
    }
    from = to + 1;
  }
  return { text, mostlyUtf8: balance > 0 };
}
