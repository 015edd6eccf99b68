import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { ALLOCATION_RULES } from '#bank/allocation';
import { FAULT_RULES } from '#bank/faults';
import { REPORTING_RULES } from '#bank/figures';
import { INCIDENT_RULES } from '#bank/incidents';
import { INTAKE_RULES } from '#bank/intake';
import { audit, PEOPLE_RULES, TODAY } from '#bank/people';
import { RECEIPTS_RULES } from '#bank/receipts';
import { SIM_RULES } from '#bank/sims';
import { WORKSHOP_RULES } from '#bank/workshop';
import { type DatedRules, type Reader, rows } from '#platform/database';
import { type Actor, askAll, isDay, mustHave, NotFound, operatorOf, READ, RuleBroken, WRITE } from '#platform/kernel';
import { DATED_TABLES, type DatedColumn, type DatedTable, type DatedTableId, datedTable } from './dated-tables.js';

export interface RuleView {
  /** What it speaks of; null in a table of one rule. */
  readonly key: string | null;
  readonly validFrom: string;
  readonly standing: 'past' | 'in_force' | 'coming';
  readonly source: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Who wrote it, where the table keeps it; null of what came with the program. */
  readonly operatorNumber: number | null;
}

export interface NewRule {
  readonly key?: string;
  /** `2027-01-01`, today or later. */
  readonly validFrom: string;
  readonly source: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const RULE_IDS = Object.keys(DATED_TABLES) as DatedTableId[];

const OWNERS: Readonly<Record<string, DatedRules<string>>> = {
  allocation: ALLOCATION_RULES,
  incidents: INCIDENT_RULES,
  intake: INTAKE_RULES,
  maintenance: FAULT_RULES,
  people: PEOPLE_RULES,
  receipts: RECEIPTS_RULES,
  refurbishment: WORKSHOP_RULES,
  reporting: REPORTING_RULES,
  sims: SIM_RULES,
};
const ownerOf = (t: DatedTable): DatedRules<string> => OWNERS[t.table.split('.')[0]!]!;

/** The rules that come from the law or from a choice of the bank: read by the bank, added to by its administrator, never rewritten. */
@Injectable()
export class RulesService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** The rows of one table, by key, newest first. @throws NotFound for anybody but the bank. */
  async of(actor: Actor, id: DatedTableId, on: Reader = this.db): Promise<RuleView[]> {
    mustHave(actor, READ.rules);
    const t = datedTable(id);
    const key = t.key ? `r.${t.key.column}` : 'NULL::text';
    const values = t.columns.map((c) => `'${c.column}', r.${c.column}`).join(', ');
    const same = t.key ? `AND x.${t.key.column} = r.${t.key.column}` : '';
    const found = await rows<RuleView>(
      on,
      `SELECT ${key} AS key, r.valid_from::text AS "validFrom", r.source, json_build_object(${values}) AS values, ${t.authored ? 'r.operator_number' : 'NULL::int'} AS "operatorNumber",
         CASE WHEN r.valid_from > ${TODAY} THEN 'coming'
           WHEN EXISTS (SELECT 1 FROM ${t.table} x WHERE x.valid_from <= ${TODAY} AND x.valid_from > r.valid_from ${same}) THEN 'past'
           ELSE 'in_force' END AS standing
       FROM ${t.table} r ORDER BY 1, r.valid_from DESC`,
    );
    const order = Object.keys(t.key?.words ?? {});
    return found.sort((a, b) => order.indexOf(a.key ?? '') - order.indexOf(b.key ?? ''));
  }

  /**
   * Adds a rule that begins today or later.
   * @throws RuleBroken `rules.key_missing`, `rules.date_wrong`, `rules.day_past`, `rules.source_missing`, `rules.value_wrong`,
   *   `rules.same_day`; NotFound for anybody but the bank's administrator.
   */
  async add(tx: EntityManager, actor: Actor, id: DatedTableId, rule: NewRule): Promise<void> {
    mustHave(actor, WRITE.rules);
    const t = datedTable(id);
    await this.judge(tx, id, rule);
    const key = this.key(t, rule.key);
    const validFrom = readDay(rule.validFrom);
    const values = t.columns.map((c) => readValue(c, rule.values[c.column]));
    const source = rule.source.trim();
    const made = await ownerOf(t).add(tx, t.table, {
      ...(t.key ? { [t.key.column]: key[0] } : {}),
      valid_from: validFrom,
      ...Object.fromEntries(t.columns.map((c, i) => [c.column, values[i]])),
      source,
      ...(t.authored ? { operator_number: operatorOf(actor) } : {}),
    });
    if (!made) throw new RuleBroken('rules.same_day', {}, 'validFrom');
    await audit(tx, actor, 'add_rule', { kind: 'rule' }, { table: id, key: key[0] ?? null, validFrom });
  }

