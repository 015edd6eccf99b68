import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { BlobStore } from '#bank/documents';
import { fingerprint } from '#platform/kernel';

/** Text as it is compared: neither case, accents, spaces nor the signs between the digits of a number hide a word. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s\u00a0\u202f.'’-]+/g, '')
    .toLowerCase();

/** What leads to a person: words that nobody else has, and what is made of them to be found without being read. */
export class Traces {
  private readonly words: ReadonlyMap<string, string>;
  /** What was found in a file that was read: its bytes never change. */
  private readonly read = new Map<string, string[]>();

  /** @param words as they were typed; numbers as national ones. `hashed`: those that may stand somewhere as a blind index, as it is keyed. */
  constructor(words: readonly string[], hashed: readonly string[]) {
    const numbers = words.filter((word) => /^0[\d ]+$/.test(word)).map((word) => plain(word).slice(1));
    const hashes = hashed.flatMap((word) => [fingerprint(word), createHash('sha256').update(word).digest('hex')]);
    this.words = new Map([...words, ...numbers, ...hashes].map((word) => [plain(word), word]));
  }

  /** Which of the words stand in a text or in bytes. */
  in(content: string | Buffer): string[] {
    const texts = typeof content === 'string' ? [content] : [content.toString('utf8'), content.toString('latin1')];
    const told = texts.map(plain);
    return [...this.words].flatMap(([word, said]) => (told.some((text) => text.includes(word)) ? [said] : []));
  }

  /** Where they stand in a database: every column of every row of every table, Postgres' own and the queue's included. */
  async inDatabase(client: pg.Client): Promise<string[]> {
    const found: string[] = [];
    for (const table of await tablesOf(client)) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          for (const word of this.in(Buffer.isBuffer(value) ? value : (JSON.stringify(value) ?? '')))
            found.push(`${table}.${column}: ${word}`);
    }
    return [...new Set(found)];
  }

  /** Where they stand in what is kept as files: opened, and of a PDF its text. */
  async inBlobs(client: pg.Client, blobs: BlobStore): Promise<string[]> {
    const { rows } = await client.query<{ id: string; mime: string }>('SELECT id, mime FROM documents.blob');
    const found: string[] = [];
    for (const { id, mime } of rows) {
      if (!this.read.has(id)) this.read.set(id, this.in(await bytesOf(blobs, id, mime)));
      found.push(...this.read.get(id)!.map((word) => `${mime} ${id}: ${word}`));
    }
    return [...new Set(found)];
  }

  /** Where they stand in the files of a folder. */
  inFolder(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [...this.in(entry.name), ...(entry.isFile() ? this.in(readFileSync(path)) : [])].map(
        (w) => `${path}: ${w}`,
      );
    });
  }
}

/** Every table with rows of the program; the official list of communes is none of them. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'territory') AND n.nspname NOT LIKE 'pg_temp%'`,
  );
  return rows.map(({ name }) => name);
}

/** Moves everything that has happened so many years into the past, past the rules: what was due then is due now. */
export const yearsLater = (client: pg.Client, years: number): Promise<void> => timePasses(client, `${years} years`);

/** Where no day of a rule is. */
const FAR = " - interval '365000 days'";

/** The same, by an interval of Postgres: « 30 days ». */
export async function timePasses(client: pg.Client, interval: string): Promise<void> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, array_agg(format('%I', a.attname)) AS columns FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND format_type(a.atttypid, NULL) IN ('date', 'timestamp with time zone')
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'bullmq', 'territory') GROUP BY 1`,
  );
  await client.query('BEGIN; SET LOCAL session_replication_role = replica');
  const moved = (columns: string[], by: string) => columns.map((c) => `${c} = ${c} ${by}`).join(', ');
  for (const { table, columns } of rows) {
    await client.query(
      `UPDATE ${table} SET ${moved(columns, `- interval '${interval}'${columns.includes('valid_from') ? FAR : ''}`)}`,
    );
    // Days of one rule are unique: none may land where another has not left yet.
    if (columns.includes('valid_from'))
      await client.query(`UPDATE ${table} SET ${moved(columns, FAR.replace('-', '+'))}`);
  }
  await client.query('COMMIT');
}

/** A file as it was kept, with the text of its pages if it has some. */
export async function bytesOf(blobs: BlobStore, id: string, mime: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await blobs.read(id)).stream) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  return mime === 'application/pdf'
    ? Buffer.concat([bytes, execFileSync('pdftotext', ['-', '-'], { input: bytes })])
    : bytes;
}
