import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rowOf, rows, run } from '#platform/database';
import { type Actor, IN_PLACE, isMember, NotFound, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { dropFactors } from '../second-factor/factors.js';
import { endSessionsAndDevices } from '../sign-in/known-devices.js';
import { endLinks } from '../sign-in/links.service.js';

mapConstraint('app_user_erased_is_closed', 'people.account_erased');

export interface AccountState {
  readonly userId: string;
  readonly active: boolean;
  readonly erased: boolean;
  readonly runs: boolean;
  readonly organisations: readonly string[];
  readonly sessions: number;
  readonly keys: number;
  /** Of a closed account: when its name goes by itself; null where no period is in force. */
  readonly goesAt: Date | null;
  /** Of a closed account: what keeps the name beyond that day, because it is not over. */
  readonly neededBy: 'ticket' | 'donation' | null;
}

const SYSTEM: Actor = { kind: 'system', channel: 'system' };
/** What an erased account is called; its operator numbers say which it was. */
const ERASED = IN_PLACE.account;
const AT_ONCE = 100;

/** The end of an account, for whoever left every organisation: closed in one act, opened again by one, and erased once nobody needs the name. */
@Injectable()
export class AccountClosingService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async state(userId: string): Promise<AccountState> {
    const state = await rowOf<AccountState>(
      this.db,
      `SELECT u.id AS "userId", u.active, u.erased_at IS NOT NULL AS erased, u.instance_admin AS runs,
         (SELECT coalesce(json_agg(o.name ORDER BY o.name), '[]') FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
          WHERE m.user_id = u.id AND (m.active OR m.invited_as IS NOT NULL)) AS organisations,
         (SELECT count(*)::int FROM people.session s WHERE s.user_id = u.id AND s.expires_at > platform.now()) AS sessions,
         (SELECT count(*)::int FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id
          WHERE m.user_id = u.id AND t.revoked_at IS NULL AND t.expires_at > platform.now()) AS keys,
         people.name_goes(u.closed_at) AS "goesAt", CASE WHEN u.closed_at IS NOT NULL THEN people.why_name_stays(u.id) END AS "neededBy"
       FROM people.app_user u WHERE u.id = $1`,
      [userId],
      { user: userId },
    );
    return state;
  }

  /**
   * What was done stays, and so does the name.
   * @throws RuleBroken `people.close_oneself`, `people.runs_the_installation`, `people.last_admin`, `people.last_manager` where others work in an
   * organisation that nobody else manages; NotFound
   */
  async close(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    const user = await lockAccount(tx, actor, userId);
    if (user.runs) {
      const others = await run(
        tx,
        'SELECT 1 FROM people.app_user WHERE instance_admin AND active AND id <> $1 FOR UPDATE',
        [userId],
      );
      if (!others) throw new RuleBroken('people.last_admin');
    }
    await endSessionsAndDevices(tx, userId);
    const keys = await run(
      tx,
      `UPDATE people.machine_credential SET revoked_at = platform.now() WHERE revoked_at IS NULL
         AND membership_id IN (SELECT m.id FROM people.membership m WHERE m.user_id = $1)`,
      [userId],
    );
    await endLinks(tx, userId);
    await endLinks(tx, userId, ['joining']);
    await run(tx, 'DELETE FROM people.saved_filter WHERE user_id = $1', [userId]);
    const memberships = await run(tx, 'UPDATE people.membership SET active = false WHERE user_id = $1 AND active', [
      userId,
    ]);
    await run(tx, 'UPDATE people.app_user SET active = false WHERE id = $1', [userId]);
    await audit(tx, actor, 'close', { kind: 'user', id: userId }, { memberships, keys });
  }

  /** Each organisation brings its member back by itself. @throws RuleBroken `people.account_erased`; as `close` */
  async reopen(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    await lockAccount(tx, actor, userId);
    await run(tx, 'UPDATE people.app_user SET active = true WHERE id = $1', [userId]);
    await audit(tx, actor, 'reopen', { kind: 'user', id: userId });
  }

  /**
   * For good: name, address, password, second factors, providers. Histories keep the operator number; a name under a signed act stays as long as
   * the act.
   * @throws RuleBroken `people.account_open`, `people.account_erased`; as `close`
   */
  async erase(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    const user = await lockAccount(tx, actor, userId);
    if (user.active) throw new RuleBroken('people.account_open');
    if (user.erased) throw new RuleBroken('people.account_erased');
    await forget(tx, actor, userId);
  }

  /** Accounts closed for as long as `people.retention` says, unless something that is not over still needs the name. @returns how many */
  async eraseDue(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const due = await rows<{ id: string }>(
        tx,
        `SELECT u.id FROM people.app_user u WHERE NOT u.active AND u.erased_at IS NULL AND people.name_goes(u.closed_at) <= platform.now()
           AND people.why_name_stays(u.id) IS NULL ORDER BY u.closed_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
        [AT_ONCE],
      );
      for (const { id } of due) await forget(tx, SYSTEM, id);
      return due.length;
    });
  }
}

async function forget(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
  await audit(tx, actor, 'forget', { kind: 'user', id: userId });
  await dropFactors(tx, userId);
  await run(tx, 'DELETE FROM people.provider_identity WHERE user_id = $1', [userId]);
  await run(tx, 'DELETE FROM people.one_time_link WHERE user_id = $1', [userId]);
  await run(tx, 'DELETE FROM people.saved_filter WHERE user_id = $1', [userId]);
  await run(tx, 'UPDATE people.membership SET invited_as = $2 WHERE user_id = $1 AND invited_as IS NOT NULL', [
    userId,
    ERASED,
  ]);
  // RFC 2606: no mail ever goes to `.invalid`, and nobody can sign in with it.
  await run(
    tx,
    `UPDATE people.app_user SET name = $2, email = id || '@efface.invalid', password_hash = NULL, instance_admin = false, erased_at = platform.now()
     WHERE id = $1`,
    [userId, ERASED],
  );
}

async function lockAccount(
  tx: EntityManager,
  actor: Actor,
  userId: string,
): Promise<{ readonly active: boolean; readonly erased: boolean; readonly runs: boolean }> {
  const [user] = await rows<{ active: boolean; erased: boolean; runs: boolean }>(
    tx,
    `SELECT active, erased_at IS NOT NULL AS erased, instance_admin AS runs FROM people.app_user WHERE id = $1 FOR UPDATE`,
    [userId],
  );
  if (!user) throw new NotFound('user');
  if ((isMember(actor) || actor.kind === 'instance_admin') && actor.userId === userId)
    throw new RuleBroken('people.close_oneself');
  if (user.runs && isMember(actor)) throw new RuleBroken('people.runs_the_installation');
  return user;
}
