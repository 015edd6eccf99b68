import type pg from 'pg';
import type { BlobStore } from '#bank/documents';
import { bytesOf, plain, tablesOf } from '../counting/traces.js';

/** Names that nobody else has, each planted in one place, so that whoever survives tells where it came from. */
export class Canaries {
  private readonly places: string[] = [];

  /** How many were planted. */
  get planted(): number {
    return this.places.length;
  }

  /** A name for this place. */
  one(place: string): string {
    this.places.push(place);
    return `Zoé Plantagrume ${this.places.length}x`;
  }

  /** So many names for the rows of one place. @returns how the first begins, and its number */
  many(place: string, count: number): { readonly name: string; readonly from: number } {
    const from = this.places.length + 1;
    for (let n = 0; n < count; n++) this.places.push(place);
    return { name: 'Zoé Plantagrume ', from };
  }

  /** Where those come from that stand in a text or in bytes. */
  in(content: string | Buffer): string[] {
    const texts = typeof content === 'string' ? [content] : [content.toString('utf8'), content.toString('latin1')];
    const found = texts.flatMap((text) => {
      const told = plain(text);
      if (!told.includes('plantagrume')) return [];
      return [...told.matchAll(/plantagrume(?:(\d+)x)?/g)].map(([, n]) => this.places[Number(n) - 1] ?? 'somewhere');
    });
    return [...new Set(found)];
  }

  /** Where any stands in a database, in which column, and where it was planted. */
  async inDatabase(client: pg.Client): Promise<string[]> {
    const found = new Set<string>();
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          for (const place of this.in(Buffer.isBuffer(value) ? value : (JSON.stringify(value) ?? '')))
            found.add(`${table}.${column}: ${place}`);
    }
    return [...found];
  }

  /** The same in what is kept as files: opened, and of a PDF its text. */
  async inFiles(client: pg.Client, blobs: BlobStore): Promise<string[]> {
    const { rows } = await client.query<{ id: string; mime: string }>('SELECT id, mime FROM documents.blob');
    const found = new Set<string>();
    for (const { id, mime } of rows)
      for (const place of this.in(await bytesOf(blobs, id, mime))) found.add(`${mime}: ${place}`);
    return [...found];
  }
}
