import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService, type FactsOf, type LegalText, signedFacts } from '#bank/documents';
import { CAPACITIES, DECISION_KINDS, depositOf, donorRule, holdDonation, isPerson, sellingTerms } from '#bank/intake';
import { bankId, SignaturesService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, isId, RuleBroken, WRITE } from '#platform/kernel';
import { announcedThings, donatedThings, giftOf, missingThings, partyOf, signer } from './gift.js';
import { clauses, issuer, legalText, publicGift, publicUndertaking, workshops } from './legal.js';

/** What donor and bank agree on, on paper: before the equipment comes with what was announced, afterwards with what came. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly documents: DocumentsService,
    private readonly signatures: SignaturesService,
  ) {}

  /**
   * Signs the agreement of a donation as it is now, and asks for its paper. A newer one takes the place of those before.
   * @returns the document's id.
   * @throws RuleBroken `receipts.secret_wrong`, `receipts.nothing_given`, `receipts.capacity_missing`, `receipts.donation_cancelled`; NotFound
   */
  async sign(tx: EntityManager, actor: Actor, donationId: string, password?: string): Promise<string> {
    if (isId(donationId)) await holdDonation(tx, donationId);
    const gift = await giftOf(tx, actor, donationId, WRITE.receipts);
    if (gift.state === 'cancelled') throw new RuleBroken('receipts.donation_cancelled', { number: gift.number });
    const given = await donatedThings(tx, donationId);
    const announced = given.devices.length === 0;
    const quantities = announced ? await announcedThings(tx, donationId) : given.quantities;
    if (quantities.length === 0) throw new RuleBroken('receipts.nothing_given', { number: gift.number });
    const by = await signer(tx, this.signatures, actor, 'agreement', password);
    const body = await issuer(tx);
    const rule = await donorRule(tx, gift.donorKind);
    const deposit = await depositOf(tx, donationId);
    const isPublic = rule.papers.includes('undertaking');
    const capacity = isPublic ? await statedCapacity(tx) : null;
    const cause = { kind: 'donation', id: donationId };
    const bank = await bankId(tx);
    const before = await rows<{ id: string }>(
      tx,
      `SELECT d.id FROM documents.document d WHERE d.type = 'donation_agreement' AND d.cause_kind = 'donation' AND d.cause_id = $1
         AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)`,
      [donationId],
    );
    const made = await this.documents.request(tx, actor, {
      type: 'donation_agreement',
      facts: {
        issuer: body,
        donor: partyOf(gift),
        donation: {
          number: gift.number,
          receivedAt: gift.receivedAt?.toISOString() ?? null,
          expectedOn: gift.expectedOn,
        },
        representative: isPerson(gift.donorKind) ? undefined : deposit.representative,
        decision: deposit.decides
          ? deposit.decision && { ...deposit.decision, kind: DECISION_KINDS[deposit.decision.kind] }
          : undefined,
        quantities,
        announced,
        expected: announced ? [] : await announcedThings(tx, donationId),
        ...(await deviceByDevice(tx, donationId, given)),
        transfer: await legalText(tx, 'transfer'),
        data: await legalText(tx, 'data'),
        // GDPR binds who decides of data at work, not a person at home (art. 2, 2 c).
        ...(gift.donorKind === 'person'
          ? {}
          : {
              processor: await legalText(tx, 'processor'),
              clauses: await clauses(tx),
              workshops: await workshops(tx),
            }),
        ...(isPublic ? await publicGift(tx) : {}),
        copies: 2,
        undertaking: isPublic ? await publicUndertaking(tx) : null,
        capacity,
        signed: signedFacts(by, body.name),
      },
      readers: [bank, gift.organisationId, ...(gift.donorOrganisationId ? [gift.donorOrganisationId] : [])],
      cause,
    });
    for (const { id } of before) await this.documents.replace(tx, actor, id, made);
    return made;
  }
}

async function deviceByDevice(
  tx: EntityManager,
  donationId: string,
  given: Awaited<ReturnType<typeof donatedThings>>,
): Promise<Pick<FactsOf<'donation_agreement'>, 'devices' | 'arrivals'>> {
  const missing = await missingThings(tx, donationId);
  if (!given.listed.length && !missing.length) return { devices: given.devices, arrivals: null };
  return { devices: given.listed, arrivals: { missing, unannounced: given.unlisted } };
}

/** At which title the bank receives from an administration: recipients are limitative (CG3P, art. L. 3212-2). @throws RuleBroken `receipts.capacity_missing` */
async function statedCapacity(tx: EntityManager): Promise<LegalText> {
  const { capacity, capacitySource } = await sellingTerms(tx);
  if (capacity === 'not_said') throw new RuleBroken('receipts.capacity_missing');
  return { text: CAPACITIES[capacity].label, source: capacitySource };
}
