import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mapConstraint } from '#database';
import { DEVICE_LIFECYCLE, DevicesService } from '#devices';
import { type Actor, isId, isMember, NotFound, newId, RuleBroken } from '#kernel';
import { isLockCheck, isLockKind, LOCKS, type LockCheck, type LockKind } from './locks.js';

mapConstraint('device_lock_open', 'intake.lock_known', 'kind');

/** Locks found on devices: while one is open, the gate to the stock, to a request and to a person is closed. */
@Injectable()
export class DeviceLocksService {
  constructor(private readonly devices: DevicesService) {}

  /**
   * Says that a device is locked: it now waits for its donor. @param device its id or code. @returns the lock's id.
   * @throws RuleBroken `intake.lock_kind_missing`, `intake.lock_known`, `devices.not_now`, `devices.not_yours`; NotFound.
   */
  async declare(tx: EntityManager, actor: Actor, device: string, kind: LockKind): Promise<string> {
    const row = await this.devices.lockVisible(tx, actor, device);
    DEVICE_LIFECYCLE.mustMay(actor, 'find_lock', row);
    if (!isMember(actor)) throw new NotFound('device');
    if (!isLockKind(kind)) throw new RuleBroken('intake.lock_kind_missing', {}, 'kind');
    const [known] = await tx.query(
      'SELECT 1 FROM intake.device_lock WHERE device_id = $1 AND kind = $2 AND released_at IS NULL',
      [row.id, kind],
    );
    if (known) throw new RuleBroken('intake.lock_known', { code: row.code, kind }, 'kind');
    const id = newId();
    await tx.query(
      `INSERT INTO intake.device_lock (id, device_id, kind, membership_id, operator_number, organisation_id, channel)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, row.id, kind, actor.membershipId, actor.operatorNumber, actor.organisationId, actor.channel],
    );
    await this.devices.perform(tx, actor, 'find_lock', [row.id], { facts: { lock: kind, summary: LOCKS[kind].label } });
    return id;
  }

  /**
   * Says that a lock is gone, and how one made sure. @returns the device's id.
   * @throws RuleBroken `intake.lock_not_open`, `intake.lock_check_missing`, `devices.not_now`, `devices.not_yours`; NotFound.
   */
  async release(tx: EntityManager, actor: Actor, device: string, lockId: string, check: LockCheck): Promise<string> {
    const row = await this.devices.lockVisible(tx, actor, device);
    DEVICE_LIFECYCLE.mustMay(actor, 'release_lock', row);
    if (!isMember(actor)) throw new NotFound('device');
    const [lock] = isId(lockId)
      ? await tx.query('SELECT kind, released_at FROM intake.device_lock WHERE id = $1 AND device_id = $2 FOR UPDATE', [
          lockId,
          row.id,
        ])
      : [];
    if (!lock) throw new NotFound('lock');
    if (lock.released_at) throw new RuleBroken('intake.lock_not_open', { code: row.code });
    if (!isLockCheck(check)) throw new RuleBroken('intake.lock_check_missing', {}, 'check');
    await tx.query(
      `UPDATE intake.device_lock SET released_at = now(), release_check = $2, released_by = $3, release_operator = $4, release_organisation_id = $5
       WHERE id = $1`,
      [lockId, check, actor.membershipId, actor.operatorNumber, actor.organisationId],
    );
    const kind = lock.kind as LockKind;
    await this.devices.perform(tx, actor, 'release_lock', [row.id], {
      facts: { lock: kind, check, summary: LOCKS[kind].label },
    });
    return row.id;
  }
}
