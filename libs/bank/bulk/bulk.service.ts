import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { currentMember } from '#bank/people';
import { rows, run } from '#platform/database';
import { type Actor, isId, memberWith, NotFound, newId, RuleBroken } from '#platform/kernel';
import { backoff, Outbox, type PendingRow } from '#platform/queue';
import { BulkAct } from './bulk.entity.js';
import { BULK_LIFECYCLE, type BulkState, type BulkStep } from './bulk.lifecycle.js';
import { type BulkSettings, type BulkVerb, bulkVerb, MOST_THINGS } from './bulk-verbs.js';
import { carryOutPart, type ItemRefusal, judgeEach, recordItems } from './parts.js';
import { BulkWorks } from './works.js';

const QUEUE = 'bulk';

export interface NewBulk {
  readonly verb: BulkVerb;
  readonly ids: readonly string[];
  /** The filter by which they were chosen; empty when each was ticked. */
  readonly selection?: Readonly<Record<string, string>>;
}

interface ActRow extends Pick<BulkAct, 'id' | 'verb' | 'state' | 'settings' | 'resultId' | 'membershipId' | 'channel'> {
  readonly organisationId: string;
}

const ACT = `a.id, a.verb, a.state, a.settings, a.result_id AS "resultId", a.membership_id AS "membershipId", a.channel, a.organisation_id AS "organisationId"`;

async function idsIn(tx: EntityManager, actId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(tx, 'SELECT thing_id AS id FROM bulk.item WHERE act_id = $1 ORDER BY n', [
    actId,
  ]);
  return found.map((item) => item.id);
}

/**
 * What is done with many at once: prepared, looked at, confirmed, then carried out by a worker, a part in a transaction, with the rights of who
 * confirmed it.
 */
