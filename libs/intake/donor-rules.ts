import type { EntityManager } from 'typeorm';
import type { Category } from '#devices';
import type { DonorKind } from './donor.js';

/** What the law ties to a kind of donor, in force from a date, with its source. */
export interface DonorRule {
  readonly kind: DonorKind;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  /** The solidarity price ceilings hold for its devices. */
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

/** The rule in force today (the bank's day). Throws when the table has none: nothing may then be logged. */
export async function donorRule(tx: EntityManager, kind: DonorKind): Promise<DonorRule> {
  const [rule] = await tx.query(
    `SELECT donor_kind AS kind, public_origin AS "publicOrigin", resale_forbidden AS "resaleForbidden", price_capped AS "priceCapped",
       papers, source, valid_from::text AS "validFrom"
     FROM intake.donor_rule WHERE donor_kind = $1
       AND valid_from <= (now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date ORDER BY valid_from DESC LIMIT 1`,
    [kind],
  );
  if (!rule) throw new Error(`no rule is in force for donors of kind ${kind}`);
  return rule;
}

/** How to say what devices keep of a donor of this kind, by category, as of today. */
export async function originOf(tx: EntityManager, kind: DonorKind): Promise<(category: Category) => Origin> {
  const rule = await donorRule(tx, kind);
  const rows: { category: string; cents: number | null }[] = rule.priceCapped
    ? await tx.query(`SELECT DISTINCT ON (category) category, cents FROM intake.price_ceiling
        WHERE valid_from <= (now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date ORDER BY category, valid_from DESC`)
    : [];
  const ceilings = new Map(rows.map((row) => [row.category, row.cents]));
  return (category) => ({
    donorKind: kind,
    publicOrigin: rule.publicOrigin,
    resaleForbidden: rule.resaleForbidden,
    priceCeilingCents: ceilings.get(category) ?? null,
  });
}
