import { NotATable } from '../table.js';

/** Old workbooks hold 65,536 rows a sheet; a larger one holds pictures. */
const LARGEST = 32 * 1024 * 1024;
const HEADER = 512;
const ENTRY = 128;
const END_OF_CHAIN = 0xfffffffe;
/** Longer streams lie in sectors, shorter ones in small sectors within a stream. */
const SMALL = 4096;
const STORED_IN_HEADER = 109;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly size: number;
}

/** The streams of a compound file (MS-CFB), the container of Office until 2007. It is held whole: a stream lies in pieces all over it. */
export class OleFile {
  private readonly sector: number;
  private readonly smallSector: number;
  private readonly table: number[];
  private readonly entries: readonly Entry[];

  /** @throws NotATable `broken` */
  constructor(private readonly bytes: Buffer) {
    if (bytes.length < HEADER) throw new NotATable('broken');
    const [large, small] = [bytes.readUInt16LE(30), bytes.readUInt16LE(32)];
    if ((large !== 9 && large !== 12) || small !== 6) throw new NotATable('broken');
    this.sector = 1 << large;
    this.smallSector = 1 << small;
    this.table = this.readTable();
    this.entries = this.readDirectory();
  }

  has(name: string): boolean {
    return this.entries.some((entry) => entry.name === name);
  }

  /** The bytes of a stream, null when there is none. @throws NotATable `broken` */
  read(name: string): Buffer | null {
    const entry = this.entries.find((e) => e.kind === STREAM && e.name === name);
    if (!entry) return null;
    if (entry.size >= SMALL) return this.chain(entry.start).subarray(0, entry.size);
    const root = this.entries.find((e) => e.kind === ROOT);
    if (!root) throw new NotATable('broken');
    const small = this.chain(root.start);
    const table = words(this.chain(this.bytes.readUInt32LE(60)));
    const piece = (n: number) => small.subarray(n * this.smallSector, (n + 1) * this.smallSector);
    return joined(entry.start, table, piece).subarray(0, entry.size);
  }

  private at(sector: number): Buffer {
    const from = (sector + 1) * this.sector;
    return this.bytes.subarray(from, from + this.sector);
  }

  private chain(start: number): Buffer {
    return joined(start, this.table, (n) => this.at(n));
  }

  private readTable(): number[] {
    const sectors: number[] = [];
    for (let i = 0; i < STORED_IN_HEADER; i += 1) sectors.push(this.bytes.readUInt32LE(76 + i * 4));
    const most = this.bytes.length / this.sector;
    let more = this.bytes.readUInt32LE(68);
    for (let seen = 0; more < most && seen < most; seen += 1) {
      const listed = words(this.at(more));
      more = listed.pop() ?? END_OF_CHAIN;
      sectors.push(...listed);
    }
    return sectors.filter((n) => n < most).flatMap((n) => words(this.at(n)));
  }

  private readDirectory(): Entry[] {
    const bytes = this.chain(this.bytes.readUInt32LE(48));
    return Array.from({ length: Math.floor(bytes.length / ENTRY) }, (_, i) => {
      const entry = bytes.subarray(i * ENTRY, (i + 1) * ENTRY);
      const name = entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2));
      return { name, kind: entry[66]!, start: entry.readUInt32LE(116), size: entry.readUInt32LE(120) };
    });
  }
}

/** The pieces of a chain in order. A forged one that is circular ends after as many pieces as there are. */
function joined(start: number, next: readonly number[], piece: (n: number) => Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = start; at < next.length && pieces.length < next.length; at = next[at]!) pieces.push(piece(at));
  return Buffer.concat(pieces);
}

function words(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length >> 2 }, (_, i) => bytes.readUInt32LE(i * 4));
}

/** All bytes of a file. @throws NotATable `too_large` */
export async function allBytes(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    size += piece.length;
    if (size > LARGEST) throw new NotATable('too_large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
