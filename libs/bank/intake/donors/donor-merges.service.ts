import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect, type Touch } from '#bank/corrections';
import { DocumentsService } from '#bank/documents';
import { rows, run } from '#platform/database';
import { type Actor, isId, NotFound, RuleBroken } from '#platform/kernel';
import type { DonorIdentifiers, DonorKind } from '../donor.js';

interface Card extends DonorIdentifiers {
  readonly id: string;
  readonly kind: DonorKind;
  readonly organisation: string | null;
  readonly merged: string | null;
  /** Of its newest donation. */
  readonly number: string | null;
}

/** A donor that was entered twice: one card stays and stands for both; donations keep the donor that they name (docs/adr/0032). */
@Injectable()
export class DonorMerges {
  constructor(
    private readonly corrections: CorrectionsService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * Says that a donor is the same as another, which stays. A second person reads it afterwards.
   * @param into any card of the one that stays. @returns the id of the one that stays.
   * @throws RuleBroken `corrections.merged_already`, `corrections.merged_with_itself`, `intake.merge_other_kind`,
   *   `intake.merge_other_number`, `intake.merge_keep_numbered`, `intake.merge_both_sign_in`, `corrections.reason_missing`; NotFound
   */
  async merge(
    tx: EntityManager,
    actor: Actor,
    donorId: string,
    into: string,
    reason: CorrectionReason,
  ): Promise<string> {
    mustMayCorrect(actor, 'donor_merged', { organisationId: null, open: true }, reason);
    const [goes, stays] = await this.both(tx, donorId, await this.standing(tx, into));
    if (goes.merged) throw new RuleBroken('corrections.merged_already');
    if (goes.id === stays.id) throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
    const why = whyTwo(goes, stays);
    if (why) throw new RuleBroken(why, {}, 'into');
    await this.corrections.record(tx, actor, {
      kind: 'donor_merged',
      subjectId: goes.id,
      label: goes.number ?? '–',
      organisationId: null,
      from: factsOf(goes),
      to: { ...factsOf(stays), into: stays.id },
      reason,
      touches: ['people'],
    });
    await run(tx, 'UPDATE intake.donor SET merged_into = $2 WHERE id = $1', [goes.id, stays.id]);
    return stays.id;
  }

  /**
   * They were two after all: each stands for itself again. Within a day. Proofs of reuse that counted both are withdrawn.
   * @param donorId of the card that went. @returns its id.
   * @throws RuleBroken `corrections.not_merged`, `corrections.too_late`, `corrections.reason_missing`; NotFound
   */
  async separate(tx: EntityManager, actor: Actor, donorId: string, reason: CorrectionReason): Promise<string> {
    const [card, kept] = await this.both(tx, donorId, null);
    // Whoever separated it meanwhile was first.
    if (!card.merged || card.merged !== kept.id) throw new RuleBroken('corrections.not_merged');
    const merge = await this.corrections.mergeOf(tx, 'donor_merged', card.id);
    mustMayCorrect(actor, 'donor_unmerged', merge, reason);
    const proofs = await this.withdrawProofs(tx, actor, card.id, merge.at);
    await this.corrections.record(tx, actor, {
      kind: 'donor_unmerged',
      subjectId: card.id,
      label: card.number ?? '–',
      organisationId: null,
      from: factsOf(kept),
      to: factsOf(card),
      reason,
      touches: ['people', ...proofs],
    });
    await run(tx, 'UPDATE intake.donor SET merged_into = NULL WHERE id = $1', [card.id]);
    return card.id;
  }

  /** Proofs of reuse made of either since they were one: they counted both. The bank signs them anew. @returns what others relied on. */
  private async withdrawProofs(tx: EntityManager, actor: Actor, donorId: string, since: Date): Promise<Touch[]> {
    const proofs = await rows<{ id: string }>(
      tx,
      `SELECT d.id FROM documents.document d WHERE d.type = 'reuse_proof' AND d.cause_kind = 'donor' AND d.cause_id = ANY (intake.donors_of($1))
         AND d.requested_at >= $2 AND NOT EXISTS (SELECT 1 FROM documents.withdrawal w WHERE w.document_id = d.id)`,
      [donorId, since],
    );
    for (const { id } of proofs) await this.documents.replace(tx, actor, id, null);
    return proofs.length ? ['signed_paper'] : [];
  }

  private async standing(tx: EntityManager, id: string): Promise<string> {
    const [row] = isId(id) ? await rows<{ id: string | null }>(tx, 'SELECT intake.donor_stands($1) AS id', [id]) : [];
    if (!row?.id) throw new NotFound('donor');
    return row.id;
  }

  /** Two cards, locked in the one order that everybody uses. @param other null: the one it was merged into, or itself. @throws NotFound */
  private async both(tx: EntityManager, one: string, other: string | null): Promise<[Card, Card]> {
    if (!isId(one)) throw new NotFound('donor');
    const locked = await rows<Card>(
      tx,
      `SELECT d.id, d.kind, d.siren, d.siret, d.rna, d.organisation_id AS organisation, d.merged_into AS merged,
         (SELECT n.number FROM intake.donation n WHERE n.donor_id = d.id ORDER BY n.id DESC LIMIT 1) AS number
       FROM intake.donor d WHERE d.id IN ($1, coalesce($2, (SELECT x.merged_into FROM intake.donor x WHERE x.id = $1))) ORDER BY d.id FOR NO KEY UPDATE OF d`,
      [one, other],
    );
    const first = locked.find((card) => card.id === one);
    const second =
      other === null ? (locked.find((card) => card !== first) ?? first) : locked.find((card) => card.id === other);
    if (!first || !second) throw new NotFound('donor');
    return [first, second];
  }
}

/** Why two cards cannot be of one donor; null when nothing says so. */
function whyTwo(goes: Card, stays: Card): `intake.${string}` | null {
  if (goes.kind !== stays.kind) return 'intake.merge_other_kind';
  if ((['siren', 'rna'] as const).some((n) => goes[n] && stays[n] && goes[n] !== stays[n]))
    return 'intake.merge_other_number';
  if ((goes.siren ?? goes.rna) && !(stays.siren ?? stays.rna)) return 'intake.merge_keep_numbered';
  return goes.organisation && stays.organisation && goes.organisation !== stays.organisation
    ? 'intake.merge_both_sign_in'
    : null;
}

/** A card as a correction keeps it: its numbers, since no name is kept there. */
const factsOf = ({ id, siret, siren, rna, number }: Card) => ({
  donor: id,
  donorNumber: siret ?? siren ?? rna,
  donation: number,
});
