import type pg from 'pg';
import type { BlobStore } from '#bank/documents';
import { keyring, nameTexts, type SealedColumn, tokensOf, unseal } from '#platform/kernel';
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

  /** The same in what is under seal, opened; files are read whole, by `inFiles`. */
  async underSeal(client: pg.Client, columns: readonly SealedColumn[]): Promise<string[]> {
    const found = new Set<string>();
    for (const { table, row, bytes, keyId, under, context } of columns) {
      if (under) continue;
      const { rows } = await client.query<{ of: string[]; keyId: string; bytes: Buffer }>(
        `SELECT ARRAY[${row.map((name) => `${name}::text`).join(', ')}] AS of, ${keyId} AS "keyId", ${bytes} AS bytes FROM ${table} WHERE ${bytes} IS NOT NULL`,
      );
      for (const { of, ...sealed } of rows)
        for (const place of this.in(unseal(keyring(), sealed, context(...of))))
          found.add(`${table}.${bytes}: ${place}`);
    }
    return [...found];
  }

  /** Whether the name that all of these have is found by the hashes in which organisations look for people. */
  async inSearchWords(client: pg.Client): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM people.organisation');
    const scopes = ['donor', ...rows.map(({ id }) => `person:${id}`)];
    const tokens = scopes.flatMap((scope) => tokensOf(scope, nameTexts('Plantagrume')));
    const { rows: found } = await client.query<{ place: string }>(
      `SELECT 'allocation.identity_token.token' AS place FROM allocation.identity_token WHERE token = ANY ($1)
       UNION SELECT 'intake.donor_contact.tokens' FROM intake.donor_contact WHERE tokens && $1`,
      [tokens],
    );
    return found.map(({ place }) => `${place}: somebody`);
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
