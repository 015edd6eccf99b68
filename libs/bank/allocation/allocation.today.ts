import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, isMember, may, mayAll, READ, type Waiting } from '#platform/kernel';
import { WITHHELD } from './matching/blockers.queries.js';
import { WAITING_BY_CATEGORY } from './matching/waiting.js';
import { EXPIRES_SOON_DAYS } from './requests/request.lifecycle.js';

export type AllocationWaiting =
  | 'requests_to_approve'
  | 'requests_expiring'
  | 'requests_in_part'
  | 'units_unserved'
  | 'reservations_to_deliver'
  | 'devices_held_back'
  | 'devices_to_hand_over'
  | 'request_drafts'
  | 'requests_running'
  | 'devices_handed_over';

interface OfTheBank extends Record<'submitted' | 'inPart' | 'expiring' | 'unserved' | 'reserved' | 'held', number> {
  readonly submittedOldest: number | null;
  readonly unservedOldest: number | null;
  readonly reservedOldest: number | null;
}

interface OfAStructure extends Record<'ready' | 'drafts' | 'running' | 'expiring' | 'held', number> {
  readonly readyOldest: number | null;
}

/** What waits for somebody here today. */
@Injectable()
export class AllocationToday {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Whether any structure was ever given a quota. */
  async hasQuotas(on: Reader = this.db): Promise<boolean> {
    const [row] = await rows<{ given: boolean }>(on, 'SELECT EXISTS (SELECT 1 FROM allocation.quota) AS given');
    return row!.given;
  }

  /** What waits, by kind of person; nothing for those who have nothing to do with requests. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<AllocationWaiting>[]> {
    if (mayAll(actor, READ.requests)) return this.ofTheBank(on);
    return isMember(actor) && may(actor, READ.requests) ? this.ofAStructure(actor.organisationId, on) : [];
  }

  private async ofTheBank(on: Reader): Promise<Waiting<AllocationWaiting>[]> {
    const [n] = await rows<OfTheBank>(
      on,
      `SELECT s.n AS submitted, s.oldest AS "submittedOldest", e.n AS expiring,
         (SELECT count(*)::int FROM allocation.request WHERE state = 'approved' AND expires_at IS NULL) AS "inPart", u.n AS unserved, u.oldest AS "unservedOldest",
         v.n AS reserved, v.oldest AS "reservedOldest", (SELECT count(*)::int FROM (${WITHHELD}) k) AS held
       FROM (SELECT count(*)::int AS n, extract(day FROM platform.now() - min(submitted_at))::int AS oldest FROM allocation.request WHERE state = 'submitted') s
       CROSS JOIN (SELECT count(*)::int AS n FROM allocation.request
         WHERE state = 'approved' AND expires_at <= platform.now() + make_interval(days => $1)) e
       CROSS JOIN (SELECT coalesce(sum(w.units), 0)::int AS n, extract(day FROM platform.now() - min(w.since))::int AS oldest FROM (${WAITING_BY_CATEGORY}) w) u
       CROSS JOIN (SELECT count(*)::int AS n, extract(day FROM platform.now() - min(v.made_at))::int AS oldest
         FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id WHERE v.ended_at IS NULL AND d.state = 'reserved') v`,
      [EXPIRES_SOON_DAYS],
    );
    return [
      { what: 'requests_to_approve', count: n!.submitted, oldest: n!.submittedOldest },
      { what: 'requests_in_part', count: n!.inPart },
      { what: 'requests_expiring', count: n!.expiring },
      { what: 'devices_held_back', count: n!.held },
      { what: 'units_unserved', count: n!.unserved, oldest: n!.unservedOldest },
      { what: 'reservations_to_deliver', count: n!.reserved, oldest: n!.reservedOldest },
    ];
  }

  private async ofAStructure(structureId: string, on: Reader): Promise<Waiting<AllocationWaiting>[]> {
    const [n] = await rows<OfAStructure>(
      on,
      `SELECT h.n AS ready, h.oldest AS "readyOldest",
         (SELECT count(*)::int FROM allocation.request WHERE structure_id = ANY (people.structures_of($1)) AND state = 'draft') AS drafts,
         (SELECT count(*)::int FROM allocation.request WHERE structure_id = ANY (people.structures_of($1))
            AND state = ANY (allocation.waiting_states())) AS running,
         (SELECT count(*)::int FROM allocation.request WHERE structure_id = ANY (people.structures_of($1)) AND state = 'approved'
            AND expires_at <= platform.now() + make_interval(days => $2)) AS expiring,
         (SELECT count(*)::int FROM allocation.handover WHERE structure_id = ANY (people.structures_of($1)) AND ended_at IS NULL) AS held
       FROM (SELECT count(*)::int AS n, extract(day FROM platform.now() - min(d.changed_at))::int AS oldest
         FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id JOIN allocation.request_unit u ON u.id = v.unit_id
         WHERE v.ended_at IS NULL AND d.state = 'delivered' AND u.structure_id = $1) h`,
      [structureId, EXPIRES_SOON_DAYS],
    );
    return [
      { what: 'devices_to_hand_over', count: n!.ready, oldest: n!.readyOldest },
      { what: 'requests_expiring', count: n!.expiring },
      { what: 'request_drafts', count: n!.drafts },
      { what: 'requests_running', count: n!.running },
      { what: 'devices_handed_over', count: n!.held },
    ];
  }
}
