import type pg from 'pg';
import type { BlobStore } from '#bank/documents';
import { keyring, nameTexts, type SealedColumn, tokensOf, unseal } from '#platform/kernel';
import { bytesOf, plain, tablesOf } from '../counting/traces.js';

/** Numbering plans that operators give to nobody (ARCEP: numbers for fiction), but those that the demo has; ten thousand each. */
const FICTION = ['26191', '35301', '46571', '53649'] as const;
/** As people and programs write a number: with and without its zero or country, in pairs or in threes, and no part of a longer word. */
const NUMBERS = [
  /(?<![\da-z])(?=(?:\+33|0033|0)?[ .\u00a0\u202f]?([2-5](?:[ .\u00a0\u202f-]?\d\d){4})(?![\da-z]))/gi,
  /(?<![\da-z])(?=(\d{3}[ \u00a0\u202f]?\d{3}[ \u00a0\u202f]?\d{3})(?:[ \u00a0\u202f]?\d{5})?(?![\da-z]))/gi,
];

/** Names, telephones, mail addresses and numbers that nobody else has, each planted in one place, so that whoever survives tells where it came from. */
export class Canaries {
  private readonly places: string[] = [];
  private readonly numbers = new Map<string, string>();
  private readonly references = new Map<string, string>();
  private phones = 0;

  /** How many were planted. */
  get planted(): number {
    return this.places.length;
  }

  /** A name for this place. */
  one(place: string): string {
    this.places.push(place);
    return `Zoé Plantagrume ${this.places.length}x`;
  }

  /** A mail address for this place. */
  email(place: string): string {
    return `${this.one(place)
      .normalize('NFD')
      .replace(/\P{ASCII}/gu, '')
      .replace(/ /g, '.')
      .toLowerCase()}@example.org`;
  }

  /** A telephone number for this place, as a form takes it. */
  phone(place: string): string {
    const n = this.phones++;
    const number = `${FICTION[Math.floor(n / 10_000)]}${String(n % 10_000).padStart(4, '0')}`;
    if (number.length !== 9) throw new Error('no number is left that nobody has');
    return `0${this.known(number, place)}`;
  }

  /** A SIREN for this place, with its right last digit; of no register: they begin with 0. */
  siren(place: string): string {
    const body = `0${String(this.places.length + 1).padStart(7, '0')}`;
    const sum = [...body].reduce((all, digit, at) => all + doubled(Number(digit), at % 2 === 1), 0);
    return this.known(`${body}${(10 - (sum % 10)) % 10}`, place);
  }

  private known(number: string, place: string): string {
    this.places.push(place);
    this.numbers.set(number, place);
    return number;
  }

  /** References by which structures call people: drawn by the program, and watched as if they were planted. */
  watch(references: readonly string[], place: string): void {
    for (const reference of references) this.references.set(reference, place);
  }

  /** Where those come from that stand in a text or in bytes. */
  in(content: string | Buffer): string[] {
    const texts = typeof content === 'string' ? [content] : [content.toString('utf8'), content.toString('latin1')];
    return [
      ...new Set(texts.flatMap((text) => [...this.namesIn(text), ...this.numbersIn(text), ...this.referencesIn(text)])),
    ];
  }

  private referencesIn(text: string): string[] {
    return [...text.matchAll(/R-[2-9A-HJKMNP-Z]{5}/gi)].flatMap(
      ([found]) => this.references.get(found.toUpperCase()) ?? [],
    );
  }

  private namesIn(text: string): string[] {
    const told = plain(text);
    if (!told.includes('plantagrume')) return [];
    return [...told.matchAll(/plantagrume(?:(\d+)x)?/g)].map(([, n]) => this.places[Number(n) - 1] ?? 'somewhere');
  }

  private numbersIn(text: string): string[] {
    return NUMBERS.flatMap((number) =>
      [...text.matchAll(number)].flatMap(([, found]) => this.numbers.get(found!.replace(/[\s.-]/g, '')) ?? []),
    );
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

/** A digit as Luhn counts it. */
const doubled = (digit: number, twice: boolean): number =>
  twice ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit;
