import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull } from 'typeorm';
import { DEVICE_LIFECYCLE, DevicesService } from '#bank/devices';
import { mapConstraint, rowOf, run } from '#platform/database';
import { type Actor, isMember, NotFound, newId, RuleBroken } from '#platform/kernel';
import { lockDonation } from '../donations/donation.moves.js';
import { DeviceLock, LockNotice } from './lock.entity.js';
import { LockQueries } from './lock.queries.js';
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
    if (await tx.existsBy(DeviceLock, { deviceId: row.id, kind, releasedAt: IsNull() }))
      throw new RuleBroken('intake.lock_known', { code: row.code, kind }, 'kind');
    const id = newId();
    const { membershipId, operatorNumber, organisationId, channel } = actor;
    await tx.insert(DeviceLock, { id, deviceId: row.id, kind, membershipId, operatorNumber, organisationId, channel });
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
    const lock = await rowOf<{ kind: LockKind; released_at: Date | null }>(
      tx,
      'SELECT kind, released_at FROM intake.device_lock WHERE id = $1 AND device_id = $2 FOR UPDATE',
      [lockId, row.id],
      { lock: lockId },
    );
    if (lock.released_at) throw new RuleBroken('intake.lock_not_open', { code: row.code });
    if (!isLockCheck(check)) throw new RuleBroken('intake.lock_check_missing', {}, 'check');
    await tx.update(DeviceLock, lockId, {
      releasedAt: () => 'platform.now()',
      releaseCheck: check,
      releasedBy: actor.membershipId,
      releaseOperator: actor.operatorNumber,
      releaseOrganisationId: actor.organisationId,
    });
    const { kind } = lock;
    await this.devices.perform(tx, actor, 'release_lock', [row.id], {
      facts: { lock: kind, check, summary: LOCKS[kind].label },
    });
    return row.id;
  }
}

/** That donors heard of the locks on what they gave. */
@Injectable()
export class LockNoticesService {
  constructor(private readonly queries: LockQueries) {}

  /**
   * Notes that the donor was told, or reminded, of every open lock of a donation, by a person or by the program's mail. The day promised the first
   * time stays; a lock told of now gets the delay in force today. @returns the notice's id. @throws RuleBroken `intake.no_lock_to_tell`; NotFound.
   */
  async record(tx: EntityManager, actor: Actor, donationId: string, way: 'person' | 'mail'): Promise<string> {
    const donation = await lockDonation(tx, actor, donationId);
    const [letter] = await this.queries.due(tx, { donationId, all: true, limit: 1 });
    if (!letter) throw new RuleBroken('intake.no_lock_to_tell', { number: donation.number });
    const { operatorNumber, organisationId } = isMember(actor) ? actor : { operatorNumber: null, organisationId: null };
    const id = newId();
    await tx.insert(LockNotice, { id, donationId, way, operatorNumber, organisationId });
    await run(
      tx,
      `INSERT INTO intake.lock_notice_line (notice_id, lock_id, due_on)
       SELECT $1, l.id, coalesce((SELECT min(i.due_on) FROM intake.lock_notice_line i WHERE i.lock_id = l.id), b.today + (
           SELECT days FROM intake.delay WHERE subject = 'lock_deadline' AND valid_from <= b.today ORDER BY valid_from DESC LIMIT 1))
       FROM intake.device_lock l JOIN devices.device d ON d.id = l.device_id
       CROSS JOIN (SELECT (platform.now() AT TIME ZONE time_zone)::date AS today FROM people.bank) b
       WHERE l.released_at IS NULL AND d.id = ANY($2)`,
      [id, letter.devices.map((d) => d.deviceId)],
    );
    return id;
  }
}
