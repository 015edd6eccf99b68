import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, isId, type Member, memberWith, NotFound, newId, RuleBroken } from '#platform/kernel';
import { placeOfOriginal } from './signature.js';

/** Says where the paper that a person signed is stored. */
export const keepOriginal = (tx: EntityManager, agent: Member, handoverId: string, place: string): Promise<unknown> =>
  run(
    tx,
    'INSERT INTO allocation.handover_original (id, handover_id, place, membership_id, operator_number) VALUES ($1, $2, $3, $4, $5)',
    [newId(), handoverId, place, agent.membershipId, agent.operatorNumber],
  );

/** The paper originals of hand-overs that were signed without a network: where each is stored, put right by whoever moves it. */
@Injectable()
export class HandoverOriginals {
  /**
   * Says where the original of a hand-over of one's own structure is now; what was said before stays readable.
   * @throws NotFound; RuleBroken `allocation.no_original` (nobody signed on paper, or it went at its date), `allocation.original_place_missing`
   */
  async say(tx: EntityManager, actor: Actor, handoverId: string, place: string): Promise<void> {
    const agent = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const [found] = isId(handoverId)
      ? await rows<{ paper: boolean }>(
          tx,
          `SELECT h.signature_kind = 'paper' AND EXISTS (SELECT 1 FROM allocation.handover_signature s WHERE s.handover_id = h.id) AS paper
           FROM allocation.handover h WHERE h.id = $1 AND h.structure_id = ANY (people.structures_of($2))`,
          [handoverId, agent.organisationId],
        )
      : [];
    if (!found) throw new NotFound('handover');
    if (!found.paper) throw new RuleBroken('allocation.no_original', {});
    await keepOriginal(tx, agent, handoverId, placeOfOriginal(place, 'place'));
  }
}
