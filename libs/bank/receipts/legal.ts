import type { DataSource, EntityManager } from 'typeorm';
import type { IssuerFacts, LegalText, UnitCap } from '#bank/documents';
import { CAPACITIES, lawRule, publicFigures, sellingTerms } from '#bank/intake';
import { groundLabel, TODAY } from '#bank/people';
import { rows } from '#platform/database';
import { RuleBroken, WORKSHOP_KINDS } from '#platform/kernel';
import { isBusiness, type ReceiptKind } from './receipt.views.js';
import type { LegalSubject } from './word-lists.js';

/** The sentence in force today (the bank's day), with its source. Throws when the table has none: nothing may then be stated. */
export async function legalText(on: DataSource | EntityManager, subject: LegalSubject): Promise<LegalText> {
  const [text] = await legalTexts(on, [subject]);
  return text!;
}

/** The sentences in force today for several subjects, in their order, by one statement. */
export async function legalTexts(
  on: DataSource | EntityManager,
  subjects: readonly LegalSubject[],
): Promise<readonly LegalText[]> {
  const found = await rows<LegalText & { subject: LegalSubject }>(
    on,
    `SELECT s.subject, t.what AS text, t.label AS source FROM unnest($1::text[]) s(subject) CROSS JOIN receipts.text_in_force(s.subject) t`,
    [subjects],
  );
  return subjects.map((subject) => {
    const row = found.find((r) => r.subject === subject);
    if (!row) throw new Error(`no text is in force for ${subject}`);
    return { text: row.text, source: row.source };
  });
}

/**
 * What the bank undertakes for what an administration gave, at the title it receives at (CG3P, art. L. 3212-2 and L. 3212-3): statutes and
 * solidarity sales are for the associations that have them, any other title rests on its own text.
 */
export async function publicUndertaking(tx: EntityManager): Promise<LegalText> {
  const { capacity, capacitySource } = await sellingTerms(tx);
  if (capacity === 'not_said' || CAPACITIES[capacity].resells) return legalText(tx, 'public_undertaking');
  const { text, source } = await legalText(tx, 'public_undertaking_other');
  return { text, source: capacitySource || source };
}

/** What a contract with whoever treats data for somebody says (GDPR, art. 28, 3), in the order of the paper. */
export const CLAUSES = {
  processing_subject: 'Objet',
  processing_data: 'Données et personnes',
  processing_duration: 'Durée',
  processing_instructions: 'Instructions',
  processing_security: 'Secret et sécurité',
  processing_others: 'Ateliers, et opposition',
  processing_help: 'Aide et incidents',
  processing_transfers: 'Transferts',
  processing_end: 'Retour ou effacement',
  processing_proof: 'Preuves et vérifications',
} as const satisfies Partial<Record<LegalSubject, string>>;

export async function clauses(tx: EntityManager) {
  const subjects = Object.keys(CLAUSES) as (keyof typeof CLAUSES)[];
  const texts = await legalTexts(tx, subjects);
  return subjects.map((subject, i) => ({ title: CLAUSES[subject], ...texts[i]! }));
}

export const workshops = async (tx: EntityManager): Promise<string[]> =>
  (
    await rows<{ name: string }>(
      tx,
      `SELECT name FROM people.organisation WHERE kind = ANY ($1) AND active AND merged_into IS NULL ORDER BY name COLLATE "fr-x-icu"`,
      [WORKSHOP_KINDS],
    )
  ).map(({ name }) => name);

/**
 * What the law says of a public gift, and what one device may be worth at most: not said where it is not settled whether that ceiling is
 * for the title at which the bank receives (D. 3212-3).
 */
export async function publicGift(tx: EntityManager): Promise<{ ground: LegalText | null; cap: UnitCap | null }> {
  const { capacity } = await sellingTerms(tx);
  const [gift, precarity] = await Promise.all([lawRule(tx, 'public_gift'), lawRule(tx, 'unit_value_precarity')]);
  const applies = capacity !== 'precarity' || precarity?.decides === null;
  const { capCents: cents, capSource: source } = await publicFigures(tx);
  return {
    ground: gift && gift.decides === null ? { text: gift.text, source: gift.source } : null,
    cap: applies ? { cents, source } : null,
  };
}

/** When a paper that names a person, asked for now, must go. */
export async function keepUntil(tx: EntityManager, subject: 'person_receipt' | 'signed_scan'): Promise<Date> {
  const [row] = await rows<{ until: Date | null }>(tx, 'SELECT platform.now() + people.kept_for($1) AS until', [
    subject,
  ]);
  if (!row?.until) throw new Error(`no period is in force for ${subject}`);
  return row.until;
}

export async function issuer(tx: EntityManager): Promise<IssuerFacts> {
  return (await issuerWith(tx)).issuer;
}

/** The bank, if the law lets it issue receipts to this donor. @throws RuleBroken `receipts.bank_not_eligible`, `receipts.ground_not_for_this_donor` */
export async function eligibleIssuer(tx: EntityManager, kind: ReceiptKind): Promise<IssuerFacts> {
  const found = await issuerWith(tx);
  if (!found.issuer.ground) throw new RuleBroken('receipts.bank_not_eligible', {});
  if (!found.mayIssueTo[isBusiness(kind) ? 'company' : 'person'])
    throw new RuleBroken('receipts.ground_not_for_this_donor', { ground: found.issuer.ground.label });
  return found.issuer;
}

interface IssuerRow extends Omit<IssuerFacts, 'ground'> {
  readonly ground: string | null;
  readonly source: string | null;
  readonly basis: string;
  readonly company: boolean | null;
  readonly person: boolean | null;
}

async function issuerWith(
  tx: EntityManager,
): Promise<{ issuer: IssuerFacts; mayIssueTo: Record<'company' | 'person', boolean> }> {
  const [row] = await rows<IssuerRow>(
    tx,
    `SELECT coalesce(nullif(b.legal_name, ''), b.name) AS name, b.legal_form AS "legalForm", b.siren, b.address, b.object, b.status,
       b.signatory_title AS "signatoryTitle", b.eligibility_basis AS basis, g.ground, g.source, g.for_companies AS company, g.for_persons AS person
     FROM people.bank b LEFT JOIN LATERAL (SELECT e.ground, e.source, e.for_companies, e.for_persons FROM people.eligibility_ground e
       WHERE e.ground = b.eligibility_ground AND e.valid_from <= ${TODAY} ORDER BY e.valid_from DESC LIMIT 1) g ON true`,
  );
  const { ground, source, basis, company, person, ...of } = row!;
  return {
    issuer: { ...of, ground: ground && source ? { label: groundLabel(ground), source, basis } : null },
    mayIssueTo: { company: company ?? false, person: person ?? false },
  };
}
