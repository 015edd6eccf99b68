import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import {
  type Actor,
  actorColumns,
  isId,
  isMember,
  NotFound,
  newId,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import { type DonorContact, readSiren } from '../donor.js';
import { CONTACT_JSON, openContact, type SealedContact, sealContact } from '../sealing.js';
import { CONTACT_FIELDS, CONTACT_LENGTHS, type ContactWords } from './contact-tokens.js';
import { Contact } from './donor.entity.js';
import { donorHistory, mustKnowDonor, noteDonorKnown } from './donor-known.js';

const MOST = 10;

/** How donors are reached: details of people, kept apart, each for one organisation, forgotten on request or at their date. */
@Injectable()
export class DonorContactsService {
  /** Replaces whom the actor's organisation calls first. @throws NotFound, RuleBroken `intake.contact_too_long`, `intake.email_wrong`. */
  async changeMain(tx: EntityManager, actor: Actor, donorId: string, contact: DonorContact): Promise<void> {
    const { whose, canonicalId } = await this.whose(tx, actor, donorId);
    await this.keepMain(tx, actor, whose, canonicalId, contact);
  }

  /**
   * One more person to call. @returns its id.
   * @throws NotFound, RuleBroken `intake.contact_empty`, `intake.contact_too_long`, `intake.email_wrong`, `intake.contacts_full`.
   */
  async add(tx: EntityManager, actor: Actor, donorId: string, contact: DonorContact): Promise<string> {
    const { whose, canonicalId } = await this.whose(tx, actor, donorId);
    const values = readContact(contact);
    if (!values) throw new RuleBroken('intake.contact_empty', {}, 'contactName');
    // The row of the pair is locked, so that two additions at once count each other.
    await run(tx, 'SELECT 1 FROM intake.donor_known WHERE organisation_id = $1 AND donor_id = $2 FOR UPDATE', [
      whose,
      canonicalId,
    ]);
    const [there] = await rows<{ count: number; main: boolean }>(
      tx,
      'SELECT count(*)::int AS count, coalesce(bool_or(main), false) AS main FROM intake.donor_contact WHERE organisation_id = $1 AND donor_id = $2',
      [whose, canonicalId],
    );
    if (there!.count >= MOST) throw new RuleBroken('intake.contacts_full', { max: MOST });
    const id = newId();
    await tx.insert(Contact, {
      id,
      organisationId: whose,
      donorId: canonicalId,
      main: !there!.main,
      ...sealContact(whose, canonicalId, values),
    });
    return id;
  }

  judge(contact: DonorContact): void {
    readContact(contact);
  }

  /** Forgets one person to call; doing it twice does no harm. @throws NotFound for a donor the actor does not know. */
  async remove(tx: EntityManager, actor: Actor, donorId: string, contactId: string): Promise<void> {
    await mustKnowDonor(tx, actor, donorId);
    if (!isId(contactId)) throw new NotFound('contact');
    await run(
      tx,
      'DELETE FROM intake.donor_contact WHERE id = $1 AND donor_id = ANY (intake.donors_of($2)) AND ($3::uuid IS NULL OR organisation_id = $3)',
      [contactId, donorId, scopeOf(actor, WRITE.donations)],
    );
  }

  /** Forgets how to reach a donor, and where one went to them: for the bank everywhere, for a collection point what it kept itself. Devices and papers name nobody. */
  async erase(tx: EntityManager, actor: Actor, donorId: string): Promise<void> {
    await mustKnowDonor(tx, actor, donorId);
    await run(
      tx,
      'DELETE FROM intake.donor_contact WHERE donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR organisation_id = $2)',
      [donorId, scopeOf(actor, WRITE.donations)],
    );
    // Where one still has to go is known until it is over.
    await run(
      tx,
      `UPDATE intake.collection l SET key_id = NULL, sealed = NULL FROM intake.donation n WHERE n.id = l.donation_id AND n.state <> 'planned'
         AND n.donor_id = ANY (intake.donors_of($1)) AND ($2::uuid IS NULL OR n.organisation_id = $2) AND l.sealed IS NOT NULL`,
      [donorId, scopeOf(actor, WRITE.donations)],
    );
    await run(tx, 'SELECT intake.forget_former_collections($1, $2), intake.forget_former_cards($1, $2)', [
      donorId,
      scopeOf(actor, WRITE.donations),
    ]);
  }

  /** For whoever has asked the rights. What is overwritten Postgres keeps beside the history row. */
  async keepMain(
    tx: EntityManager,
    actor: Actor,
    organisationId: string,
    donorId: string,
    contact: DonorContact,
  ): Promise<void> {
    const values = readContact(contact);
    if (!values) {
      await tx.delete(Contact, { organisationId, donorId, main: true });
      return;
    }
    const [there] = await rows<{ contact: SealedContact }>(
      tx,
      `SELECT ${CONTACT_JSON} AS contact FROM intake.donor_contact c WHERE c.organisation_id = $1 AND c.donor_id = $2 AND c.main FOR UPDATE`,
      [organisationId, donorId],
    );
    // Used again, and nothing overwritten: sealed anew, the same words would be other bytes.
    if (there && isSame(openContact(there.contact), values)) {
      await tx.update(Contact, there.contact.id, { updatedAt: () => 'platform.now()' });
      return;
    }
    const { keyId, sealed, hasEmail, tokens } = sealContact(organisationId, donorId, values);
    await run(
      tx,
      `WITH told AS (${donorHistory('change_contact')})
       INSERT INTO intake.donor_contact (id, organisation_id, donor_id, main, key_id, sealed, has_email, tokens) VALUES ($6, $7, $1, true, $8, $9, $10, $11)
       ON CONFLICT (organisation_id, donor_id) WHERE main DO UPDATE SET key_id = EXCLUDED.key_id, sealed = EXCLUDED.sealed,
         has_email = EXCLUDED.has_email, tokens = EXCLUDED.tokens, updated_at = platform.now()`,
      [donorId, ...actorColumns(actor), newId(), organisationId, keyId, sealed, hasEmail, tokens],
    );
  }

  /**
   * Moves what stands in clear on the cards of an enterprise under seal: it is a person. Each organisation keeps what it wrote itself, with whom it
   * calls first. For whoever has asked the rights; the cards are emptied when the donor's kind changes.
   */
  async keepCards(tx: EntityManager, actor: Actor, donorId: string): Promise<void> {
    const cards = await rows<ClearCard>(tx, CLEAR_CARDS, [donorId]);
    for (const { organisationId, donorId, contact, ...card } of cards) {
      const now = contact && openContact(contact);
      const name = [card.name, now?.name].filter((one, i, all) => one && all.indexOf(one) === i).join(', ');
      await this.keepMain(tx, actor, organisationId, donorId, {
        ...now,
        name,
        address: now?.address || card.address,
        ...(card.siren ? { siren: card.siren } : {}),
      });
    }
  }

  private async whose(
    tx: EntityManager,
    actor: Actor,
    donorId: string,
  ): Promise<{ whose: string; canonicalId: string }> {
    const canonicalId = await mustKnowDonor(tx, actor, donorId);
    if (!isMember(actor)) throw new NotFound('donor');
    await noteDonorKnown(tx, actor, canonicalId);
    return { whose: actor.organisationId, canonicalId };
  }
}

interface ClearCard {
  readonly organisationId: string;
  readonly donorId: string;
  readonly name: string;
  readonly address: string;
  readonly siren: string | null;
  readonly contact: SealedContact | null;
}

const CLEAR_CARDS = `SELECT k.organisation_id AS "organisationId", k.donor_id AS "donorId", coalesce(k.name, d.name) AS name,
    concat_ws(', ', k.address, k.postal_code) AS address, coalesce(d.siren, left(d.siret, 9)) AS siren,
    (SELECT ${CONTACT_JSON} FROM intake.donor_contact c WHERE c.organisation_id = k.organisation_id AND c.donor_id = k.donor_id AND c.main) AS contact
  FROM intake.donor d JOIN intake.donor_known k ON k.donor_id = d.id WHERE d.id = ANY (intake.donors_of($1)) ORDER BY k.organisation_id, k.donor_id FOR UPDATE OF k`;

const isSame = (one: ContactWords, other: ContactWords): boolean =>
  CONTACT_FIELDS.every((name) => (one[name] ?? '') === (other[name] ?? ''));

export function readContact(contact: DonorContact) {
  const [name = '', job = '', phone = '', email = '', address = '', dataEmail = '', typed = ''] = [
    contact.name,
    contact.job,
    contact.phone,
    contact.email,
    contact.address,
    contact.dataEmail,
    contact.siren,
  ].map((text) => text?.trim());
  for (const [field, text] of Object.entries({ name, job, phone, email, address, dataEmail })) {
    const max = CONTACT_LENGTHS[field as keyof typeof CONTACT_LENGTHS];
    if (text.length > max)
      throw new RuleBroken('intake.contact_too_long', { max }, field === 'name' ? 'contactName' : field);
  }
  for (const [field, typed] of Object.entries({ email, dataEmail }))
    if (typed && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) throw new RuleBroken('intake.email_wrong', {}, field);
  const siren = typed && readSiren(typed);
  const words = { name, job, phone, email, address, siren, dataEmail };
  return Object.values(words).some(Boolean) ? words : null;
}
