import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, type Reader, rowOf, rows, run } from '#platform/database';
import {
  type Actor,
  type InstanceAdmin,
  isMember,
  type Member,
  may,
  mayAll,
  NotFound,
  newId,
  RuleBroken,
  type Waiting,
  WRITE,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import type { NotTheirs } from '../members/account-reach.js';
import type { MembershipView } from '../members/user.views.js';
import { dropFactors, hasFactor } from './factors.js';

mapConstraint('factor_reset_once', 'people.reset_asked_already');
mapConstraint('factor_reset_of_another', 'people.reset_of_oneself');
mapConstraint('factor_reset_by_two', 'people.reset_by_two');

/** For how long somebody else may confirm. */
const DAYS = 3;

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
  /** The reader and whoever asked have administered the bank for long enough, or the reader administers the installation. */
  readonly may: boolean;
}

export type PeopleWaiting = 'resets_to_confirm';

type Credential = 'second_factor' | 'password';

/** SQL: a request of `factor_reset r` that may still be confirmed. */
const WAITS = 'r.ended_at IS NULL AND r.expires_at > platform.now()';

/**
 * For how long a colleague whose access the bank or the installation ended still counts: nobody is alone by their act. Whom the organisation itself
 * sent away, who left or whose unused account closed counts no more.
 */
const ENDED_DAYS = 30;

/** SQL: somebody else who fulfils this manages an organisation of the user `u`: `c` is their membership, `cu` their account. */
const colleague = (which: string): string =>
  `EXISTS (SELECT FROM people.membership m JOIN people.membership c ON c.organisation_id = m.organisation_id AND c.user_id <> m.user_id
     JOIN people.app_user cu ON cu.id = c.user_id
   WHERE m.user_id = u.id AND m.invited_as IS NULL AND ${which})`;

const MANAGES = 'c.roles && people.manager_roles()';

const LATELY = `platform.now() - make_interval(days => ${ENDED_DAYS})`;

/** SQL: people of elsewhere ended the membership `c`, or its account, lately; of one that is no manager's any more, it was. */
const ENDED_LATELY = `EXISTS (SELECT FROM people.audit_entry e WHERE e.at > ${LATELY} AND e.user_id IS NOT NULL
   AND (e.verb = 'change' AND e.subject_id = c.id OR e.verb = 'close' AND e.subject_id = cu.id)
   AND NOT people.acts_for_its_own(e.membership_id, c.organisation_id, ${LATELY}))
 AND (${MANAGES} OR EXISTS (SELECT FROM people.audit_entry e WHERE e.verb IN ('join', 'change') AND e.subject_id = c.id
   AND jsonb_exists_any(e.facts -> 'roles', people.manager_roles())))`;

/**
 * SQL: why two of the bank give the user `u` no link to choose a password. Their account opens what the bank does not read, so they do it only
 * where nobody else manages.
 */
const WHY_NO_LINK = `CASE
  WHEN u.instance_admin THEN 'people.runs_the_installation'
  WHEN NOT u.active THEN 'people.account_is_closed'
  WHEN ${colleague(`${MANAGES} AND c.active AND cu.active`)} THEN
    CASE WHEN (SELECT count(*) FROM people.membership m WHERE m.user_id = u.id AND m.invited_as IS NULL) > 1
      THEN 'people.colleagues_cannot_help' ELSE 'people.has_colleagues' END
  WHEN ${colleague(ENDED_LATELY)} THEN 'people.had_colleagues' END`;

const WHY_NO_REMOVAL = `CASE WHEN NOT ${hasFactor('u.id')} THEN 'people.no_second_factor' END`;

