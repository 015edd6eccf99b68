import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { yieldEvery } from '../work/long-work.js';
import { NotATable } from './table.js';

const MB = 1024 * 1024;
/** A real workbook has some dozens of parts; one with a picture in every row, some thousands. */
const MOST_ENTRIES = 20_000;
/** Deflate makes zeros a thousand times smaller; a sheet of equal rows, thirty times. */
const MOST_RATIO = 250;
const RATIO_FROM = 16 * MB;
/** A million rows of ten columns take about 500 MB of XML. */
const MOST_OF_A_PART = 1024 * MB;
/** Of all that is inflated of one file, each part as often as it is read. */
const MOST_IN_ALL = 3 * 1024 * MB;

/**
 * A ZIP whose parts are inflated as streams, and counted. It is spooled to an unnamed file, since a ZIP is read from its end; ZIPs inside it are
 * never opened.
 */
export class ZipParts {
  private inflated = 0;

  private constructor(
    private readonly file: FileHandle,
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws NotATable `broken` for what is no whole ZIP, `too_large` for one with too many parts */
  static async of(source: AsyncIterable<Uint8Array>): Promise<ZipParts> {
    const file = await spool(source);
    try {
      const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true }).catch(broken);
      if (zip.entryCount > MOST_ENTRIES) throw new NotATable('too_large');
      const entries = new Map<string, Entry>();
      try {
        for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\/+/, ''), entry);
      } catch (error) {
        broken(error);
      }
      return new ZipParts(file, zip, entries);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** The bytes of a part. @throws NotATable `broken`, `too_large` */
  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name);
    if (!entry) throw new NotATable('broken');
    const { compressedSize, uncompressedSize } = entry;
    const bomb = uncompressedSize > RATIO_FROM && uncompressedSize > compressedSize * MOST_RATIO;
    if (bomb || uncompressedSize > MOST_OF_A_PART) throw new NotATable('too_large');
    const pause = yieldEvery();
    const stream: Readable = await this.zip.openReadStreamPromise(entry).catch(broken);
    try {
      // What inflates to more than its header says is stopped by yauzl at that size.
      for await (const piece of stream as AsyncIterable<Buffer>) {
        this.inflated += piece.length;
        if (this.inflated > MOST_IN_ALL) throw new NotATable('too_large');
        yield piece;
        await pause();
      }
    } catch (error) {
      broken(error);
    } finally {
      stream.destroy();
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}

/** A damaged ZIP is a fact about the file; anything else (a full disk) is not. */
function broken(error: unknown): never {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (error instanceof NotATable || /^E[A-Z]+$/.test(code)) throw error;
  throw new NotATable('broken');
}

/** The bytes of a stream in a file that only this handle knows. */
async function spool(source: AsyncIterable<Uint8Array>): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'bn-sheet-'));
  try {
    const file = await open(join(folder, 'sheet'), 'w+');
    try {
      for await (const piece of source) await file.writeFile(piece);
    } catch (error) {
      await file.close();
      throw error;
    }
    return file;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
