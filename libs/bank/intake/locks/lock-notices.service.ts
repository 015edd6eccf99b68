import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { type Actor, isMember, newId, RuleBroken } from '#platform/kernel';
import { lockDonation } from '../donations/donation.moves.js';
import { LockNotice } from './lock.entity.js';
import { LockQueries } from './lock.queries.js';

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
