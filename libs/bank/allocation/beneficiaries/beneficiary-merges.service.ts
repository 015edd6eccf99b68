import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CorrectionsService, type MergeCard, Merges } from '#bank/corrections';
import { rows, run } from '#platform/database';
import { type Actor, memberWith, RuleBroken, WRITE } from '#platform/kernel';
import { BeneficiariesService } from './beneficiaries.service.js';

interface Card extends MergeCard {
  readonly reference: string;
}

/** A person who has two references at one structure: one stands for both; hand-overs keep the one that they name. */
@Injectable()
export class BeneficiaryMerges extends Merges<Card> {
  protected readonly thing = 'beneficiary';

  constructor(
    corrections: CorrectionsService,
    private readonly people: BeneficiariesService,
  ) {
    super(corrections);
  }

  /** Whether what was typed is another reference of the structure. Writes nothing. @throws RuleBroken as `merge` */
  async judge(tx: EntityManager, actor: Actor, id: string, typed: string | undefined): Promise<void> {
    if (typed && (await this.people.byReference(tx, actor, typed, 'into')) === id)
      throw new RuleBroken('corrections.merged_with_itself', {}, 'into');
  }

  /** @throws RuleBroken `allocation.reference_unknown` */
  protected async staying(tx: EntityManager, actor: Actor, id: string, reference: string): Promise<string> {
    await this.people.own(tx, actor, id);
    return this.people.byReference(tx, actor, reference, 'into');
  }

  protected lock(tx: EntityManager, actor: Actor, id: string, other: string | null): Promise<Card[]> {
    return rows<Card>(
      tx,
      `SELECT b.id, b.reference, b.merged_into AS merged FROM allocation.beneficiary b
       WHERE b.id IN ($1, coalesce($2, (SELECT x.merged_into FROM allocation.beneficiary x WHERE x.id = $1)))
         AND b.structure_id = $3 AND b.ended_on IS NULL ORDER BY b.id FOR NO KEY UPDATE OF b`,
      [id, other, this.owner(actor)],
    );
  }

  protected override owner = (actor: Actor): string => memberWith(actor, WRITE.beneficiaries).organisationId;
  protected label = ({ reference }: Card): string => reference;
  protected facts = ({ reference }: Card) => ({ reference });

  protected async point(tx: EntityManager, id: string, into: string | null): Promise<void> {
    await run(tx, 'UPDATE allocation.beneficiary SET merged_into = $2 WHERE id = $1', [id, into]);
  }
}
