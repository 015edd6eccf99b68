import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import type { IssuerFacts, LegalText } from '#documents';
import { RuleBroken } from '#kernel';
import type { LegalSubject, Retained } from './lists.js';

const TODAY = '(now() AT TIME ZONE (SELECT time_zone FROM people.bank))::date';

/** The sentence in force today (the bank's day), with its source. Throws when the table has none: nothing may then be stated. */
export async function legalText(tx: EntityManager, subject: LegalSubject): Promise<LegalText> {
  const [row] = await rows<LegalText>(
    tx,
    `SELECT text, source FROM receipts.legal_text WHERE subject = $1 AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1`,
    [subject],
  );
  if (!row) throw new Error(`no text is in force for ${subject}`);
  return row;
}

/** When a paper that names a person, asked for now, must go. */
export async function keepUntil(tx: EntityManager, subject: Retained): Promise<Date> {
  const [row] = await rows<{ until: Date }>(
    tx,
    `SELECT now() + make_interval(years => years) AS until FROM receipts.retention
     WHERE subject = $1 AND valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1`,
    [subject],
  );
  if (!row) throw new Error(`no period is in force for ${subject}`);
  return row.until;
}

/** The bank as its papers describe it. */
export async function issuer(tx: EntityManager): Promise<IssuerFacts> {
  const [b] = await rows<IssuerFacts>(
    tx,
    `SELECT coalesce(nullif(b.legal_name, ''), b.name) AS name, b.legal_form AS "legalForm", b.siren, b.address, b.object, b.status,
       b.signatory_title AS "signatoryTitle", CASE WHEN g.code IS NOT NULL THEN json_build_object('label', g.label, 'source', g.source,
         'basis', b.eligibility_basis) END AS ground
     FROM people.bank b LEFT JOIN people.eligibility_ground g ON g.code = b.eligibility_ground AND g.valid_from <= ${TODAY}`,
  );
  return b!;
}

/**
 * The bank, if the law lets it issue receipts to this kind of donor.
 * @throws RuleBroken `receipts.bank_not_eligible`, `receipts.ground_not_for_this_donor`
 */
export async function eligibleIssuer(tx: EntityManager, kind: 'company' | 'person'): Promise<IssuerFacts> {
  const found = await issuer(tx);
  if (!found.ground) throw new RuleBroken('receipts.bank_not_eligible', {});
  const [row] = await rows<{ may: boolean }>(
    tx,
    `SELECT CASE WHEN $1 = 'company' THEN g.for_companies ELSE g.for_persons END AS may
     FROM people.bank b JOIN people.eligibility_ground g ON g.code = b.eligibility_ground`,
    [kind],
  );
  if (!row!.may) throw new RuleBroken('receipts.ground_not_for_this_donor', { ground: found.ground.label });
  return found;
}
