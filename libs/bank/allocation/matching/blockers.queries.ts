import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { State } from '#bank/devices';
import type { BenchStepName } from '#bank/workshop';
import { type Reader, rows } from '#platform/database';
import { type Actor, mustHave, type OrganisationKind, READ } from '#platform/kernel';
import type { Requestable } from '../requests/needs.js';
import { COMING_STATES } from '../word-lists.js';

export interface UnservedCategory {
  readonly category: Requestable;
  readonly requests: number;
  readonly devices: number;
  /** Days that the oldest has waited. */
  readonly oldest: number;
}

/** What stands between a device and a person: `ready` is not one, but it has to be fetched. */
export type Blocker = BenchStepName | 'locked' | 'deposit' | 'ready' | 'to_send' | 'road';

export interface Blocked {
  readonly category: Requestable;
  readonly holderId: string;
  readonly holder: string;
  readonly blocker: Blocker;
  readonly state: State;
  readonly devices: number;
  /** At the bank itself. */
  readonly here: boolean;
}

/** A device that is kept for somebody, and of whose media something is asked again: a person answers, releases it or calls it back. */
export interface WithheldDevice {
  readonly deviceId: string;
  readonly code: string;
  readonly state: State;
  readonly holder: string;
  /** The workshop or the bank has it, and can look now; else it has to come back. */
  readonly atBench: boolean;
  readonly structure: string;
  readonly requestId: string;
  readonly number: string;
  readonly askedAt: Date;
  /** As the gate's `failures`. */
  readonly failures: readonly string[];
}

export interface Blockers {
  readonly awaited: readonly UnservedCategory[];
  readonly blocked: readonly Blocked[];
  readonly held: readonly WithheldDevice[];
}

/** Of a category so many are looked at, the oldest first: what the gate lacks is asked of each. */
const MOST = 400;

export const WITHHELD = `SELECT a.device_id, a.asked_at, u.request_id, f.failures FROM refurbishment.asked_again a
  JOIN allocation.reservation v ON v.device_id = a.device_id AND v.ended_at IS NULL JOIN allocation.request_unit u ON u.id = v.unit_id
  CROSS JOIN LATERAL (SELECT array(SELECT refurbishment.gate_failures(a.device_id)) AS failures) f
  WHERE EXISTS (SELECT 1 FROM unnest(f.failures) x WHERE x LIKE ANY (refurbishment.media_failures()))`;

/** What blocks whom: who waits for what, and where what would serve them stands. */
@Injectable()
export class BlockersQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** @throws NotAllowed for whoever does not see everybody's requests */
  async blockers(actor: Actor, on: Reader = this.db): Promise<Blockers> {
    mustHave(actor, READ.proposals);
    const [awaited, blocked, held] = await Promise.all([this.awaited(on), this.blocked(on), this.held(on)]);
    return { awaited, blocked, held };
  }

  private held(on: Reader): Promise<WithheldDevice[]> {
    return rows<WithheldDevice>(
      on,
      `SELECT d.id AS "deviceId", d.code, d.state, h.name AS holder, d.state = 'reserved' AS "atBench", s.name AS structure,
         r.id AS "requestId", r.number, k.asked_at AS "askedAt", k.failures
       FROM (${WITHHELD}) k JOIN devices.device d ON d.id = k.device_id JOIN people.organisation h ON h.id = d.holder_org_id
       JOIN allocation.request r ON r.id = k.request_id JOIN people.organisation s ON s.id = r.structure_id
       ORDER BY d.state = 'delivered' DESC, k.asked_at, d.code LIMIT ${MOST}`,
    );
  }

  private awaited(on: Reader): Promise<UnservedCategory[]> {
    return rows<UnservedCategory>(
      on,
      `SELECT u.category, count(DISTINCT u.request_id)::int AS requests, count(*)::int AS devices,
         extract(day FROM platform.now() - min(r.submitted_at))::int AS oldest
       FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id WHERE u.state = 'approved'
         AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL)
       GROUP BY u.category ORDER BY min(r.submitted_at), u.category`,
    );
  }

  private blocked(on: Reader): Promise<Blocked[]> {
    return rows<Blocked>(
      on,
      `SELECT w.category, d.holder_id AS "holderId", d.holder, d.blocker, d.state, d.here, count(*)::int AS devices
       FROM (SELECT DISTINCT u.category FROM allocation.request_unit u WHERE u.state = 'approved'
         AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL)) w
       CROSS JOIN LATERAL (
         SELECT x.state, o.id AS holder_id, o.name AS holder, o.kind = 'bank' AS here, CASE
           WHEN x.state = 'in_transit' THEN 'road'
           WHEN EXISTS (SELECT 1 FROM intake.device_lock k WHERE k.device_id = x.id AND k.released_at IS NULL) THEN 'locked'
           WHEN x.state = 'in_stock' AND x.in_deposit THEN 'deposit'
           WHEN x.state = 'in_stock' THEN 'ready'
           WHEN x.state <> 'at_workshop' THEN 'to_send'
           ELSE refurbishment.next_step(f.failures) END AS blocker
         FROM (SELECT y.id, y.state, y.holder_org_id, y.in_deposit FROM devices.device y
           WHERE y.category = w.category AND y.state = ANY ($2)
           ORDER BY y.id LIMIT ${MOST}) x
         JOIN people.organisation o ON o.id = x.holder_org_id AND (x.state <> 'in_stock' OR o.kind = ANY ($1))
         CROSS JOIN LATERAL (SELECT CASE WHEN x.state = 'at_workshop' THEN array(SELECT refurbishment.gate_failures(x.id)) END AS failures) f) d
       GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 7 DESC, 3, 4`,
      [STOCK_KINDS, COMING_STATES],
    );
  }
}

/** Where a device may be ready for somebody: the bank’s stock, and the workshop that finished it. */
export const STOCK_KINDS: readonly OrganisationKind[] = ['bank', 'ea', 'esat'];

export async function stockHolders(tx: EntityManager): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(tx, 'SELECT id FROM people.organisation WHERE kind = ANY ($1)', [
    STOCK_KINDS,
  ]);
  return new Set(found.map((o) => o.id));
}
