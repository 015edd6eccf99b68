import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { State } from '#bank/devices';
import type { BenchStepName } from '#bank/workshop';
import { type Reader, rows } from '#platform/database';
import { type Actor, mustHave, type OrganisationKind, READ } from '#platform/kernel';
import type { Requestable } from '../requests/needs.js';
import { COMING_STATES } from '../word-lists.js';
import { WAITED_CATEGORIES, WAITING_BY_CATEGORY } from './waiting.js';

export interface UnservedCategory {
  readonly category: Requestable;
  readonly requests: number;
  readonly devices: number;
  /** Days that the oldest has waited. */
  readonly oldest: number;
}

/** What stands between a device and a person: `ready` is not one, but it has to be fetched; `bench`, where there are too many to look at each. */
export type Blocker = BenchStepName | 'bench' | 'locked' | 'deposit' | 'ready' | 'to_send' | 'road';

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
  /** The first of them, those at a structure before. */
  readonly held: readonly WithheldDevice[];
  readonly heldInAll: number;
}

/** Of so many devices at benches is asked what each lacks, which costs about a millisecond; of larger groups only how many there are is said. */
const MOST_ASKED = 1_000;
/** Most that are listed by name of those that are held back. */
const MOST_HELD = 400;

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
    return { awaited, blocked, held: held.map(({ inAll: _, ...one }) => one), heldInAll: held[0]?.inAll ?? 0 };
  }

  private held(on: Reader): Promise<(WithheldDevice & { inAll: number })[]> {
    return rows<WithheldDevice & { inAll: number }>(
      on,
      `SELECT d.id AS "deviceId", d.code, d.state, h.name AS holder, d.state = 'reserved' AS "atBench", s.name AS structure,
         r.id AS "requestId", r.number, k.asked_at AS "askedAt", k.failures, count(*) OVER ()::int AS "inAll"
       FROM (${WITHHELD}) k JOIN devices.device d ON d.id = k.device_id JOIN people.organisation h ON h.id = d.holder_org_id
       JOIN allocation.request r ON r.id = k.request_id JOIN people.organisation s ON s.id = r.structure_id
       ORDER BY d.state = 'delivered' DESC, k.asked_at, d.code LIMIT ${MOST_HELD}`,
    );
  }

  private awaited(on: Reader): Promise<UnservedCategory[]> {
    return rows<UnservedCategory>(
      on,
      `SELECT w.category, w.requests, w.units AS devices, extract(day FROM platform.now() - w.since)::int AS oldest
       FROM (${WAITING_BY_CATEGORY}) w ORDER BY w.since, w.category`,
    );
  }

  private blocked(on: Reader): Promise<Blocked[]> {
    return rows<Blocked>(
      on,
      `WITH x AS MATERIALIZED (
         SELECT y.id, y.category, y.state, y.in_deposit, o.id AS holder_id, o.name AS holder, o.kind = 'bank' AS here,
           EXISTS (SELECT 1 FROM intake.device_lock k WHERE k.device_id = y.id AND k.released_at IS NULL) AS locked
         FROM devices.device y JOIN people.organisation o ON o.id = y.holder_org_id AND (y.state <> 'in_stock' OR o.kind = ANY ($1))
         WHERE y.state = ANY ($2) AND y.category IN (${WAITED_CATEGORIES})),
       bench AS (
         SELECT x.category, x.holder_id, sum(count(*)) OVER (ORDER BY count(*), x.category, x.holder_id) <= ${MOST_ASKED} AS asked
         FROM x WHERE x.state = 'at_workshop' AND NOT x.locked GROUP BY 1, 2)
       SELECT category, "holderId", holder, blocker, state, here, count(*)::int AS devices FROM (
         SELECT x.category, x.holder_id AS "holderId", x.holder, x.state, x.here, CASE
           WHEN x.state = 'in_transit' THEN 'road'
           WHEN x.locked THEN 'locked'
           WHEN x.state = 'in_stock' AND x.in_deposit THEN 'deposit'
           WHEN x.state = 'in_stock' THEN 'ready'
           WHEN x.state <> 'at_workshop' THEN 'to_send'
           WHEN b.asked THEN refurbishment.next_step(array(SELECT refurbishment.gate_failures(x.id)))
           ELSE 'bench' END AS blocker
         FROM x LEFT JOIN bench b ON b.category = x.category AND b.holder_id = x.holder_id AND x.state = 'at_workshop') d
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
