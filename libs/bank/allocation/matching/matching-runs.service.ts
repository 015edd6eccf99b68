import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { TODAY } from '#bank/people';
import { columnTable, type Reader, rows, run } from '#platform/database';
import {
  type Actor,
  actorColumns,
  isId,
  matchingSeconds,
  mustHave,
  NotFound,
  newId,
  READ,
  RuleBroken,
  WorkThreads,
} from '#platform/kernel';
import { backoff, Outbox } from '#platform/queue';
import type { MatchingState } from '../codes.js';
import { ENDED_WITHOUT, LAST_RUN } from './last-run.js';
import { missingFor, type WaitingUnit, whyFor } from './reasons.js';
import { readWorld, type World } from './snapshot.js';
import { PRINTED_ORDER } from './solving/printed-order.js';
import type { Assignment, CategoryToSolve } from './solving/solve.js';
import { WAITED_CATEGORIES } from './waiting.js';

const QUEUE = 'matching';
const MINUTE = 60_000;
/** A worker that says nothing for so long is dead: another one begins anew. */
const SILENT_SECONDS = 180;
/** By itself, it takes no more of the machine than a tenth. */
const REST = 9;
/** Shorter than so many seconds, a run needs no rest. */
const LIGHT_SECONDS = 1;
/** What a run proposed that a person asked for, or decided on, is stored so long; of others until the next one is done. */
const KEPT_DAYS = 90;
/** Of a run `r` that ended: how long none begins by itself. */
const RESTS = `CASE WHEN r.state <> 'done' THEN interval '1 hour'
  WHEN r.ended_at - r.started_at < make_interval(secs => ${LIGHT_SECONDS}) THEN interval '0' ELSE ${REST} * (r.ended_at - r.started_at) END`;
/** Whether something happened since a run `r` that may change what it said: of a type that somebody waits for, or of what it proposes. */
const CHANGED_SINCE = `(EXISTS (SELECT 1 FROM allocation.request_event e WHERE e.id > r.seen_request_event AND e.to_state <> 'draft' AND e.to_state <> 'submitted')
  OR EXISTS (SELECT 1 FROM allocation.quota q WHERE q.set_at > r.started_at AND q.category IN (${WAITED_CATEGORIES}))
  OR EXISTS (SELECT 1 FROM devices.device_event e JOIN devices.device d ON d.id = e.device_id
    WHERE e.id > r.seen_device_event AND 'in_stock' IN (e.from_state, e.to_state) AND (d.category IN (${WAITED_CATEGORIES})
      OR EXISTS (SELECT 1 FROM allocation.matching_line l WHERE l.run_id = r.id AND l.device_id = d.id))))`;

const solver = new WorkThreads<CategoryToSolve, Assignment>({
  module: new URL('./solving/solve.worker', import.meta.url),
  threads: 1,
  memoryMb: 1024,
  get longestMs() {
    return matchingSeconds() * 1_000;
  },
});

/** Where a run is; of the one that is open, or of the last that ended. */
export interface MatchingRunView {
  readonly id: string;
  readonly state: MatchingState;
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  readonly byItself: boolean;
  readonly categories: number | null;
  readonly categoriesDone: number;
  readonly units: number | null;
  readonly devices: number | null;
  readonly served: number | null;
  /** The day of the printed order that it followed. */
  readonly orderSince: string | null;
}

const VIEW = `r.id, r.state, r.asked_at AS "askedAt", r.ended_at AS "endedAt", r.membership_id IS NULL AS "byItself", r.categories,
  r.categories_done AS "categoriesDone", r.units, r.devices, r.served, r.order_since::text AS "orderSince"`;

const LINE = columnTable(
  { position: 'int', unit_id: 'uuid', device_id: 'uuid', why: 'jsonb', missing: 'jsonb' },
  { run_id: 'uuid' },
);

