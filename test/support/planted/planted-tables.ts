import type pg from 'pg';
import type { RegisterLine } from '#bank/rules';
import { reviewedColumns } from '#platform/kernel';
import type { Canaries } from './canaries.js';

/** A column that can hold words, and how Postgres keeps it. */
interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly domain: string | null;
  /** CHECKs of it alone. */
  readonly checks: readonly string[];
  readonly refers: string | null;
}

const COLUMNS = `SELECT n.nspname || '.' || c.relname AS "table", a.attname::text AS name, format_type(t.basetype, NULL) AS type, t.domain,
    coalesce((SELECT json_agg(pg_get_expr(k.conbin, k.conrelid)) FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]), '[]') AS checks,
    (SELECT min(pg_get_constraintdef(f.oid)) FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY (f.conkey)) AS refers
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  CROSS JOIN LATERAL (SELECT CASE WHEN y.typtype = 'd' THEN y.typbasetype ELSE y.oid END AS basetype, CASE WHEN y.typtype = 'd' THEN format_type(y.oid, NULL) END AS domain
    FROM pg_type y WHERE y.oid = a.atttypid) t
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('public', 'information_schema', 'bullmq') AND n.nspname NOT LIKE 'pg\\_%'
    AND t.basetype IN ('text'::regtype, 'text[]'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype) ORDER BY 1, a.attnum`;

/** What a column is held to that one person has: of each, a value that nobody else has. */
const FORMS: Readonly<Record<string, (canaries: Canaries, place: string) => string>> = {
  "((email = lower(email)) AND (email ~~ '%_@_%'::text))": (c, place) => c.email(place),
  "(siren ~ '^[0-9]{9}$'::text)": (c, place) => c.siren(place),
};
/** What must fit what was written beside it. */
const BESIDE: Readonly<Record<string, string>> = {
  'intake.donor.siren': ", siret = CASE WHEN t.siret IS NOT NULL THEN w.word || '00011' END",
};

/** A name in every column of words that there is: in each row of those that may hold one. */
export class PlantedTables {
  /** Columns that have names now. */
  readonly planted: string[] = [];
  /** Columns of a form, that have a telephone, a mail address or a number of somebody's now. */
  readonly formed: string[] = [];
  /** Columns that Postgres lets no name into, and by what. */
  readonly refused: string[] = [];
  /** Declared columns without a date: they go with something else. */
  readonly tied: string[] = [];
  /** Columns that would take one, are not declared and were not looked at: none may be here. */
  readonly open: string[] = [];

  constructor(
    private readonly owner: pg.Client,
    private readonly canaries: Canaries,
  ) {}

  /** @param but columns whose rows prove one another, and are planted by using the program */
  async plant(register: readonly RegisterLine[], but: readonly string[]): Promise<void> {
    const kept = new Map(register.map(({ table, column, kept: until }) => [`${table}.${column}`, until]));
    const reviewed = new Set(reviewedColumns.map(({ table, column }) => `${table}.${column}`));
    for (const column of (await this.owner.query<Column>(COLUMNS)).rows) {
      const address = `${column.table}.${column.name}`;
      if (reviewed.has(address) || but.includes(address)) continue;
      const why = await this.refusal(column);
      const until = kept.get(address);
      const form = until !== undefined && why ? FORMS[why] : undefined;
      if (form && (await this.write(column, address, form))) this.formed.push(address);
      else if (why) this.refused.push(`${address}: ${why}`);
      else if (until === undefined) this.open.push(address);
      else if (!/^\d+ \S+ après /.test(until)) this.tied.push(address);
      else if (await this.write(column, address)) this.planted.push(address);
    }
  }

  /** The same again in every row that says something by now. */
  async again(): Promise<void> {
    const columns = (await this.owner.query<Column>(COLUMNS)).rows;
    const at = (address: string) => columns.find((c) => `${c.table}.${c.name}` === address)!;
    for (const address of this.planted) await this.write(at(address), address);
    for (const address of this.formed) {
      const form = FORMS[(await this.refusal(at(address)))!]!;
      await this.write(at(address), address, form);
    }
  }

  /** What keeps a name out: a domain, a CHECK, or that only what is elsewhere may stand here. */
  private async refusal({ table, name, type, domain, checks, refers }: Column): Promise<string | null> {
    if (refers) return refers;
    const value = VALUES[type]!('Zoé Plantagrume 0x');
    if (domain && !(await this.holds(`SELECT ${value}::${domain} IS NOT NULL`))) return domain;
    for (const check of checks)
      if (!(await this.holds(`SELECT ${check} FROM (SELECT ${value}::${type} AS ${name}) ${table.split('.')[1]}`)))
        return check;
    return null;
  }

  private async holds(sql: string): Promise<boolean> {
    try {
      const [row] = (await this.owner.query({ text: sql, rowMode: 'array' })).rows;
      return row![0] !== false;
    } catch (error) {
      if ((error as { code?: string }).code === '23514') return false;
      throw error;
    }
  }

  /** Writes a name of its own into each row that says something, past the rules. @returns how many */
  private async write(
    { table, name, type }: Column,
    address: string,
    form = (canaries: Canaries, place: string) => canaries.one(place),
  ): Promise<number> {
    const said = `SELECT ctid AS at, row_number() OVER () AS n FROM ${table} WHERE ${name} IS NOT NULL AND ${name}::text <> ''`;
    const [{ n }] = (await this.owner.query(`SELECT count(*)::int AS n FROM (${said}) s`)).rows;
    if (!n) return 0;
    const words = Array.from({ length: n }, () => form(this.canaries, address));
    const rows = `FROM (${said}) s JOIN unnest($1::text[]) WITH ORDINALITY w (word, n) USING (n) WHERE t.ctid = s.at`;
    await this.owner.query('BEGIN; SET LOCAL session_replication_role = replica');
    try {
      await this.owner.query(
        `UPDATE ${table} t SET ${name} = ${WRITTEN[type]!(`t.${name}`, 'w.word')}${BESIDE[address] ?? ''} ${rows}`,
        [words],
      );
      await this.owner.query('COMMIT');
      return n;
    } catch (error) {
      await this.owner.query('ROLLBACK');
      const { code, constraint } = error as { code?: string; constraint?: string };
      if (code !== '23514') throw error;
      this.refused.push(`${address}: ${constraint}`);
      return 0;
    }
  }
}

const VALUES: Readonly<Record<string, (who: string) => string>> = {
  text: (who) => `'${who}'`,
  'character varying': (who) => `'${who}'`,
  'text[]': (who) => `ARRAY['${who}']`,
  json: (who) => `'["${who}"]'`,
  jsonb: (who) => `'["${who}"]'`,
};
/** Beside what a document or a list says already, so that it is still read as what it is. */
const WRITTEN: Readonly<Record<string, (was: string, word: string) => string>> = {
  text: (_, word) => word,
  'character varying': (_, word) => word,
  'text[]': (was, word) => `${was} || (${word})`,
  json: (_, word) => `json_build_array(${word})`,
  jsonb: (was, word) =>
    `CASE jsonb_typeof(${was}) WHEN 'object' THEN ${was} || jsonb_build_object('words', ${word}) WHEN 'array' THEN CASE jsonb_typeof(${was} -> 0) WHEN 'object' THEN jsonb_set(${was}, '{0,name}', to_jsonb(${word})) ELSE ${was} || jsonb_build_array(${word}) END ELSE to_jsonb(${word}) END`,
};
