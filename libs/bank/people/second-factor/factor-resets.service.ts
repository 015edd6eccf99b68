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
import type { MembershipView } from '../members/user.views.js';
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
  /** The membership for which a link to choose a password is given; null: the second factor is taken away. */
  readonly linkFor: string | null;
  /** The reader asked it, or it is about them: somebody else confirms. */
  readonly own: boolean;
}

/** What somebody lost. */
type Lost = 'second_factor' | 'password';

/** SQL: a request of `factor_reset r` that may still be confirmed. */
const WAITS = 'r.ended_at IS NULL AND r.expires_at > platform.now()';

/**
 * SQL: nobody else manages an organisation of the user `u`, who may come in. Two of the bank see to their password only then: their account
 * opens what the bank does not read.
 */
const NOBODY_ELSE = `u.active AND NOT EXISTS (SELECT FROM people.membership m JOIN people.membership c ON c.organisation_id = m.organisation_id AND c.user_id <> m.user_id
  JOIN people.app_user cu ON cu.id = c.user_id
  WHERE m.user_id = u.id AND m.invited_as IS NULL AND c.active AND cu.active AND c.roles && people.manager_roles())`;

/** Somebody lost what proves who they are: two administrators let them begin anew; of a second factor, the server's command line too. */
@Injectable()
export class FactorResetsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What waits for a second administrator. */
  async waiting(actor: Actor): Promise<FactorResetView[]> {
    const { userId } = administrator(actor);
    return rows<FactorResetView>(
      this.db,
      `SELECT r.id, r.user_id AS "userId", u.name, u.email, r.asked_at AS "askedAt", a.name AS "askedBy", r.link_for AS "linkFor",
         r.asked_by = $1 OR r.user_id = $1 AS own
       FROM people.factor_reset r JOIN people.app_user u ON u.id = r.user_id JOIN people.app_user a ON a.id = r.asked_by
       WHERE ${WAITS} ORDER BY r.id`,
      [userId],
    );
  }

  /** Whether two may help somebody who lost this, and were asked to, for whoever may ask; null for whoever may not. */
  async state(
    actor: Actor,
    userId: string,
    lost: Lost,
  ): Promise<{ readonly has: boolean; readonly asked: boolean } | null> {
    if (!mayReset(actor)) return null;
    const [found] = await rows<{ has: boolean; asked: boolean }>(
      this.db,
      `SELECT CASE WHEN $2 = 'password' THEN ${NOBODY_ELSE} ELSE ${hasFactor('u.id')} END AS has,
         EXISTS (SELECT FROM people.factor_reset r WHERE r.user_id = u.id AND (r.link_for IS NOT NULL) = ($2 = 'password') AND ${WAITS}) AS asked
       FROM people.app_user u WHERE u.id = $1`,
      [userId, lost],
    );
    return found ?? null;
  }

  /**
   * That a member's second factor be taken away.
   * @throws RuleBroken `people.no_second_factor`, `people.reset_asked_already`, `people.reset_of_oneself`; NotFound for whoever is no administrator
   */
  async ask(tx: EntityManager, actor: Actor, { userId }: Pick<MembershipView, 'userId'>): Promise<void> {
    const by = administrator(actor);
    const any = await run(tx, `SELECT 1 FROM people.app_user u WHERE u.id = $1 AND ${hasFactor('u.id')}`, [userId]);
    if (!any) throw new RuleBroken('people.no_second_factor');
    await note(tx, by, userId, null);
    await audit(tx, actor, 'ask_factor_reset', { kind: 'user', id: userId });
  }

  /**
   * That a member who forgot their password, and whom nobody of their organisation can help, get a link to choose another.
   * @throws RuleBroken `people.has_colleagues`, `people.runs_the_installation`, `people.reset_asked_already`, `people.reset_of_oneself`; NotFound
   */
  async askPassword(tx: EntityManager, actor: Actor, { id, userId }: MembershipView): Promise<void> {
    const by = administrator(actor);
    await mustBeAlone(tx, userId);
    await note(tx, by, userId, id);
    await audit(tx, actor, 'ask_password_reset', { kind: 'user', id: userId });
  }

  /** The member for whom a link was asked, whether or not it was given. @throws NotFound */
  async memberOf(actor: Actor, id: string): Promise<string> {
    administrator(actor);
    const [found] = isId(id)
      ? await rows<{ linkFor: string }>(
          this.db,
          'SELECT link_for AS "linkFor" FROM people.factor_reset WHERE id = $1 AND link_for IS NOT NULL',
          [id],
        )
      : [];
    if (!found) throw new NotFound('factor reset');
    return found.linkFor;
  }

  /**
   * The second administrator, of a forgotten password: whoever confirms may be shown the link.
   * @throws RuleBroken as `confirm` and `askPassword`: a colleague may have come since it was asked; NotFound
   */
  async confirmPassword(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const { userId } = await end(tx, id, 'password', administrator(actor).userId);
    await mustBeAlone(tx, userId);
    await audit(tx, actor, 'reset_password', { kind: 'user', id: userId });
  }

  /**
   * The second administrator: all that the person proved besides their password goes, and their sessions end.
   * @returns whose @throws RuleBroken `people.reset_by_two`, `people.reset_of_oneself`; NotFound
   */
  async confirm(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    const by = administrator(actor);
    const { userId } = await end(tx, id, 'second_factor', by.userId);
    await dropFactors(tx, userId);
    await audit(tx, actor, 'reset_factor', { kind: 'user', id: userId });
    return userId;
  }

  /** Nobody needs it any more. @throws NotFound */
  async callOff(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    administrator(actor);
    const { userId, linkFor } = await end(tx, id, null, null);
    const verb = linkFor ? 'call_off_password_reset' : 'call_off_factor_reset';
    await audit(tx, actor, verb, { kind: 'user', id: userId });
  }

  /** By who runs the server, on its command line. @returns whether there was anything to take away */
  async byServer(tx: EntityManager, userId: string): Promise<boolean> {
    const any = await dropFactors(tx, userId);
    await run(
      tx,
      'UPDATE people.factor_reset SET ended_at = platform.now() WHERE user_id = $1 AND link_for IS NULL AND ended_at IS NULL',
      [userId],
    );
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

/** A request, in place of one that nobody confirmed in time. */
async function note(
  tx: EntityManager,
  by: { readonly userId: string },
  userId: string,
  linkFor: string | null,
): Promise<void> {
  await run(
    tx,
    'UPDATE people.factor_reset SET ended_at = platform.now() WHERE user_id = $1 AND ended_at IS NULL AND expires_at <= platform.now()',
    [userId],
  );
  await run(
    tx,
    `INSERT INTO people.factor_reset (id, user_id, asked_by, link_for, expires_at) VALUES ($1, $2, $3, $4, platform.now() + make_interval(days => $5))`,
    [newId(), userId, by.userId, linkFor, DAYS],
  );
}

async function mustBeAlone(tx: EntityManager, userId: string): Promise<void> {
  const [user] = await rows<{ alone: boolean; runs: boolean }>(
    tx,
    `SELECT ${NOBODY_ELSE} AS alone, u.instance_admin AS runs FROM people.app_user u WHERE u.id = $1`,
    [userId],
  );
  if (user?.runs) throw new RuleBroken('people.runs_the_installation');
  if (!user?.alone) throw new RuleBroken('people.has_colleagues');
}

/** @param lost null: whatever it was */
async function end(
  tx: EntityManager,
  id: string,
  lost: Lost | null,
  confirmedBy: string | null,
): Promise<{ readonly userId: string; readonly linkFor: string | null }> {
  const [ended] = isId(id)
    ? await rows<{ userId: string; linkFor: string | null }>(
        tx,
        `UPDATE people.factor_reset r SET ended_at = platform.now(), confirmed_by = $2
         WHERE r.id = $1 AND ($3::text IS NULL OR (r.link_for IS NOT NULL) = ($3 = 'password')) AND ${WAITS}
         RETURNING r.user_id AS "userId", r.link_for AS "linkFor"`,
        [id, confirmedBy, lost],
      )
    : [];
  if (!ended) throw new NotFound('factor reset');
  return ended;
}

const mayReset = (actor: Actor): actor is Member | InstanceAdmin =>
  actor.kind === 'instance_admin' || (isMember(actor) && mayAll(actor, WRITE.members));

/** The bank's administrator, or the installation's. */
function administrator(actor: Actor): Member | InstanceAdmin {
  if (!mayReset(actor)) throw new NotFound('factor reset');
  return actor;
}
