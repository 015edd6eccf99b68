import { NotATable } from '../table.js';

/** Kinds of records that are read (MS-XLS, 2.3). */
export const RECORD = {
  begin: 0x809,
  end: 0x0a,
  password: 0x2f,
  sheet: 0x85,
  dates: 0x22,
  format: 0x41e,
  font: 0x31,
  style: 0xe0,
  texts: 0xfc,
  more: 0x3c,
  row: 0x208,
  textNumber: 0xfd,
  text: 0x204,
  richText: 0xd6,
  number: 0x203,
  shortNumber: 0x27e,
  shortNumbers: 0xbd,
  formula: 0x06,
  formulaText: 0x207,
  booleanOrError: 0x205,
  merges: 0xe5,
  note: 0x1c,
  object: 0x5d,
  objectText: 0x1b6,
} as const;

export interface XlsRecord {
  readonly kind: number;
  readonly data: Buffer;
}

const KNOWN: ReadonlySet<number> = new Set(Object.values(RECORD));

/** The records of these kinds from an offset on. A cut record ends at the end of the stream. */
export function* recordsFrom(stream: Buffer, at: number): Generator<XlsRecord> {
  for (let from = at; from + 4 <= stream.length; ) {
    const length = stream.readUInt16LE(from + 2);
    const kind = stream.readUInt16LE(from);
    if (KNOWN.has(kind)) yield { kind, data: stream.subarray(from + 4, from + 4 + length) };
    from += 4 + length;
  }
}

/** A text with its length in front, in two bytes or one. */
export function textAt(data: Buffer, at: number, lengthBytes: 1 | 2): string {
  if (data.length < at + lengthBytes + 1) return '';
  const length = lengthBytes === 1 ? data[at]! : data.readUInt16LE(at);
  const from = at + lengthBytes + 1;
  const wide = data[at + lengthBytes]! & 1;
  return wide ? data.toString('utf16le', from, from + length * 2) : data.toString('latin1', from, from + length);
}

/** Reads the texts that cells share: one list in several records, cut anywhere. */
export class SharedTexts {
  private piece = 0;
  private at = 0;

  constructor(private readonly pieces: readonly Buffer[]) {}

  /** @throws NotATable `broken` */
  *all(): Generator<string> {
    this.skip(4);
    for (let left = this.number(4); left > 0 && this.more; left -= 1) yield this.text();
  }

  private text(): string {
    let left = this.number(2);
    const flags = this.number(1);
    const runs = flags & 8 ? this.number(2) : 0;
    const spoken = flags & 4 ? this.number(4) : 0;
    let wide = (flags & 1) === 1;
    let text = '';
    while (left > 0) {
      // A text that continues in the next record says again how it is encoded.
      if (this.rest === 0) {
        this.next();
        wide = (this.number(1) & 1) === 1;
      }
      const bytes = Math.min(left * (wide ? 2 : 1), wide ? this.rest & ~1 : this.rest);
      if (bytes === 0) throw new NotATable('broken');
      text += this.pieces[this.piece]!.toString(wide ? 'utf16le' : 'latin1', this.at, this.at + bytes);
      this.at += bytes;
      left -= wide ? bytes / 2 : bytes;
    }
    this.skip(runs * 4 + spoken);
    return text;
  }

  private get more(): boolean {
    return this.rest > 0 || this.piece + 1 < this.pieces.length;
  }

  private get rest(): number {
    return (this.pieces[this.piece]?.length ?? 0) - this.at;
  }

  private next(): void {
    this.piece += 1;
    this.at = 0;
    if (this.piece >= this.pieces.length) throw new NotATable('broken');
  }

  private number(bytes: number): number {
    let value = 0;
    for (let i = 0; i < bytes; i += 1) {
      if (this.rest === 0) this.next();
      value += this.pieces[this.piece]![this.at]! * 256 ** i;
      this.at += 1;
    }
    return value;
  }

  private skip(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      if (this.rest === 0) {
        if (this.piece + 1 >= this.pieces.length) return;
        this.next();
      }
      const step = Math.min(left, this.rest);
      this.at += step;
      left -= step;
    }
  }
}
