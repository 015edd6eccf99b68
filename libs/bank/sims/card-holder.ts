import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { isId, RuleBroken } from '#platform/kernel';

/** Whoever is given a card: a random reference and nothing else of the person. */
export interface CardHolder {
  readonly reference: string;
  readonly structure: string;
  readonly siren: string | null;
}

/**
 * Who may hold a card, when it is handed out and when its reference is put right: a person of the structure that has it, who is still there.
 * @throws RuleBroken `sims.beneficiary_unknown`
 */
export async function mustBeHolder(tx: EntityManager, beneficiaryId: string, structureId: string): Promise<CardHolder> {
  const [row] = isId(beneficiaryId)
    ? await rows<CardHolder>(
        tx,
        `SELECT b.reference, o.name AS structure, o.siren FROM allocation.beneficiary b
         JOIN people.organisation o ON o.id = b.structure_id WHERE b.id = $1 AND b.structure_id = $2 AND b.ended_on IS NULL`,
        [beneficiaryId, structureId],
      )
    : [];
  if (!row) throw new RuleBroken('sims.beneficiary_unknown', {}, 'beneficiaryId');
  return row;
}
