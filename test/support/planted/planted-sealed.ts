import { createHash } from 'node:crypto';
import type pg from 'pg';
import { keyring, type SealedColumn, seal, unseal } from '#platform/kernel';
import type { Canaries } from './canaries.js';

type Row = { readonly at: string; readonly of: string[]; readonly keyId: string; readonly bytes: Buffer };

/** Somebody in every column that is under seal: opened, written into each row that there is, and sealed again as the program does. */
export class PlantedSealed {
  /** Columns that have somebody now. */
  readonly planted = new Set<string>();
  /** Keyed hashes by which what was planted is found, and where they stand. */
  private readonly hashes = new Map<string, string[]>();

  constructor(
    private readonly owner: pg.Client,
    private readonly canaries: Canaries,
  ) {}

  async plant(columns: readonly SealedColumn[]): Promise<void> {
    await this.owner.query('BEGIN; SET LOCAL session_replication_role = replica');
    for (const column of columns) {
      for (const row of await this.rowsOf(column)) await this.write(column, row);
    }
    await this.owner.query('COMMIT');
  }

  /** Hashes of what was planted that are still there. */
  async found(columns: readonly SealedColumn[]): Promise<string[]> {
    const left: string[] = [];
    for (const { table, bytes, found } of columns) {
      if (!found) continue;
      const { rows } = await this.owner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE ARRAY[${found.column}]::text[] && $1`,
        [this.hashes.get(`${table}.${bytes}`) ?? []],
      );
      if (rows[0]!.n) left.push(`${table}.${found.column}: ${rows[0]!.n}`);
    }
    return left;
  }

  /** Of a file, its last part. */
  private async rowsOf({ table, row, bytes, keyId, under }: SealedColumn): Promise<readonly Row[]> {
    const of = row.map((name) => `t.${name}::text`).join(', ');
    const from = under
      ? `${table} t JOIN ${under.table} u ON u.${under.row} = t.${row[0]} AND u.${keyId} IS NOT NULL
         WHERE t.${row[1]} = (SELECT max(l.${row[1]}) FROM ${table} l WHERE l.${row[0]} = t.${row[0]})`
      : `${table} t WHERE t.${bytes} IS NOT NULL`;
    const { rows } = await this.owner.query<Row>(
      `SELECT t.ctid::text AS at, ARRAY[${of}] AS of, ${under ? 'u' : 't'}.${keyId} AS "keyId", t.${bytes} AS bytes FROM ${from}`,
    );
    return rows;
  }

  private async write(column: SealedColumn, { at, of, keyId, bytes }: Row): Promise<void> {
    const address = `${column.table}.${column.bytes}`;
    const was = unseal(keyring(), { keyId, bytes }, column.context(...of));
    const now = this.withSomebody(was, address);
    const sealed = seal(keyring(), now, column.context(...of));
    if (sealed.keyId !== keyId) throw new Error(`${address} is sealed with an older secret`);
    const hash = column.found?.hash(now, keyring());
    this.hashes.set(address, [...(this.hashes.get(address) ?? []), ...[hash ?? []].flat()]);
    await this.owner.query(
      `UPDATE ${column.table} SET ${column.bytes} = $2${hash ? `, ${column.found!.column} = $3` : ''} WHERE ctid = $1::tid`,
      [at, sealed.bytes, ...(hash ? [hash] : [])],
    );
    if (column.under) await this.noteFile(of[0]!, keyId, column, now.length - was.length);
    this.planted.add(address);
  }

  /** A file is as long as its parts, and known by their hash. */
  private async noteFile(id: string, keyId: string, { table, row, bytes, context }: SealedColumn, longer: number) {
    const { rows } = await this.owner.query<{ n: string; part: Buffer }>(
      `SELECT ${row[1]}::text AS n, ${bytes} AS part FROM ${table} WHERE ${row[0]} = $1 ORDER BY ${row[1]}`,
      [id],
    );
    const hash = createHash('sha256');
    for (const { n, part } of rows) hash.update(unseal(keyring(), { keyId, bytes: part }, context(id, n)));
    const known = [id, hash.digest('hex'), longer];
    await this.owner.query('UPDATE documents.blob SET sha256 = $2, size = size + $3 WHERE id = $1', known);
  }

  /** In what is read as words, each of them; behind what is read otherwise. */
  private withSomebody(plain: Buffer, place: string): Buffer {
    const text = plain.toString();
    if (/^[[{]/.test(text)) {
      try {
        return Buffer.from(JSON.stringify(JSON.parse(text), (_, value) => this.inPlaceOf(value, place)));
      } catch {
        // No JSON: a file that begins so.
      }
    }
    const number = this.numberFor(text, place);
    return number === null
      ? Buffer.concat([plain, Buffer.from(`\n${this.canaries.one(place)}\n`)])
      : Buffer.from(number);
  }

  private inPlaceOf(value: unknown, place: string): unknown {
    return typeof value === 'string' && value ? (this.numberFor(value, place) ?? this.canaries.one(place)) : value;
  }

  /** A telephone, a mail address or a SIREN, where one stood. */
  private numberFor(was: string, place: string): string | null {
    if (/^\+33\d{9}$/.test(was)) return this.canaries.phone(place).replace(/^0/, '+33');
    if (/^0\d([ .]?\d\d){4}$/.test(was)) return this.canaries.phone(place);
    if (/^[^\s@]+@[^\s@]+$/.test(was)) return this.canaries.email(place);
    return /^\d{9}$/.test(was) ? this.canaries.siren(place) : null;
  }
}
