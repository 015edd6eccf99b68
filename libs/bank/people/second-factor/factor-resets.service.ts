import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rows, run } from '#platform/database';
import {
  type Actor,
  type InstanceAdmin,
  isId,
  isMember,
  type Member,
  mayAll,
  NotFound,
  newId,
  RuleBroken,
  WRITE,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { dropFactors, hasFactor } from './factors.js';

mapConstraint('factor_reset_once', 'people.reset_asked_already');
mapConstraint('factor_reset_of_another', 'people.reset_of_oneself');
mapConstraint('factor_reset_by_two', 'people.reset_by_two');

/** For how long somebody else may confirm. */
const DAYS = 3;

/** Asked by one administrator, waiting for another. */
export interface FactorResetView {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly askedAt: Date;
  readonly askedBy: string;
  /** The reader asked it, or it is about them: somebody else confirms. */
  readonly own: boolean;
}

/** Somebody lost what proves who they are: two administrators, or the server's command line, let them begin anew. */
@Injectable()
export class FactorResetsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What waits for a second administrator. */
  async waiting(actor: Actor): Promise<FactorResetView[]> {
    const { userId } = administrator(actor);
    return rows<FactorResetView>(
      this.db,
      `SELECT r.id, r.user_id AS "userId", u.name, u.email, r.asked_at AS "askedAt", a.name AS "askedBy",
         r.asked_by = $1 OR r.user_id = $1 AS own
       FROM people.factor_reset r JOIN people.app_user u ON u.id = r.user_id JOIN people.app_user a ON a.id = r.asked_by
       WHERE r.ended_at IS NULL AND r.expires_at > platform.now() ORDER BY r.id`,
      [userId],
    );
  }

  /** Whether there is something to take away of somebody, for whoever may; null for whoever may not. */
  async state(actor: Actor, userId: string): Promise<{ readonly has: boolean; readonly asked: boolean } | null> {
    if (!mayReset(actor)) return null;
    const [found] = await rows<{ has: boolean; asked: boolean }>(
      this.db,
      `SELECT ${hasFactor('u.id')} AS has, EXISTS (SELECT FROM people.factor_reset r WHERE r.user_id = u.id AND r.ended_at IS NULL AND r.expires_at > platform.now()) AS asked
       FROM people.app_user u WHERE u.id = $1`,
      [userId],
    );
    return found ?? null;
  }

  /** @throws RuleBroken `people.no_second_factor`, `people.reset_asked_already`, `people.reset_of_oneself`; NotFound for whoever is no administrator */
  async ask(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    const by = administrator(actor);
    const any = await run(tx, `SELECT 1 FROM people.app_user u WHERE u.id = $1 AND ${hasFactor('u.id')}`, [userId]);
    if (!any) throw new RuleBroken('people.no_second_factor');
    await run(
      tx,
      'UPDATE people.factor_reset SET ended_at = platform.now() WHERE user_id = $1 AND ended_at IS NULL AND expires_at <= platform.now()',
      [userId],
    );
    await run(
      tx,
      `INSERT INTO people.factor_reset (id, user_id, asked_by, expires_at) VALUES ($1, $2, $3, platform.now() + make_interval(days => $4))`,
      [newId(), userId, by.userId, DAYS],
    );
    await audit(tx, actor, 'ask_factor_reset', { kind: 'user', id: userId });
  }

  /**
   * The second administrator: all that the person proved besides their password goes, and their sessions end.
   * @returns whose @throws RuleBroken `people.reset_by_two`, `people.reset_of_oneself`; NotFound
   */
  async confirm(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    const by = administrator(actor);
    const userId = await end(tx, id, by.userId);
    await dropFactors(tx, userId);
    await audit(tx, actor, 'reset_factor', { kind: 'user', id: userId });
    return userId;
  }

  /** Nobody needs it any more. @throws NotFound */
  async callOff(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    administrator(actor);
    const userId = await end(tx, id, null);
    await audit(tx, actor, 'call_off_factor_reset', { kind: 'user', id: userId });
  }

  /** By who runs the server, on its command line. @returns whether there was anything to take away */
  async byServer(tx: EntityManager, userId: string): Promise<boolean> {
    const any = await dropFactors(tx, userId);
    await run(tx, 'UPDATE people.factor_reset SET ended_at = platform.now() WHERE user_id = $1 AND ended_at IS NULL', [
      userId,
    ]);
    await audit(
      tx,
      { kind: 'system', channel: 'system' },
      'reset_factor',
      { kind: 'user', id: userId },
      { by: 'server' },
    );
    return any;
  }
}

async function end(tx: EntityManager, id: string, confirmedBy: string | null): Promise<string> {
  const [ended] = isId(id)
    ? await rows<{ userId: string }>(
        tx,
        `UPDATE people.factor_reset SET ended_at = platform.now(), confirmed_by = $2 WHERE id = $1 AND ended_at IS NULL AND expires_at > platform.now()
         RETURNING user_id AS "userId"`,
        [id, confirmedBy],
      )
    : [];
  if (!ended) throw new NotFound('factor reset');
  return ended.userId;
}

const mayReset = (actor: Actor): actor is Member | InstanceAdmin =>
  actor.kind === 'instance_admin' || (isMember(actor) && mayAll(actor, WRITE.members));

/** The bank's administrator, or the installation's. */
function administrator(actor: Actor): Member | InstanceAdmin {
  if (!mayReset(actor)) throw new NotFound('factor reset');
  return actor;
}