  /** All that is to be corrected in a new rule, at once. Writes nothing. @throws RuleBroken as `add` */
  async judge(tx: EntityManager, id: DatedTableId, rule: Partial<NewRule>): Promise<void> {
    const t = datedTable(id);
    await askAll(
      () => this.key(t, rule.key),
      ...t.columns.map((c) => () => readValue(c, rule.values?.[c.column])),
      async () => {
        const [day] = await rows<{ past: boolean }>(tx, `SELECT $1::date < ${TODAY} AS past`, [
          readDay(rule.validFrom),
        ]);
        if (day!.past) throw new RuleBroken('rules.day_past', {}, 'validFrom');
      },
      () => {
        const source = typeof rule.source === 'string' ? rule.source.trim() : '';
        if (!source || source.length > 300) throw new RuleBroken('rules.source_missing', { max: 300 }, 'source');
      },
    );
  }

  /** Takes back a rule that has not begun. @throws RuleBroken `rules.in_force`; NotFound. */
  async remove(
    tx: EntityManager,
    actor: Actor,
    id: DatedTableId,
    rule: { key?: string; validFrom: string },
  ): Promise<void> {
    mustHave(actor, WRITE.rules);
    const t = datedTable(id);
    const key = this.key(t, rule.key);
    const validFrom = readDay(rule.validFrom);
    const where = `valid_from = $1${t.key ? ` AND ${t.key.column} = $2` : ''}`;
    const [row] = await rows<{ begun: boolean }>(
      tx,
      `SELECT valid_from <= ${TODAY} AS begun FROM ${t.table} WHERE ${where}`,
      [validFrom, ...key],
    );
    if (!row) throw new NotFound('rule');
    if (row.begun) throw new RuleBroken('rules.in_force');
    await ownerOf(t).remove(tx, t.table, validFrom, key[0] ?? null);
    await audit(tx, actor, 'remove_rule', { kind: 'rule' }, { table: id, key: key[0] ?? null, validFrom });
  }

  private key(t: DatedTable, given: unknown): string[] {
    if (!t.key) return [];
    if (typeof given !== 'string' || !Object.hasOwn(t.key.words, given))
      throw new RuleBroken('rules.key_missing', { label: t.key.label }, 'key');
    return [given];
  }
}

function readDay(typed: unknown): string {
  const day = typeof typed === 'string' ? typed.trim() : '';
  if (!isDay(day) || !day.startsWith('20')) throw new RuleBroken('rules.date_wrong', {}, 'validFrom');
  return day;
}

const MOST: Readonly<Record<'count' | 'percent' | 'days' | 'months' | 'years', number>> = {
  count: 3650,
  percent: 100,
  days: 1000,
  months: 600,
  years: 100,
};
/** Characters of a text, unless its column says another number. */
export const TEXT_LENGTH = 2000;

/** A value as a form or a program gives it → as Postgres keeps it. @throws RuleBroken `rules.value_wrong` (facts `label`, `kind`, `max`) */
function readValue(c: DatedColumn, given: unknown): unknown {
  const wrong = (max?: number) => new RuleBroken('rules.value_wrong', { label: c.label, kind: c.kind, max }, c.column);
  if (c.kind === 'codes') {
    const codes = [given ?? []].flat().filter((code) => code !== '');
    if (!codes.every((code) => typeof code === 'string' && Object.hasOwn(c.words ?? {}, code))) throw wrong();
    return [...new Set(codes)];
  }
  if (c.kind === 'code') {
    if (typeof given !== 'string' || !Object.hasOwn(c.words ?? {}, given)) throw wrong();
    return given;
  }
  if (c.kind === 'yes_no') {
    if (given === true || given === 'oui') return true;
    if (given === false || given === 'non') return false;
    if (c.none !== undefined && (given === undefined || given === null || given === '')) return false;
    throw wrong();
  }
  if (given !== null && given !== undefined && typeof given !== 'string' && typeof given !== 'number') throw wrong();
  const text = String(given ?? '').trim();
  if (c.kind === 'text') {
    const most = c.max ?? TEXT_LENGTH;
    if (!text || text.length > most || text.includes('\0')) throw wrong(most);
    return text;
  }
  if (c.kind === 'cents') return readCents(text, c, wrong);
  const n = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(n >= (c.zero ? 0 : 1) && n <= MOST[c.kind])) throw wrong(MOST[c.kind]);
  return n;
}

function readCents(text: string, c: DatedColumn, wrong: (max?: number) => RuleBroken): number | null {
  if (!text && c.none) return null;
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?\s*€?$/.exec(text.replace(/[\s\u00a0\u202f]/g, ''));
  if (!match) throw wrong(999_999);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
