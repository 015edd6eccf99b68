import type { EntityManager } from 'typeorm';
import type { Category } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import type { DonorKind } from '../donor.js';

/** What the law ties to a kind of donor, in force from a date, with its source. */
export interface DonorRule {
  readonly kind: DonorKind;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCapped: boolean;
  readonly papers: readonly string[];
  readonly source: string;
  readonly validFrom: string;
}

/** What a device keeps for ever of its donor. */
export interface Origin {
  readonly donorKind: DonorKind;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly priceCeilingCents: number | null;
}

/** What the law says of the gifts of public bodies besides: what one device may be worth, and from which age it no longer counts. */
export interface PublicFigures {
  readonly capCents: number;
  readonly capSource: string;
  readonly years: number;
  readonly yearsSource: string;
}

/** The rule in force at a time, now by default (the bank's day). Throws when the table has none: nothing may then be logged. */
export async function donorRule(on: Reader, kind: DonorKind, at: string | Date | null = null): Promise<DonorRule> {
  const [rule] = await rows<DonorRule>(
    on,
    `SELECT donor_kind AS kind, public_origin AS "publicOrigin", resale_forbidden AS "resaleForbidden", price_capped AS "priceCapped",
       papers, source, valid_from::text AS "validFrom"
     FROM intake.donor_rule WHERE donor_kind = $1
       AND valid_from <= (coalesce($2::timestamptz, platform.now()) AT TIME ZONE (SELECT time_zone FROM people.bank))::date ORDER BY valid_from DESC LIMIT 1`,
    [kind, at],
  );
  if (!rule) throw new Error(`no rule is in force for donors of kind ${kind}`);
  return rule;
}

export async function publicFigures(db: Reader): Promise<PublicFigures> {
  const [row] = await rows<PublicFigures>(
    db,
    `SELECT c.cents AS "capCents", c.source AS "capSource", a.years, a.source AS "yearsSource"
     FROM (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
     CROSS JOIN LATERAL (SELECT cents, source FROM intake.public_gift_cap WHERE valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) c
     CROSS JOIN LATERAL (SELECT years, source FROM intake.reuse_age WHERE valid_from <= b.today ORDER BY valid_from DESC LIMIT 1) a`,
  );
  return row!;
}

/** How to say what devices keep of a donor of this kind, by category: as of today, or of the day they were given. */
export async function originOf(
  tx: EntityManager,
  kind: DonorKind,
  at: Date | null = null,
): Promise<(category: Category) => Origin> {
  const rule = await donorRule(tx, kind, at);
  return originBy(rule, rule.priceCapped ? await ceilingsAt(tx, at) : NONE);
}

/** The same for every kind of donor as of today, by two statements. */
export async function originsOf(tx: EntityManager): Promise<ReadonlyMap<DonorKind, (category: Category) => Origin>> {
  const rules = await rows<DonorRule>(
    tx,
    `SELECT DISTINCT ON (donor_kind) donor_kind AS kind, public_origin AS "publicOrigin", resale_forbidden AS "resaleForbidden", price_capped AS "priceCapped",
       papers, source, valid_from::text AS "validFrom"
     FROM intake.donor_rule WHERE valid_from <= (platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date ORDER BY donor_kind, valid_from DESC`,
  );
  const ceilings = rules.some((rule) => rule.priceCapped) ? await ceilingsAt(tx, null) : NONE;
  return new Map(rules.map((rule) => [rule.kind, originBy(rule, ceilings)]));
}

type Ceilings = ReadonlyMap<string, number | null>;
const NONE: Ceilings = new Map();

async function ceilingsAt(tx: EntityManager, at: Date | null): Promise<Ceilings> {
  const found = await rows<{ category: string; cents: number | null }>(
    tx,
    `SELECT DISTINCT ON (category) category, cents FROM intake.price_ceiling
     WHERE valid_from <= (coalesce($1::timestamptz, platform.now()) AT TIME ZONE (SELECT time_zone FROM people.bank))::date
     ORDER BY category, valid_from DESC`,
    [at],
  );
  return new Map(found.map((row) => [row.category, row.cents]));
}

const originBy =
  (rule: DonorRule, ceilings: Ceilings) =>
  (category: Category): Origin => ({
    donorKind: rule.kind,
    publicOrigin: rule.publicOrigin,
    resaleForbidden: rule.resaleForbidden,
    priceCeilingCents: rule.priceCapped ? (ceilings.get(category) ?? null) : null,
  });
