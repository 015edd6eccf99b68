import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DevicesService, type Location } from '#bank/devices';
import { type Actor, RuleBroken } from '#platform/kernel';
import { bringBack } from '../containers/container.moves.js';
import { callOff, lockListed, lockTransfer, mustMay, type TransferRow } from './transfer.row.js';
import { groups, linesOf } from './transfer-contents.js';

@Injectable()
export class ReturnsService {
  constructor(private readonly devices: DevicesService) {}

  /** The sender takes missing devices back; they are again where and what they were before. Without `lineIds`, all of them. */
  async callBack(tx: EntityManager, actor: Actor, transferId: string, lineIds?: readonly string[]): Promise<void> {
    await this.takeBack(tx, actor, transferId, 'missing', lineIds);
  }

  /** The sender takes the whole lot back, while the receiver has confirmed nothing. @throws RuleBroken `logistics.already_arriving` */
  async recall(tx: EntityManager, actor: Actor, transferId: string): Promise<void> {
    const t = await this.takeBack(tx, actor, transferId, 'pending');
    await callOff(tx, actor, t);
  }

  private async takeBack(
    tx: EntityManager,
    actor: Actor,
    transferId: string,
    what: 'missing' | 'pending',
    lineIds?: readonly string[],
  ): Promise<TransferRow> {
    await lockListed(tx, transferId);
    const t = await lockTransfer(tx, actor, transferId);
    mustMay(actor, what === 'pending' ? 'recall' : 'call_back', t);
    const open = await linesOf(tx, t.id);
    if (what === 'pending' && open.some((l) => l.outcome !== 'pending'))
      throw new RuleBroken('logistics.already_arriving', { number: t.number });
    const lines = open.filter((l) => l.outcome === what && (!lineIds || lineIds.includes(l.id)));
    if (!lines.length) throw new RuleBroken('logistics.not_missing', { typed: '' });
    const crates = await bringBack(
      tx,
      actor,
      t,
      lines.flatMap((l) => l.container_id ?? []),
    );
    for (const group of groups(
      lines,
      (l) => `${l.state_before} ${crates.has(l.container_id ?? '') ? l.container_id : l.place_before}`,
    )) {
      const [first] = group;
      const location: Location = crates.has(first!.container_id ?? '')
        ? { container: first!.container_id! }
        : { place: first!.place_before };
      await this.devices.perform(
        tx,
        actor,
        'call_back',
        group.map((l) => l.device_id),
        {
          to: first!.state_before,
          location,
          cause: { kind: 'transfer', id: t.id, label: t.number },
        },
      );
    }
    return t;
  }
}
