import { CAPACITIES, type Capacity, lawRule, SELLING_TERMS } from '#bank/intake';
import { TODAY } from '#bank/people';
import { type Reader, rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { PAYERS } from '../codes.js';
import type { HandoverInput } from './handover.views.js';

/** What a structure attests before selling a device of public origin; a code and a date, no document is kept. */
export const CRITERIA = {
  minima_sociaux: 'Bénéficiaire de minima sociaux',
  demandeur_emploi: 'Demandeur d’emploi',
  etudiant_boursier: 'Étudiant boursier',
  quotient_familial: 'Quotient familial sous le seuil de la structure',
  hebergement: 'Hébergement social ou d’urgence',
} as const;
export type Criterion = keyof typeof CRITERIA;

export type NoSale =
  | 'allocation.bank_gives'
  | 'allocation.bank_may_not_resell'
  | 'allocation.structure_may_not_resell'
  | 'allocation.no_price'
  | 'allocation.sale_box_missing'
  | 'allocation.seller_address_missing';

export interface SaleView {
  /** False: the bank gives, and nothing is asked about prices anywhere. */
  readonly sells: boolean;
  /** Cents with all taxes: the grid's, and of public origin at most the ceiling. Null when it may not be sold. */
  readonly cents: number | null;
  readonly refused: NoSale | null;
  readonly ceilingCents: number | null;
  /** Of public origin: somebody in precarity only, which the structure attests. */
  readonly publicOrigin: boolean;
  readonly needsCriterion: boolean;
}

interface TermsRow {
  readonly sells: boolean;
  readonly capacity: Capacity;
  readonly structureResells: boolean;
  readonly saleBox: boolean;
  readonly sellerAddress: boolean;
  readonly publicOrigin: boolean;
  readonly resaleForbidden: boolean;
  readonly ceilingCents: number | null;
  readonly gridCents: number | null;
}

/**
 * The rules of today for one device. The association that received from the administration may resell at a solidarity price, to people in
 * precarity or to associations that work for them (loi 3DS, art. 178); a structure's own resale needs a text that the bank entered;
 * the price is the grid's, and of public origin at most the ceiling of the decree of 7 November 2022. No sale without what its paper must bear.
 */
export async function saleOf(on: Reader, deviceId: string): Promise<SaleView> {
  const [t] = await rows<TermsRow>(
    on,
    `SELECT t.mode = 'priced' AS sells, t.capacity, t."structureResells", t."saleBox",
       coalesce(nullif(o.address, ''), CASE WHEN o.own_counter THEN nullif(b.address, '') END) IS NOT NULL AS "sellerAddress",
       d.public_origin AS "publicOrigin", d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "ceilingCents",
       (SELECT CASE d.grade WHEN 'A' THEN g.grade_a WHEN 'B' THEN g.grade_b WHEN 'C' THEN g.grade_c END FROM allocation.price_grid g
         WHERE g.category = d.category AND g.valid_from <= ${TODAY} ORDER BY g.valid_from DESC LIMIT 1) AS "gridCents"
     FROM devices.device d CROSS JOIN (${SELLING_TERMS}) t CROSS JOIN people.bank b
     LEFT JOIN people.organisation o ON o.id = d.holder_org_id WHERE d.id = $1`,
    [deviceId],
  );
  const refused = whyNot(t!);
  const { sells, publicOrigin, ceilingCents, gridCents } = t!;
  const capped = publicOrigin && ceilingCents !== null ? ceilingCents : Number.POSITIVE_INFINITY;
  return {
    sells,
    refused,
    cents: refused ? null : Math.min(gridCents!, capped),
    ceilingCents: publicOrigin ? ceilingCents : null,
    publicOrigin,
    needsCriterion: publicOrigin || t!.resaleForbidden,
  };
}

function whyNot(t: TermsRow): NoSale | null {
  if (!t.sells) return 'allocation.bank_gives';
  if (t.publicOrigin && !CAPACITIES[t.capacity].resells) return 'allocation.bank_may_not_resell';
  if (t.publicOrigin && !t.structureResells) return 'allocation.structure_may_not_resell';
  if (t.gridCents === null) return 'allocation.no_price';
  if (!t.saleBox) return 'allocation.sale_box_missing';
  return t.sellerAddress ? null : 'allocation.seller_address_missing';
}

/**
 * What a hand-over costs: nothing, or the price of today. Postgres says the same (`allocation.price_keeps_the_rules`).
 * @throws RuleBroken `allocation.bank_gives`, `allocation.bank_may_not_resell`, `allocation.structure_may_not_resell`, `allocation.no_price`,
 *   `allocation.sale_box_missing` (fact `source`), `allocation.seller_address_missing`, `allocation.paid_by_missing`, `allocation.criterion_unknown`, `allocation.sale_forbidden` (no criterion), `allocation.price_above_ceiling`, `allocation.price_not_of_grid`
 */
export async function priceOf(
  on: Reader,
  input: Pick<HandoverInput, 'deviceId' | 'mode' | 'priceCents' | 'paidBy' | 'criterion'>,
) {
  if (input.mode === 'gift') return { mode: 'gift', priceCents: null, paidBy: null, criterion: null } as const;
  if (input.criterion && !Object.hasOwn(CRITERIA, input.criterion))
    throw new RuleBroken('allocation.criterion_unknown', {}, 'criterion');
  const sale = await saleOf(on, input.deviceId);
  if (sale.refused === 'allocation.sale_box_missing')
    throw new RuleBroken(sale.refused, { source: (await lawRule(on, 'sale_box'))?.source }, 'mode');
  if (sale.refused) throw new RuleBroken(sale.refused, {}, 'mode');
  const criterion = input.criterion ?? null;
  if (sale.needsCriterion && !criterion) throw new RuleBroken('allocation.sale_forbidden', {}, 'criterion');
  const asked = input.priceCents ?? sale.cents!;
  if (sale.ceilingCents !== null && asked > sale.ceilingCents)
    throw new RuleBroken('allocation.price_above_ceiling', { ceilingCents: sale.ceilingCents }, 'priceCents');
  if (asked !== sale.cents) throw new RuleBroken('allocation.price_not_of_grid', { cents: sale.cents }, 'priceCents');
  if (!input.paidBy || !Object.hasOwn(PAYERS, input.paidBy))
    throw new RuleBroken('allocation.paid_by_missing', {}, 'paidBy');
  return { mode: 'sale', priceCents: sale.cents, paidBy: input.paidBy, criterion } as const;
}