/** Somebody lost what proves who they are: two administrators let them begin anew; of a second factor, the server's command line too. */
@Injectable()
export class FactorResetsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async waiting(actor: Actor): Promise<FactorResetView[]> {
    const { userId } = administrator(actor);
    return rows<FactorResetView>(
      this.db,
      `SELECT r.id, r.user_id AS "userId", u.name, u.email, r.asked_at AS "askedAt", a.name AS "askedBy", r.link_for AS "linkFor",
         r.asked_by = $1 OR r.user_id = $1 AS own, people.may_confirm_reset(r, $1) AS may
       FROM people.factor_reset r JOIN people.app_user u ON u.id = r.user_id JOIN people.app_user a ON a.id = r.asked_by
       WHERE ${WAITS} ORDER BY r.id`,
      [userId],
    );
  }

  /** Those that the reader may confirm: they end by themselves after some days, so that the home page says them. */
  async today(actor: Actor, on: Reader = this.db): Promise<Waiting<PeopleWaiting>[]> {
    if (!may(actor, WRITE.bank) || !mayReset(actor)) return [];
    const [found] = await rows<{ n: number; oldest: number | null }>(
      on,
      `SELECT count(*)::int AS n, extract(day FROM platform.now() - min(r.asked_at))::int AS oldest FROM people.factor_reset r
       WHERE ${WAITS} AND r.asked_by <> $1 AND r.user_id <> $1 AND people.may_confirm_reset(r, $1)`,
      [actor.userId],
    );
    return [{ what: 'resets_to_confirm', count: found!.n, oldest: found!.oldest }];
  }

  /** Since when the reader administers the bank; null: they administer the installation alone. And for how many days whoever confirms has. */
  async confirmer(actor: Actor): Promise<{ readonly since: Date | null; readonly days: number }> {
    const [found] = await rows<{ since: Date | null; days: number }>(
      this.db,
      'SELECT people.administers_since($1) AS since, people.reset_confirmer_days() AS days',
      [administrator(actor).userId],
    );
    return found!;
  }

  /** Why two may not help somebody who lost this, or whether they were asked to, for whoever may ask; null for whoever may not. */
  async state(
    actor: Actor,
    userId: string,
    credential: Credential,
  ): Promise<{ readonly refused: NotTheirs; readonly asked: boolean } | null> {
    if (!mayReset(actor)) return null;
    const [found] = await rows<{ refused: NotTheirs; asked: boolean }>(
      this.db,
      `SELECT ${credential === 'password' ? WHY_NO_LINK : WHY_NO_REMOVAL} AS refused,
         EXISTS (SELECT FROM people.factor_reset r WHERE r.user_id = u.id AND (r.link_for IS NOT NULL) = ($2 = 'password') AND ${WAITS}) AS asked
       FROM people.app_user u WHERE u.id = $1`,
      [userId, credential],
    );
    return found ?? null;
  }

  /** @throws RuleBroken `people.no_second_factor`, `people.reset_asked_already`, `people.reset_of_oneself`; NotFound for whoever is no administrator */
  async ask(tx: EntityManager, actor: Actor, { userId }: Pick<MembershipView, 'userId'>): Promise<void> {
    const by = administrator(actor);
    await mustBeNeeded(tx, userId, WHY_NO_REMOVAL);
    await recordRequest(tx, by, userId, null);
    await audit(tx, actor, 'ask_factor_reset', { kind: 'user', id: userId });
  }

  /** @throws RuleBroken as `WHY_NO_LINK` says, `people.reset_asked_already`, `people.reset_of_oneself`; NotFound */
  async askPassword(tx: EntityManager, actor: Actor, { id, userId }: MembershipView): Promise<void> {
    const by = administrator(actor);
    await mustBeNeeded(tx, userId, WHY_NO_LINK);
    await recordRequest(tx, by, userId, id);
    await audit(tx, actor, 'ask_password_reset', { kind: 'user', id: userId });
  }

  /** The member for whom a link was asked, whether or not it was given. @throws NotFound */
  async memberOf(actor: Actor, id: string): Promise<string> {
    administrator(actor);
    const found = await rowOf<{ linkFor: string }>(
      this.db,
      'SELECT link_for AS "linkFor" FROM people.factor_reset WHERE id = $1 AND link_for IS NOT NULL',
      [id],
      { 'factor reset': id },
    );
    return found.linkFor;
  }

  /** Whoever confirms may be shown the link. @throws RuleBroken as `confirm` and `askPassword`: a colleague may have come since it was asked; NotFound */
  async confirmPassword(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const { userId } = await endRequest(tx, id, 'password', administrator(actor).userId);
    await mustBeNeeded(tx, userId, WHY_NO_LINK);
    await audit(tx, actor, 'reset_password', { kind: 'user', id: userId });
  }

  /**
   * All that the person proved besides their password goes, and their sessions end.
   * @returns whose @throws RuleBroken `people.reset_by_two`, `people.reset_of_oneself`, `people.reset_by_a_newcomer`; NotFound
   */
  async confirm(tx: EntityManager, actor: Actor, id: string): Promise<string> {
    const by = administrator(actor);
    const { userId } = await endRequest(tx, id, 'second_factor', by.userId);
    await dropFactors(tx, userId);
    await audit(tx, actor, 'reset_factor', { kind: 'user', id: userId });
    return userId;
  }

  /** Nobody needs it any more. @throws NotFound */
  async callOff(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    administrator(actor);
    const { userId, linkFor } = await endRequest(tx, id, null, null);
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

async function recordRequest(
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

async function mustBeNeeded(tx: EntityManager, userId: string, why: string): Promise<void> {
  const [user] = await rows<{ why: NotTheirs }>(tx, `SELECT ${why} AS why FROM people.app_user u WHERE u.id = $1`, [
    userId,
  ]);
  if (user?.why) throw new RuleBroken(user.why);
}

/** Confirmed, or called off. @param credential null: whichever it was */
async function endRequest(
  tx: EntityManager,
  id: string,
  credential: Credential | null,
  confirmedBy: string | null,
): Promise<{ readonly userId: string; readonly linkFor: string | null }> {
  const ended = await rowOf<{ userId: string; linkFor: string | null }>(
    tx,
    `UPDATE people.factor_reset r SET ended_at = platform.now(), confirmed_by = $2
         WHERE r.id = $1 AND ($3::text IS NULL OR (r.link_for IS NOT NULL) = ($3 = 'password')) AND ${WAITS}
         RETURNING r.user_id AS "userId", r.link_for AS "linkFor"`,
    [id, confirmedBy, credential],
    { 'factor reset': id },
  );
  return ended;
}

const mayReset = (actor: Actor): actor is Member | InstanceAdmin =>
  actor.kind === 'instance_admin' || (isMember(actor) && mayAll(actor, WRITE.members));

function administrator(actor: Actor): { readonly userId: string } {
  if (!mayReset(actor) || actor.userId === null) throw new NotFound('factor reset');
  return { userId: actor.userId };
}
