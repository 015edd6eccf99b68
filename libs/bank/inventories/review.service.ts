import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService, type Inventory, InventoryService } from '#bank/devices';
import { rowOf } from '#platform/database';
import { type Actor, isMember, NotFound, operatorOf, RuleBroken, scopeOf, WRITE } from '#platform/kernel';
import { Received } from './received.entity.js';
import { DISCARD_REASONS, type DiscardReason } from './received.views.js';
import type { ReceivedState } from './word-lists.js';

interface Question {
  id: string;
  sha256: string;
  state: ReceivedState;
  inventory: Inventory | null;
}

/** A person's answer where a document led to no device for sure. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly devices: DevicesService,
    private readonly inventories: InventoryService,
  ) {}

  /**
   * Attaches a waiting document to the device a person names, by its id or code.
   * @returns the device's id.
   * @throws NotFound for a device or a document the actor does not see; RuleBroken `inventories.already_decided`,
   *   `devices.not_now`, `devices.not_yours`, `devices.inventory_of_another`.
   */
  async attach(tx: EntityManager, actor: Actor, id: string, deviceIdOrCode: string): Promise<string> {
    // The device first: everybody locks in this order.
    const device = await this.devices.lockVisible(tx, actor, deviceIdOrCode);
    DEVICE_LIFECYCLE.mustMay(actor, 'take_inventory', device);
    const question = await this.lock(tx, actor, id);
    const { snapshotId } = await this.inventories.attach(tx, actor, device.id, question.inventory!, question.sha256);
    await attachQuestion(tx, actor, id, { deviceId: device.id, snapshotId });
    return device.id;
  }

  /** Sets a waiting document aside, with a reason. What the machine said is not kept. @throws RuleBroken `inventories.reason_missing`, `inventories.already_decided`; NotFound. */
  async discard(tx: EntityManager, actor: Actor, id: string, reason: string): Promise<void> {
    if (!isDiscardReason(reason)) throw new RuleBroken('inventories.reason_missing', {}, 'reason');
    await this.lock(tx, actor, id);
    await discardQuestion(tx, actor, id, reason);
  }

  private async lock(tx: EntityManager, actor: Actor, id: string): Promise<Question> {
    if (!isMember(actor)) throw new NotFound('inventory');
    const question = await rowOf<Question>(
      tx,
      `SELECT id, sha256, state, inventory FROM inventories.received
       WHERE id = $1 AND ($2::uuid IS NULL OR organisation_id = $2) FOR UPDATE`,
      [id, scopeOf(actor, WRITE.inventories)],
      { inventory: id },
    );
    if (question.state !== 'waiting') throw new RuleBroken('inventories.already_decided', { state: question.state });
    return question;
  }
}

const isDiscardReason = (reason: string): reason is DiscardReason => Object.hasOwn(DISCARD_REASONS, reason);

export async function attachQuestion(
  tx: EntityManager,
  actor: Actor,
  id: string,
  to: { readonly deviceId: string; readonly snapshotId: string },
): Promise<void> {
  await tx.update(Received, id, { state: 'attached', matchedBy: 'person', ...to, ...decidedBy(actor) });
}

async function discardQuestion(tx: EntityManager, actor: Actor, id: string, reason: DiscardReason): Promise<void> {
  await tx.update(Received, id, { state: 'discarded', decisionReason: reason, ...decidedBy(actor) });
}

/** What the machine said is not kept longer than the question. */
const decidedBy = (actor: Actor) => ({
  inventory: null,
  decidedAt: () => 'platform.now()',
  decidedBy: operatorOf(actor),
});