/** Computes who would get which device, over all that wait and all that is free (docs/adr/0123). A worker does; nothing is reserved by it. */
@Injectable()
export class MatchingRunsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) =>
        rows(
          this.db,
          `SELECT id, attempts AS attempt FROM allocation.matching_run WHERE ended_at IS NULL AND due_at <= platform.now() ORDER BY due_at LIMIT $1`,
          [limit],
        ),
      process: ({ id }) => this.compute(id),
      failed: ({ id }) => this.failed(id),
    });
    this.outbox.schedule({ name: 'allocation.match', everyMs: MINUTE, run: () => this.beginWhenDue() });
  }

  /** Asks for a run; while one is open, that one is meant. @returns its id */
  async ask(tx: EntityManager, actor: Actor): Promise<string> {
    mustHave(actor, DEVICE_LIFECYCLE.right('reserve'));
    const [membership, operator] = actorColumns(actor);
    return this.open(tx, membership, operator);
  }

  /** Begins one because the transaction changes what the last one knew. Nobody asked for it. */
  async follow(tx: EntityManager): Promise<void> {
    await this.open(tx, null, null);
  }

  private async open(tx: EntityManager, membership: string | null, operator: number | null): Promise<string> {
    // Who asks waits for no rest: one that was to begin later by itself is theirs.
    await run(
      tx,
      `INSERT INTO allocation.matching_run (id, membership_id, operator_number, due_at)
       SELECT $1, $2, $3, CASE WHEN $2::uuid IS NULL THEN greatest(platform.now(), (
         SELECT r.ended_at + ${RESTS} FROM allocation.matching_run r WHERE r.state = 'done' ORDER BY r.ended_at DESC LIMIT 1)) ELSE platform.now() END
       ON CONFLICT ((true)) WHERE ended_at IS NULL DO UPDATE SET due_at = excluded.due_at, membership_id = excluded.membership_id, operator_number = excluded.operator_number
       WHERE matching_run.state = 'asked' AND matching_run.membership_id IS NULL AND excluded.membership_id IS NOT NULL`,
      [newId(), membership, operator],
    );
    // In a statement of its own: of two at once, the second sees only now what the first made.
    const [open] = await rows<{ id: string }>(
      tx,
      'SELECT id FROM allocation.matching_run ORDER BY ended_at DESC NULLS FIRST LIMIT 1',
    );
    await this.outbox.wake(tx, QUEUE);
    return open!.id;
  }

  /** Ends one that is open: it proposes nothing, and the last one stays. @throws NotFound; RuleBroken `allocation.run_ended` */
  async cancel(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    mustHave(actor, DEVICE_LIFECYCLE.right('reserve'));
    const found = isId(id)
      ? await rows<{ ended: boolean }>(
          tx,
          'SELECT ended_at IS NOT NULL AS ended FROM allocation.matching_run WHERE id = $1 FOR UPDATE',
          [id],
        )
      : [];
    if (!found[0]) throw new NotFound('matching run');
    if (found[0].ended) throw new RuleBroken('allocation.run_ended');
    await this.end(tx, id, 'cancelled');
  }

  /** @throws NotFound */
  async byId(actor: Actor, id: string, on: Reader = this.db): Promise<MatchingRunView> {
    mustHave(actor, READ.proposals);
    const [found] = isId(id)
      ? await rows<MatchingRunView>(on, `SELECT ${VIEW} FROM allocation.matching_run r WHERE r.id = $1`, [id])
      : [];
    if (!found) throw new NotFound('matching run');
    return found;
  }

  /** The run that is open now, if any, the last that was done, and the last that ended otherwise since. */
  async newest(actor: Actor, on: Reader = this.db): Promise<readonly MatchingRunView[]> {
    mustHave(actor, READ.proposals);
    return rows<MatchingRunView>(
      on,
      `(SELECT ${VIEW} FROM allocation.matching_run r WHERE r.ended_at IS NULL)
       UNION ALL (SELECT ${VIEW} FROM allocation.matching_run r WHERE r.id IN (${LAST_RUN}, ${ENDED_WITHOUT}))`,
    );
  }

  /** Notes that a person refused what the last run proposed for this unit. */
  async noteRejected(tx: EntityManager, actor: Actor, unitId: string, deviceId: string): Promise<void> {
    const [membership, operator] = actorColumns(actor);
    await run(
      tx,
      `UPDATE allocation.matching_line SET decision = 'rejected', decided_at = platform.now(), membership_id = $3, operator_number = $4
       WHERE unit_id = $1 AND device_id = $2 AND run_id = ${LAST_RUN}`,
      [unitId, deviceId, membership, operator],
    );
  }

  /** Notes of what was just reserved whether it is what the last run proposed, line by line. */
  async noteReserved(tx: EntityManager, actor: Actor, unitIds: readonly string[]): Promise<void> {
    const [membership, operator] = actorColumns(actor);
    await run(
      tx,
      `UPDATE allocation.matching_line l SET decision = CASE WHEN l.device_id = v.device_id THEN 'accepted' ELSE 'changed' END,
         decided_at = platform.now(), membership_id = $2, operator_number = $3
       FROM allocation.reservation v WHERE v.unit_id = l.unit_id AND v.ended_at IS NULL AND l.unit_id = ANY($1) AND l.run_id = ${LAST_RUN}`,
      [unitIds, membership, operator],
    );
  }

  /**
   * Begins one once something happened that the last one does not know, or a new day has begun, for waits are counted in days. It rests nine times as
   * long as the last one took; an hour after one that failed, or that a person stopped.
   */
  private async beginWhenDue(): Promise<void> {
    await run(
      this.db,
      `INSERT INTO allocation.matching_run (id) SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM allocation.matching_run WHERE ended_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM (SELECT * FROM allocation.matching_run WHERE ended_at IS NOT NULL ORDER BY ended_at DESC LIMIT 1) r, people.bank b
           WHERE r.ended_at + ${RESTS} > platform.now()
             OR (r.state = 'done' AND (r.ended_at AT TIME ZONE b.time_zone)::date = ${TODAY} AND NOT ${CHANGED_SINCE}))
       ON CONFLICT DO NOTHING`,
      [newId()],
    );
    await run(
      this.db,
      `DELETE FROM allocation.matching_run r WHERE r.membership_id IS NULL AND r.ended_at < platform.now() - make_interval(days => ${KEPT_DAYS})
         AND NOT EXISTS (SELECT 1 FROM allocation.matching_line l WHERE l.run_id = r.id)`,
    );
  }

  private async compute(id: string): Promise<void> {
    if (!(await this.goesOn(id, 0))) return;
    const world = await this.db.transaction('REPEATABLE READ', readWorld);
    const pairs = new Map<string, string>();
    for (const [done, category] of world.categories.entries()) {
      const units = world.units.filter((u) => u.category === category);
      const devices = world.stock.get(category) ?? [];
      for (const [unit, device] of await solver.one({ units, devices })) pairs.set(unit, device);
      if (!(await this.goesOn(id, done + 1, world.categories.length))) return;
    }
    await this.db.transaction((tx) => this.finish(tx, id, world, pairs));
  }

  /** Notes how far it is. @returns false once somebody ended it */
  private async goesOn(id: string, done: number, categories: number | null = null): Promise<boolean> {
    const found = await rows<{ id: string }>(
      this.db,
      `UPDATE allocation.matching_run SET state = 'running', due_at = platform.now() + make_interval(secs => ${SILENT_SECONDS}),
         started_at = CASE WHEN $2 = 0 THEN platform.now() ELSE started_at END, categories_done = $2, categories = $3
       WHERE id = $1 AND ended_at IS NULL RETURNING id`,
      [id, done, categories],
    );
    return found.length > 0;
  }

  private async finish(tx: EntityManager, id: string, world: World, pairs: ReadonlyMap<string, string>): Promise<void> {
    const open = await rows<{ id: string }>(
      tx,
      'SELECT id FROM allocation.matching_run WHERE id = $1 AND ended_at IS NULL FOR UPDATE',
      [id],
    );
    if (!open.length) return;
    const devices = new Map([...world.stock.values()].flat().map((d) => [d.id, d]));
    const placeOf = (unit: WaitingUnit) => `${unit.category} ${unit.quota?.of}`;
    const proposed = new Map<string, number>();
    for (const unit of world.units)
      if (pairs.has(unit.id)) proposed.set(placeOf(unit), (proposed.get(placeOf(unit)) ?? 0) + 1);
    const lines = world.units.map((unit, i) => {
      const deviceId = pairs.get(unit.id) ?? null;
      return {
        position: i + 1,
        unit_id: unit.id,
        device_id: deviceId,
        why: deviceId ? whyFor(unit, devices.get(deviceId)!) : [],
        missing: deviceId
          ? null
          : missingFor(unit, world.stock.get(unit.category) ?? [], proposed.get(placeOf(unit)) ?? 0),
      };
    });
    await run(
      tx,
      `DELETE FROM allocation.matching_line l USING allocation.matching_run r WHERE r.id = l.run_id AND r.id <> $1 AND l.decision IS NULL
         AND (r.ended_at < platform.now() - make_interval(days => ${KEPT_DAYS}) OR r.membership_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM allocation.matching_line x WHERE x.run_id = r.id AND x.decision IS NOT NULL))`,
      [id],
    );
    await run(
      tx,
      `INSERT INTO allocation.matching_line (${LINE.names}) ${LINE.select}`,
      LINE.values(lines, { run_id: id }),
    );
    await run(
      tx,
      `UPDATE allocation.matching_run SET state = 'done', ended_at = platform.now(), order_since = $2, seen_request_event = $3, seen_device_event = $4,
         units = $5, devices = $6, served = $7 WHERE id = $1`,
      [id, PRINTED_ORDER.since, world.requestEvent, world.deviceEvent, lines.length, devices.size, pairs.size],
    );
  }

  private async failed(id: string): Promise<void> {
    const [row] = await rows<{ attempts: number }>(
      this.db,
      'UPDATE allocation.matching_run SET attempts = attempts + 1 WHERE id = $1 AND ended_at IS NULL RETURNING attempts',
      [id],
    );
    const wait = row ? backoff(row.attempts) : null;
    if (!row) return;
    if (wait === null) await this.db.transaction((tx) => this.end(tx, id, 'failed'));
    else
      await run(
        this.db,
        'UPDATE allocation.matching_run SET due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
        [id, wait / 1000],
      );
  }

  private async end(tx: EntityManager, id: string, state: 'failed' | 'cancelled'): Promise<void> {
    await run(
      tx,
      'UPDATE allocation.matching_run SET state = $2, ended_at = platform.now() WHERE id = $1 AND ended_at IS NULL',
      [id, state],
    );
  }
}
