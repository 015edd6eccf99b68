import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { basisSources, lawRule } from '#bank/intake';
import { TODAY } from '#bank/people';
import { rows } from '#platform/database';
import {
  type Actor,
  asSaid,
  type BasisSources,
  type DatedPeriod,
  EMPTIED,
  mustHave,
  PERIODS,
  type Period,
  type PeriodName,
  type PeriodUnit,
  type PersonalColumn,
  PROCESSINGS,
  type Processing,
  personalColumns,
  READ,
} from '#platform/kernel';

export interface RegisterLine {
  readonly processing: Processing;
  readonly what: string;
  /** Where it stands: `schema.table` and its column. */
  readonly table: string;
  readonly column: string;
  /** How long, from when: in words. */
  readonly kept: string;
  /** Why so long: the source of the dated rule in force, and whether it was read second-hand; null for a period of the program. */
  readonly source: string | null;
}

export interface HoldingLine extends RegisterLine {
  readonly rows: number;
  readonly oldest: Date | null;
}

interface InForce {
  subject: string;
  amount: number;
  unit: PeriodUnit;
  source: string;
}

/** The dated periods in force on the bank's day, each with its source and how sure that is. */
const IN_FORCE = `SELECT DISTINCT ON (r.subject) r.subject, r.amount, r.unit, r.source || CASE WHEN r.second_hand THEN ', lu de seconde main' ELSE '' END AS source FROM people.retention r
  WHERE r.valid_from <= ${TODAY} ORDER BY r.subject, r.valid_from DESC`;

const UNITS = {
  hours: ['heure', 'heures'],
  days: ['jour', 'jours'],
  months: ['mois', 'mois'],
  years: ['an', 'ans'],
} as const;
const lasting = (amount: number, of: keyof typeof UNITS): string => {
  const [n, unit] = asSaid(amount, of);
  return `${n} ${UNITS[unit][n > 1 ? 1 : 0]}`;
};
const counted = (n: number, unit: keyof typeof UNITS, from: string): string => `${lasting(n, unit)} après ${from}`;

const BEGINS = { silent_ticket: 'qui vient d’elle-même', unused_account: 'qui vient d’elle-même' } as const;
const AT_LEAST = { sale_sheet: 'd’une vente, au moins', audit: 'au moins' } as const;

const isDated = (period: Period): period is DatedPeriod => 'dated' in period;
/** What is held of people, why and how long: read from the entities' declarations (`Personal`), with the periods in force. */
@Injectable()
export class PersonalDataService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The register (GDPR, art. 30.1), processing by processing in the order of `PROCESSINGS`. @throws NotFound unless the actor reads the rules. */
  async register(actor: Actor): Promise<RegisterLine[]> {
    mustHave(actor, READ.rules);
    return this.lines();
  }

  /** The same for anybody: it names no one. */
  async lines(): Promise<RegisterLine[]> {
    const inForce = await rows<InForce>(this.db, IN_FORCE);
    const order = Object.keys(PROCESSINGS);
    return personalColumns()
      .map((column) => {
        const { processing, what, kept } = column;
        return { ...this.placed(column), ...keptWords(kept, inForce), processing, what };
      })
      .sort((a, b) => order.indexOf(a.processing) - order.indexOf(b.processing));
  }

  /** Where the bases of processings are written, by the rules of today. */
  sources(): Promise<BasisSources> {
    return basisSources(this.db);
  }

  /** Where a rule of the law is written; null where no row of today says it. */
  async lawOf(subject: Parameters<typeof lawRule>[1]): Promise<string | null> {
    return (await lawRule(this.db, subject))?.source ?? null;
  }

  /** The same with how many rows hold any of it, and the oldest of these. For the command line: it counts every table. */
  async holdings(): Promise<HoldingLine[]> {
    const holdings: HoldingLine[] = [];
    for (const line of await this.lines())
      holdings.push({ ...line, ...(await countHolding(this.db, line.table, line.column)) });
    return holdings;
  }

  private placed(column: PersonalColumn): { table: string; column: string } {
    if ('table' in column) return { table: column.table, column: column.column };
    const entity = this.db.getMetadata(column.entity as new () => object);
    return {
      table: entity.tablePath,
      column: entity.findColumnWithPropertyName(column.property)!.databaseName,
    };
  }
}

function keptWords(name: PeriodName, inForce: readonly InForce[]): { kept: string; source: string | null } {
  const period: Period = PERIODS[name];
  if ('label' in period) return { kept: period.label, source: null };
  if ('hours' in period) return { kept: counted(period.hours, 'hours', period.from), source: null };
  if (!isDated(period)) return { kept: counted(period.days, 'days', period.from), source: null };
  const rule = inForce.find((r) => r.subject === name);
  // Without a rule in force the purge has no date either, and says so.
  if (!rule) return { kept: 'aucune durée en vigueur : à régler', source: null };
  const begins = period.begins && keptWords(period.begins, inForce);
  const kept = `${counted(rule.amount, rule.unit, period.from)}${begins ? `, ${BEGINS[period.begins!]} ${begins.kept}` : ''}`;
  if (!period.atLeast) return { kept, source: rule.source };
  const later = keptWords(period.atLeast, inForce);
  return { kept: `${kept} ; ${AT_LEAST[period.atLeast]} ${later.kept}`, source: `${rule.source} ; ${later.source}` };
}

/** When a row began to be there: the first of these that its table has. */
const BEGINNINGS = [
  'created_at',
  'recorded_at',
  'asked_at',
  'requested_at',
  'received_at',
  'opened_at',
  'imported_at',
  'at',
  'signed_at',
  'updated_at',
];

/** The columns of a table that may say since when a row is there: a time, or else an id, which was made at its time. */
const COLUMNS = `SELECT a.attname::text AS name, format_type(a.atttypid, NULL) AS type FROM pg_attribute a
  WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const ENDING = 'SELECT e.instead FROM platform.endings() e WHERE e.thing = $1 AND e.word = $2';

/** How many rows of a table hold something in a column, and since when the oldest of them is there. `table` and `column` are the program's own. */
async function countHolding(
  db: DataSource,
  table: string,
  column: string,
): Promise<{ rows: number; oldest: Date | null }> {
  const [ending] = await rows<{ instead: string | null }>(db, ENDING, [table, column]);
  const columns = await rows<{ name: string; type: string }>(db, COLUMNS, [table]);
  const time = BEGINNINGS.find((name) => columns.some((c) => c.name === name));
  const id = columns.find((c) => c.type === 'uuid')?.name;
  const oldest = time ? `min(r."${time}")` : id ? `min(r."${id}"::text)` : 'NULL';
  const found = await db
    .createQueryBuilder()
    .select('count(*)::int', 'n')
    .addSelect(oldest, 'since')
    .from(table, 'r')
    .where(
      `r."${column}" IS NOT NULL AND r."${column}"::text <> ALL (:emptied)${ending?.instead ? ` AND r."${column}" IS DISTINCT FROM (${ending.instead})` : ''}`,
      { emptied: EMPTIED },
    )
    .getRawOne<{ n: number; since: Date | string | null }>();
  const since = found?.since ?? null;
  return { rows: found?.n ?? 0, oldest: typeof since === 'string' ? madeAt(since) : since };
}

/** The time in an id (UUID version 7, RFC 9562). */
const madeAt = (id: string): Date => new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16));