@Injectable()
export class BulkService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly works: BulkWorks,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.process(id),
      failed: ({ id }) => this.db.transaction((tx) => this.failed(tx, id)),
    });
    this.outbox.schedule({ name: 'bulk.forget', everyMs: 3_600_000, run: () => this.forget() });
  }

  /**
   * Keeps what was chosen: what is logged later is not in it. @returns its id. @throws NotFound; RuleBroken `bulk.nothing_chosen`, `bulk.too_many`
   */
  async prepare(tx: EntityManager, actor: Actor, { verb, ids, selection = {} }: NewBulk): Promise<string> {
    const { membershipId, operatorNumber, organisationId, channel } = memberWith(actor, bulkVerb(verb).right);
    const once = [...new Set(ids)].filter(isId);
    if (!once.length) throw new RuleBroken('bulk.nothing_chosen', {}, 'ids');
    if (once.length > MOST_THINGS) throw new RuleBroken('bulk.too_many', { most: MOST_THINGS }, 'ids');
    const id = newId();
    const by = { membershipId, operatorNumber, organisationId, channel };
    await tx.insert(BulkAct, { id, verb, selection, total: once.length, ...by });
    await run(
      tx,
      'INSERT INTO bulk.item (act_id, n, thing_id) SELECT $1, x.n, x.id FROM unnest($2::uuid[]) WITH ORDINALITY AS x(id, n)',
      [id, once],
    );
    if (!bulkVerb(verb).asks) await this.look(tx, actor, id, verb, { settings: {}, resultId: null });
    return id;
  }

  /** Says what the verb asks, and looks at each thing. @throws NotFound; RuleBroken `bulk.not_now`, and what is wrong with what was said. */
  async settle(tx: EntityManager, actor: Actor, id: string, settings: BulkSettings): Promise<void> {
    const act = await this.lock(tx, actor, id, 'settle');
    const { asks } = bulkVerb(act.verb);
    if (asks && !settings[asks]) throw new RuleBroken('bulk.not_said', { asks }, asks);
    const found = (await this.works.of(act.verb).found?.(tx, actor, await idsIn(tx, id))) ?? {};
    const settled = { ...found, ...(asks ? { [asks]: settings[asks] } : {}) };
    await this.look(tx, actor, id, act.verb, { settings: settled, resultId: null });
    await tx.update(BulkAct, id, { settings: settled });
  }

  /** Hands it to a worker. @throws NotFound; RuleBroken `bulk.not_now`, `bulk.not_said`, `bulk.nothing_to_do` */
  async confirm(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const act = await this.lock(tx, actor, id, 'confirm');
    const { asks } = bulkVerb(act.verb);
    if (asks && !act.settings[asks]) throw new RuleBroken('bulk.not_said', { asks }, asks);
    const [good] = await rows<{ n: number }>(
      tx,
      'SELECT n FROM bulk.item WHERE act_id = $1 AND refusal IS NULL LIMIT 1',
      [id],
    );
    if (!good) throw new RuleBroken('bulk.nothing_to_do');
    // Who confirms is who does it.
    const { membershipId, operatorNumber, channel } = memberWith(actor, bulkVerb(act.verb).right);
    await tx.update(BulkAct, id, {
      state: 'running',
      startedAt: () => 'platform.now()',
      dueAt: () => 'platform.now()',
      membershipId,
      operatorNumber,
      channel,
    });
    await this.outbox.wake(tx, QUEUE);
  }

  /** Ends it, between two parts where it runs: what was done stays. @throws NotFound; RuleBroken `bulk.not_now` */
  async cancel(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    await this.lock(tx, actor, id, 'cancel');
    await tx.update(BulkAct, id, { state: 'cancelled', endedAt: () => 'platform.now()' });
  }

  private async lock(tx: EntityManager, actor: Actor, id: string, step: BulkStep): Promise<ActRow> {
    const [act] = isId(id)
      ? await rows<ActRow>(tx, `SELECT ${ACT} FROM bulk.act a WHERE a.id = $1 FOR UPDATE`, [id])
      : [];
    if (!act || !BULK_LIFECYCLE.isFor(actor, step, act)) throw new NotFound('bulk act');
    BULK_LIFECYCLE.mustMay(actor, step, act);
    return act;
  }

  private async look(
    tx: EntityManager,
    actor: Actor,
    id: string,
    verb: BulkVerb,
    context: { settings: BulkSettings; resultId: null },
  ): Promise<void> {
    const { refusals } = await judgeEach(tx, actor, this.works.of(verb), await idsIn(tx, id), context);
    await recordItems(tx, id, refusals, false);
  }

  private pending(limit: number): Promise<PendingRow[]> {
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts AS attempt FROM bulk.act WHERE state = 'running' AND due_at <= platform.now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /** Part after part: a worker that dies leaves whole parts, and the next one goes on behind them. */
  private async process(id: string): Promise<void> {
    while (await this.db.transaction((tx) => this.part(tx, id)));
  }

  private async part(tx: EntityManager, id: string): Promise<boolean> {
    const [act] = await rows<ActRow>(
      tx,
      `SELECT ${ACT} FROM bulk.act a WHERE a.id = $1 AND a.state = 'running' FOR UPDATE SKIP LOCKED`,
      [id],
    );
    if (!act) return false;
    const { chunk } = bulkVerb(act.verb);
    const items = await rows<{ id: string }>(
      tx,
      `SELECT thing_id AS id FROM bulk.item WHERE act_id = $1 AND state = 'waiting' ORDER BY n LIMIT $2`,
      [id, chunk],
    );
    const ids = items.map((item) => item.id);
    if (!ids.length) {
      await tx.update(BulkAct, id, { state: 'done', endedAt: () => 'platform.now()' });
      return false;
    }
    const actor = await currentMember(tx, act.membershipId, act.channel);
    const { refusals, resultId } = actor
      ? await carryOutPart(tx, actor, this.works.of(act.verb), ids, act)
      : { refusals: refusedAll(ids, 'bulk.member_left'), resultId: act.resultId };
    await this.context(tx, id, refusals, resultId);
    return true;
  }

  private async context(
    tx: EntityManager,
    id: string,
    refusals: ReadonlyMap<string, ItemRefusal>,
    resultId: string | null,
  ): Promise<void> {
    await recordItems(tx, id, refusals, true);
    const refused = [...refusals.values()].filter(Boolean).length;
    await run(
      tx,
      'UPDATE bulk.act SET done = done + $2, refused = refused + $3, result_id = $4, attempts = 0 WHERE id = $1',
      [id, refusals.size - refused, refused, resultId],
    );
  }

  /** Tried again a few times; then what waits is said not to have been done. */
  private async failed(tx: EntityManager, id: string): Promise<void> {
    const [act] = await rows<{ attempts: number; state: BulkState; resultId: string | null }>(
      tx,
      `SELECT attempts, state, result_id AS "resultId" FROM bulk.act WHERE id = $1 AND state = 'running' FOR UPDATE`,
      [id],
    );
    if (!act) return;
    const wait = backoff(act.attempts + 1);
    if (wait !== null) {
      await run(
        tx,
        'UPDATE bulk.act SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
        [id, wait / 1000],
      );
      return;
    }
    const left = await rows<{ id: string }>(
      tx,
      `SELECT thing_id AS id FROM bulk.item WHERE act_id = $1 AND state = 'waiting'`,
      [id],
    );
    const ids = left.map((item) => item.id);
    await this.context(tx, id, refusedAll(ids, 'bulk.failed'), act.resultId);
    await tx.update(BulkAct, id, { state: 'done', endedAt: () => 'platform.now()' });
  }

  /** What nobody confirmed goes after a day, what has ended after three months: histories say what was done. */
  private async forget(): Promise<void> {
    await run(
      this.db,
      `DELETE FROM bulk.act WHERE (state = 'prepared' AND created_at < platform.now() - interval '1 day')
         OR ended_at < platform.now() - interval '90 days'`,
    );
  }
}

const refusedAll = (ids: readonly string[], code: `${string}.${string}`): ReadonlyMap<string, ItemRefusal> =>
  new Map(ids.map((id) => [id, { code, facts: {} }]));
