import type { EntityManager } from 'typeorm';
import type { FactsOf } from '#bank/documents';
import { lawRule } from '#bank/intake';
import { rows } from '#platform/database';
import { CRITERIA, type Criterion } from './selling.js';
import { warrantyEndIfHandedOverToday } from './warranty.js';

/** What a sale adds to what both sheets of its hand-over say. */
export type Sale = Pick<FactsOf<'bill_of_sale'>, 'seller' | 'guarantee' | 'attested'>;

/** Who sells: the structure, by post; the bank's own counter sells for the bank. */
const SELLER = `SELECT CASE WHEN o.own_counter THEN coalesce(nullif(b.legal_name, ''), b.name) ELSE o.name END AS name, coalesce(o.siren, CASE WHEN o.own_counter THEN b.siren END) AS siren,
    coalesce(nullif(o.address, ''), CASE WHEN o.own_counter THEN nullif(b.address, '') END) AS address
  FROM people.organisation o CROSS JOIN people.bank b WHERE o.id = $1`;

/**
 * What a bill of sale says beside its hand-over, by the rules of today: the seller, the guarantee with the texts that the law rests on, and what
 * was attested. The price was judged before (`priceOf`), with what must be there for a sale.
 */
export async function saleFacts(
  tx: EntityManager,
  of: { readonly structureId: string; readonly deviceId: string; readonly criterion: string | null },
): Promise<Sale> {
  const [seller] = await rows<Sale['seller']>(tx, SELLER, [of.structureId]);
  const [device] = await rows<{ publicOrigin: boolean; cents: number | null }>(
    tx,
    'SELECT public_origin AS "publicOrigin", price_ceiling_cents AS cents FROM devices.device WHERE id = $1',
    [of.deviceId],
  );
  const text = async (subject: Parameters<typeof lawRule>[1]) => {
    const rule = await lawRule(tx, subject);
    // What is not settled is never printed as law.
    return rule && rule.decides === null ? { text: rule.text, source: rule.source } : null;
  };
  const box = await text('sale_box');
  if (!box) throw new Error('a sale was let through without the text of its guarantees');
  const ceiling = device!.publicOrigin && device!.cents !== null ? await text('solidarity_price') : null;
  return {
    seller: seller!,
    guarantee: {
      until: await warrantyEndIfHandedOverToday(tx, 'sale'),
      conformity: await text('sale_conformity'),
      presumption: await text('sale_presumption'),
      box,
    },
    attested: of.criterion
      ? {
          criterion: CRITERIA[of.criterion as Criterion],
          publicOrigin: device!.publicOrigin,
          law: device!.publicOrigin ? await text('solidarity_resale') : null,
          ceiling: ceiling && { ...ceiling, cents: device!.cents! },
        }
      : null,
  };
}

/** What the bill of a sale said, to say it again of another reference; null of a replacement, and of sales of before. */
export async function billOf(tx: EntityManager, handoverId: string): Promise<Sale | null> {
  const [bill] = await rows<{ facts: FactsOf<'bill_of_sale'> }>(
    tx,
    `SELECT facts FROM documents.document WHERE type = 'bill_of_sale' AND cause_kind = 'handover' AND cause_id = $1 ORDER BY id DESC LIMIT 1`,
    [handoverId],
  );
  return bill ? { seller: bill.facts.seller, guarantee: bill.facts.guarantee, attested: bill.facts.attested } : null;
}
