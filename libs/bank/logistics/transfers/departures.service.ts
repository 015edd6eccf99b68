import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { type Actor, RuleBroken, writtenBy } from '#platform/kernel';
import { Transfer } from './transfer.entity.js';
import { lockTransfer, mustMay, type TransferRow } from './transfer.row.js';

@Injectable()
export class DeparturesService {
  /** Where a delivery lay, it was handed to whoever carries it. @throws RuleBroken `logistics.has_left`, `logistics.already_arriving` */
  async depart(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'depart', t);
    await mustNotArrive(tx, t);
    const { membershipId, operatorNumber } = writtenBy(actor);
    await tx.update(Transfer, t.id, {
      departedAt: () => 'platform.now()',
      departedBy: membershipId,
      departedOperator: operatorNumber,
    });
  }

  /** A departure was noted by mistake; the note stays. @throws RuleBroken `logistics.has_not_left`, `logistics.already_arriving` */
  async undo(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, 'undo_departure', t);
    await mustNotArrive(tx, t);
    const { membershipId, operatorNumber } = writtenBy(actor);
    await run(
      tx,
      `INSERT INTO logistics.departure_undone (transfer_id, departed_at, departed_by, departed_operator, undone_by, undone_operator)
       SELECT id, departed_at, departed_by, departed_operator, $2, $3 FROM logistics.transfer WHERE id = $1`,
      [t.id, membershipId, operatorNumber],
    );
    await tx.update(Transfer, t.id, { departedAt: null, departedBy: null, departedOperator: null });
  }
}

/** Asked by itself, after the lock: whoever confirmed while it was waited for changed no row of the transfer. */
async function mustNotArrive(tx: EntityManager, t: TransferRow): Promise<void> {
  const arrived = await rows<{ id: string }>(
    tx,
    `SELECT id FROM logistics.transfer_line WHERE transfer_id = $1 AND outcome = 'confirmed' LIMIT 1`,
    [t.id],
  );
  if (arrived.length) throw new RuleBroken('logistics.already_arriving', { number: t.number });
}
