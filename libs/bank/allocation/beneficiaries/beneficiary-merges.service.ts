import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CorrectionKind, type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { rows, run } from '#platform/database';
import { type Actor, isId, memberWith, NotFound, RuleBroken, WRITE } from '#platform/kernel';
import { BeneficiariesService } from './beneficiaries.service.js';

interface Card {
  readonly id: string;
  readonly reference: string;
  readonly merged: string | null;
}

/** A person who has two references at one structure: one stands for both; hand-overs keep the one that they name (docs/adr/0032). */
@Injectable()
export class BeneficiaryMerges {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly corrections: CorrectionsService,
  ) {}

  /**
   * Says that two references of the actor's structure are of one person. A second person reads it afterwards.
   * @param id of the reference that goes. @param typed the reference that stays. @returns the id of the one that stays.
   * @throws RuleBroken `allocation.reference_unknown`, `corrections.merged_already`, `corrections.merged_with_itself`,
   *   `corrections.reason_missing`; NotFound
   */
  async merge(tx: EntityManager, actor: Actor, id: string, typed: string, reason: CorrectionReason): Promise<string> {
    const { organisationId } = memberWith(actor, WRITE.beneficiaries);
    await this.people.own(tx, actor, id);
    const into = await this.people.byReference(tx, actor, typed, 'into');
    const cards = await this.mine(tx, organisationId, [id, into]);
    const [goes, stays] = [id, into].map((one) => cards.find((card) => card.id === one)!) as [Card, Card];
    if (goes.id === stays.id) throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
    if (goes.merged) throw new RuleBroken('corrections.merged_already');
    mustMayCorrect(actor, 'beneficiary_merged', { organisationId, open: true }, reason);
    await this.record(tx, actor, 'beneficiary_merged', goes, [goes.reference, stays.reference], reason, stays.id);
    await run(tx, 'UPDATE allocation.beneficiary SET merged_into = $2 WHERE id = $1', [goes.id, stays.id]);
    return stays.id;
  }

  /** Whether what was typed is another reference of the structure. Writes nothing. @throws RuleBroken as `merge` */
  async judge(tx: EntityManager, actor: Actor, id: string, typed: string | undefined): Promise<void> {
    if (typed && (await this.people.byReference(tx, actor, typed, 'into')) === id)
      throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
  }

  /**
   * They were two people after all: each reference stands for itself again. Within a day.
   * @param id of the reference that went. @returns its id.
   * @throws RuleBroken `corrections.not_merged`, `corrections.too_late`, `corrections.reason_missing`; NotFound
   */
  async separate(tx: EntityManager, actor: Actor, id: string, reason: CorrectionReason): Promise<string> {
    const { organisationId } = memberWith(actor, WRITE.beneficiaries);
    const [card] = await this.mine(tx, organisationId, [id]);
    if (!card?.merged) throw new RuleBroken('corrections.not_merged');
    const [stays] = await rows<{ reference: string }>(
      tx,
      'SELECT b.reference FROM allocation.beneficiary b WHERE b.id = $1',
      [card.merged],
    );
    mustMayCorrect(actor, 'beneficiary_unmerged', await this.corrections.mergeOf(tx, 'beneficiary_merged', id), reason);
    await this.record(tx, actor, 'beneficiary_unmerged', card, [stays!.reference, card.reference], reason);
    await run(tx, 'UPDATE allocation.beneficiary SET merged_into = NULL WHERE id = $1', [id]);
    return id;
  }

  /** References of the structure, locked in the one order that everybody uses. @throws NotFound */
  private async mine(tx: EntityManager, structureId: string, ids: readonly string[]): Promise<Card[]> {
    const locked = ids.every(isId)
      ? await rows<Card>(
          tx,
          `SELECT b.id, b.reference, b.merged_into AS merged FROM allocation.beneficiary b
           WHERE b.id = ANY ($1) AND b.structure_id = $2 AND b.ended_on IS NULL ORDER BY b.id FOR NO KEY UPDATE`,
          [ids, structureId],
        )
      : [];
    if (locked.length !== new Set(ids).size) throw new NotFound('beneficiary');
    return locked;
  }

  private async record(
    tx: EntityManager,
    actor: Actor,
    kind: CorrectionKind,
    card: Card,
    [before, after]: readonly [string, string],
    reason: CorrectionReason,
    into?: string,
  ): Promise<void> {
    await this.corrections.record(tx, actor, {
      kind,
      subjectId: card.id,
      label: card.reference,
      organisationId: actor.kind === 'member' ? actor.organisationId : null,
      from: { reference: before },
      to: { reference: after, ...(into ? { into } : {}) },
      reason,
      touches: ['people'],
    });
  }
}
