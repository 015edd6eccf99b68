import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionKind, type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { DocumentsService } from '#bank/documents';
import { rows, run } from '#platform/database';
import { type Actor, actorColumns, mustHave, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { CollectionSlips } from '../collections/collection-slips.js';
import { becomes, type DonorKind, isPerson, type NewDonor } from '../donor.js';
import { Donor } from '../donors/donor.entity.js';
import { DonorContactsService } from '../donors/donor-contacts.service.js';
import { donorHistory, mustKnowDonor } from '../donors/donor-known.js';
import { DonorsService } from '../donors/donors.service.js';
import { Donation, DonationEvent } from './donation.entity.js';
import { correctable, DONATION_CORRECTIONS, type DonationState, stillOpen } from './donation.lifecycle.js';
import { type DonationRow, lockDonation, moveDonation, mustMay, recordDonationEvent } from './donation.moves.js';
import { followDonor, followIssuer, followPapers, followProofs, lockDevicesOf, papersOf } from './following.js';

export interface DonorChange {
  readonly donorId?: string | undefined;
  readonly donor?: NewDonor | undefined;
  readonly reason: CorrectionReason;
}

/** What somebody noted by mistake of a donation, put right: by its collection point while it is open, by the bank afterwards. */
@Injectable()
export class DonationCorrections {
  constructor(
    private readonly donors: DonorsService,
    private readonly contacts: DonorContactsService,
    private readonly slips: CollectionSlips,
    private readonly documents: DocumentsService,
    private readonly corrections: CorrectionsService,
  ) {}

  /**
   * Another donor gave it. Its devices keep what the law ties to the right one, wherever they are; papers that named the wrong one are
   * withdrawn, and the slip is made again.
   * @throws RuleBroken `intake.receipt_issued` (it is cancelled first), `intake.donation_not_now`, `intake.donor_missing`, `intake.same_donor`,
   *   `corrections.too_late`, `corrections.reason_missing`, and those of `DonorsService.register`; NotFound
   */
  async correctDonor(tx: EntityManager, actor: Actor, id: string, to: DonorChange): Promise<void> {
    const donation = await this.mistaken(tx, actor, 'correct_donor', id, to.reason);
    const named =
      to.donorId ?? (to.donor ? await this.donors.register(tx, actor, to.donor, donation.organisation_id) : null);
    if (!named) throw new RuleBroken('intake.donor_missing', {}, 'donorId');
    const donorId = await mustKnowDonor(tx, actor, named);
    if (donorId === donation.donor_id) throw new RuleBroken('intake.same_donor', {}, 'donorId');
    await run(tx, 'INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      donation.organisation_id,
      donorId,
    ]);
    const { kind } = await tx.findOneByOrFail(Donor, { id: donorId });
    const devices = await lockDevicesOf(tx, id);
    await recordDonationEvent(tx, actor, id, 'correct_donor', donation.state, { reason: to.reason });
    await tx.update(Donation, id, { donorId });
    await run(tx, 'UPDATE intake.collection SET contact_id = NULL WHERE donation_id = $1', [id]);
    await followDonor(tx, actor, devices, { id, number: donation.number, donorKind: kind }, { donorKind: kind });
    await followIssuer(tx, devices, id);
    await followPapers(tx, actor, this.documents, this.slips, id);
    const proofs = await followProofs(tx, actor, this.documents, id, [donation.donor_id, donorId]);
    await this.corrections.record(tx, actor, {
      kind: 'donation_donor',
      subjectId: id,
      label: donation.number,
      organisationId: donation.organisation_id,
      from: { donor: donation.donor_id, donorKind: donation.donor_kind },
      to: { donor: donorId, donorKind: kind },
      reason: to.reason,
      touches: [...donation.papers, ...proofs],
    });
  }

  /**
   * A donor is of another kind than was said: all its donations, and their devices, follow. An organisation stays one: where a person at home
   * gave, the donor of the donation is another. An enterprise that turns out to be a person is sealed as one (`intake.becomes_person`).
   * @throws RuleBroken `intake.receipt_issued`, `intake.person_is_another_donor`, `intake.same_kind`, `intake.rna_not_public`,
   *   `corrections.too_late`, `corrections.reason_missing`; NotFound
   */
  async correctKind(
    tx: EntityManager,
    actor: Actor,
    donorId: string,
    to: { readonly kind: DonorKind; readonly reason: CorrectionReason },
  ): Promise<void> {
    mustHave(actor, WRITE.donations);
    const canonicalId = await mustKnowDonor(tx, actor, donorId);
    const [donor] = await rows<{ kind: DonorKind; rna: string | null; name: string | null }>(
      tx,
      'SELECT kind, rna, name FROM intake.donor WHERE id = $1 FOR UPDATE',
      [canonicalId],
    );
    const gifts = await rows<{ id: string; number: string; state: DonationState; organisation_id: string }>(
      tx,
      `SELECT id, number, state, organisation_id FROM intake.donation WHERE donor_id = ANY (intake.donors_of($1)) ORDER BY id FOR NO KEY UPDATE`,
      [canonicalId],
    );
    const points = [...new Set(gifts.map((g) => g.organisation_id))];
    const mine = actor.kind === 'member' ? actor.organisationId : null;
    const point = points.length > 1 ? null : (points[0] ?? mine);
    const open = points.length < 2 && gifts.every(({ state }) => stillOpen(state) || state === 'cancelled');
    // Another collection point's donations stand in the way of who knows the donor too: too late, and nothing said of them.
    mustMayCorrect(actor, 'donor_kind', { organisationId: open ? point : mine, open }, to.reason);
    if (donor!.kind === to.kind) throw new RuleBroken('intake.same_kind', {}, 'kind');
    if (!becomes(donor!.kind, to.kind)) throw new RuleBroken('intake.person_is_another_donor', {}, 'kind');
    if (!isPerson(donor!.kind) && isPerson(to.kind)) await this.contacts.keepCards(tx, actor, canonicalId);
    if (to.kind === 'public_body' && donor!.rna) throw new RuleBroken('intake.rna_not_public', {}, 'kind');
    const touched = await this.mustBeUnreceipted(tx, gifts);
    await run(
      tx,
      `WITH told AS (${donorHistory('correct_kind', 'SELECT unnest(intake.donors_of($1))')})
       UPDATE intake.donor SET kind = $6, name = CASE WHEN $7 THEN NULL ELSE name END, siren = CASE WHEN $7 THEN NULL ELSE siren END,
         siret = CASE WHEN $7 THEN NULL ELSE siret END, rna = CASE WHEN $7 THEN NULL ELSE rna END WHERE id = ANY (intake.donors_of($1))`,
      [canonicalId, ...actorColumns(actor), to.kind, isPerson(to.kind)],
    );
    for (const { id, number, state } of gifts.filter((g) => g.state !== 'cancelled')) {
      const devices = await lockDevicesOf(tx, id);
      await recordDonationEvent(tx, actor, id, 'correct_donor', state, { reason: to.reason });
      await followDonor(tx, actor, devices, { id, number, donorKind: to.kind }, { donorKind: to.kind });
      await followPapers(tx, actor, this.documents, this.slips, id);
      touched.push(...(await followProofs(tx, actor, this.documents, id, [donorId])));
    }
    await this.corrections.record(tx, actor, {
      kind: 'donor_kind',
      subjectId: canonicalId,
      label: gifts.at(-1)?.number ?? '–',
      organisationId: point,
      from: { donorKind: donor!.kind },
      to: { donorKind: to.kind },
      reason: to.reason,
      touches: touched,
    });
  }

  /**
   * It has not come yet: it is promised, or planned, as it was. What is logged or refused on it says otherwise.
   * @throws RuleBroken `intake.donation_never_promised`, `intake.donation_has_devices`, `intake.donation_has_refusals`,
   *   `intake.donation_not_now`, `corrections.reason_missing`; NotFound
   */
  async unreceive(tx: EntityManager, actor: Actor, id: string, reason: CorrectionReason): Promise<void> {
    const donation = await this.mistaken(tx, actor, 'unreceive', id, reason);
    const [arrival] = await tx.find(DonationEvent, {
      where: { donationId: id, verb: 'receive' },
      order: { id: 'DESC' },
      take: 1,
    });
    const to = arrival!.fromState as DonationState;
    await moveDonation(tx, actor, donation, 'unreceive', { reason, to });
    await this.documents.withdraw(tx, actor, 'collection_slip', { kind: 'donation', id });
    await this.record(tx, actor, 'donation_unreceived', donation, to, reason);
  }

  /**
   * A donation that was ended too early takes devices again, until its papers are made. Its slip is withdrawn; the end makes another.
   * @throws RuleBroken `intake.donation_has_papers`, `intake.donation_not_now`, `corrections.reason_missing`; NotFound
   */
  async reopen(tx: EntityManager, actor: Actor, id: string, reason: CorrectionReason): Promise<void> {
    const donation = await this.mistaken(tx, actor, 'reopen', id, reason);
    await moveDonation(tx, actor, donation, 'reopen', { reason });
    await this.documents.withdraw(tx, actor, 'collection_slip', { kind: 'donation', id });
    await this.record(tx, actor, 'donation_reopened', donation, 'received', reason);
  }

  private async mistaken(
    tx: EntityManager,
    actor: Actor,
    verb: keyof typeof DONATION_CORRECTIONS,
    id: string,
    reason: unknown,
  ) {
    const locked = await lockDonation(tx, actor, id);
    const donation = { ...locked, ...(await standingOf(tx, locked)) };
    mustMay(actor, verb, donation);
    const kind = DONATION_CORRECTIONS[verb];
    mustMayCorrect(actor, kind, correctable(kind, { ...donation, organisationId: donation.organisation_id }), reason);
    return donation;
  }

  private async mustBeUnreceipted(tx: EntityManager, gifts: readonly { id: string; number: string }[]) {
    const papers = await Promise.all(gifts.map(({ id }) => papersOf(tx, id)));
    const receipted = gifts.find((_, i) => papers[i]!.includes('receipt'));
    if (receipted) throw new RuleBroken('intake.receipt_issued', { number: receipted.number });
    return papers.flat();
  }

  private record(
    tx: EntityManager,
    actor: Actor,
    kind: CorrectionKind,
    donation: DonationRow,
    to: DonationState,
    reason: CorrectionReason,
  ): Promise<string> {
    return this.corrections.record(tx, actor, {
      kind,
      subjectId: donation.id,
      label: donation.number,
      organisationId: donation.organisation_id,
      from: { state: donation.state },
      to: { state: to },
      reason,
    });
  }
}

async function standingOf(tx: EntityManager, { id }: DonationRow) {
  const [row] = await rows<{ logged: number; refusedCount: number; wasPromised: boolean }>(
    tx,
    `SELECT (SELECT count(*)::int FROM devices.device d WHERE d.donation_id = $1 AND d.state <> 'withdrawn') AS logged,
       (SELECT count(*)::int FROM intake.refused f WHERE f.donation_id = $1 AND f.withdrawn_at IS NULL) AS "refusedCount",
       EXISTS (SELECT 1 FROM intake.donation_event e WHERE e.donation_id = $1 AND e.verb = 'promise') AS "wasPromised"`,
    [id],
  );
  if (!row) throw new NotFound('donation');
  return { ...row, papers: await papersOf(tx, id) };
}
