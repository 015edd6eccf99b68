import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, ruleFromPg, run } from '#platform/database';
import { type Actor, IN_PLACE, PERIODS, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { AccountClosingService } from './account-closing.service.js';
import { everSignedIn } from './account-reach.js';

/** An account that will close, with those who are told of it. */
export interface UnusedAccount {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Somebody came in with it once; else they were invited and never did. */
  readonly opened: boolean;
  /** The last day on which it may be used, as « 2026-11-25 ». */
  readonly until: string;
  /** Where they work, or are invited to: whose manager is told. */
  readonly memberships: readonly {
    readonly organisationId: string;
    readonly organisation: string;
    readonly name: string;
    readonly number: number;
  }[];
}

/** An account that stays open although nobody uses it: nobody else manages what it manages. */
export interface RemainingAccount {
  readonly userId: string;
  /** What nobody else manages; null: the installation. */
  readonly organisation: string | null;
  readonly number: number | null;
}

const SYSTEM: Actor = { kind: 'system', channel: 'system' };
const NOTICE = PERIODS.closing_notice.days;
const AT_ONCE = 50;
/** When the account `u` has been unused for as long as its period says; null where none is in force. */
const DUE = `(people.unused_since(u.id) + CASE WHEN ${everSignedIn('u')} THEN people.kept_for('unused_account') ELSE people.kept_for('invitation') END)`;
/** What the account `u` manages alone: an organisation where others work, the bank, the installation. */
const ALONE = `SELECT o.name AS organisation, m.operator_number AS number FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
    WHERE m.user_id = u.id AND m.active AND m.roles && people.manager_roles()
      AND (o.kind = 'bank' OR EXISTS (SELECT FROM people.membership c WHERE c.organisation_id = o.id AND c.user_id <> u.id AND c.active))
      AND NOT EXISTS (SELECT FROM people.membership c JOIN people.app_user cu ON cu.id = c.user_id
        WHERE c.organisation_id = o.id AND c.user_id <> u.id AND c.active AND cu.active AND c.roles && people.manager_roles())
  UNION ALL SELECT NULL, NULL WHERE u.instance_admin AND NOT EXISTS (SELECT FROM people.app_user a WHERE a.id <> u.id AND a.instance_admin AND a.active)`;

/** The end of accounts that nobody uses, announced before: invited people who never came, people who have not come for long. */
@Injectable()
export class UnusedAccountsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly closing: AccountClosingService,
  ) {}

  /** Announces, once, the accounts that will close: marked and written in the audit; `tell` writes to people in the same transaction. @returns how many */
  async announce(tell: (tx: EntityManager, account: UnusedAccount) => Promise<void>): Promise<number> {
    return this.db.transaction(async (tx) => {
      const due = await rows<UnusedAccount>(
        tx,
        `UPDATE people.app_user u SET closing_told_at = platform.now() WHERE u.id IN (
           SELECT u.id FROM people.app_user u WHERE u.active AND u.closing_told_at IS NULL AND ${DUE} - make_interval(days => $1) <= platform.now()
             AND NOT EXISTS (${ALONE}) ORDER BY u.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
         RETURNING u.id AS "userId", u.name, u.email, ${everSignedIn('u')} AS opened,
           to_char(greatest(${DUE}, platform.now() + make_interval(days => $1)) AT TIME ZONE (SELECT b.time_zone FROM people.bank b), 'YYYY-MM-DD') AS until,
           (SELECT coalesce(json_agg(json_build_object('organisationId', o.id, 'organisation', o.name, 'name', coalesce(m.invited_as, u.name), 'number', m.operator_number) ORDER BY o.name), '[]')
            FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
            WHERE m.user_id = u.id AND (m.active OR m.invited_as IS NOT NULL)) AS memberships`,
        [NOTICE, AT_ONCE],
      );
      for (const account of due) {
        await audit(tx, SYSTEM, 'announce_closing', { kind: 'user', id: account.userId }, { until: account.until });
        await tell(tx, account);
      }
      return due.length;
    });
  }

  /** Accounts that would close, if somebody else managed what they manage. They stay open; the bank is told each time that their period has passed again. */
  async keep(tell: (tx: EntityManager, remaining: RemainingAccount) => Promise<void>): Promise<number> {
    return this.db.transaction(async (tx) => {
      const remaining = await rows<RemainingAccount>(
        tx,
        `WITH due AS (UPDATE people.app_user u SET closing_told_at = platform.now() WHERE u.id IN (
           SELECT u.id FROM people.app_user u WHERE u.active AND coalesce(u.closing_told_at < platform.now() - people.kept_for('unused_account'), true)
             AND ${DUE} <= platform.now() AND EXISTS (${ALONE}) ORDER BY u.id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED) RETURNING u.*)
         SELECT u.id AS "userId", a.organisation, a.number FROM due u CROSS JOIN LATERAL (${ALONE}) a`,
        [AT_ONCE],
      );
      for (const one of remaining) {
        await audit(tx, SYSTEM, 'keep_open', { kind: 'user', id: one.userId });
        await tell(tx, one);
      }
      return remaining.length;
    });
  }

  /** Closes accounts whose end was announced long enough ago, and that nobody used since. @returns how many */
  async closeDue(): Promise<number> {
    const due = await rows<{ id: string }>(
      this.db,
      `SELECT u.id FROM people.app_user u WHERE u.active AND u.closing_told_at <= platform.now() - make_interval(days => $1) AND ${DUE} <= platform.now()
         AND people.unused_since(u.id) <= u.closing_told_at AND NOT EXISTS (${ALONE}) ORDER BY u.id LIMIT $2`,
      [NOTICE, AT_ONCE],
    );
    let closed = 0;
    for (const { id } of due) closed += (await this.close(id)) ? 1 : 0;
    return closed;
  }

  /** What an organisation wrote of somebody who has an account and never answered goes: they are asked anew, or not at all. @returns how many */
  async forgetInvitations(): Promise<number> {
    return this.db.transaction(async (tx) => {
      const ended = await run(
        tx,
        `UPDATE people.membership SET invited_as = $1 WHERE invited_as <> $1 AND invited_at < platform.now() - people.kept_for('invitation')`,
        [IN_PLACE.invitation],
      );
      if (ended) await audit(tx, SYSTEM, 'forget', { kind: 'invitation' }, { count: ended });
      return ended;
    });
  }

  private async close(userId: string): Promise<boolean> {
    return this.db
      .transaction(async (tx) => {
        await this.closing.close(tx, SYSTEM, userId);
        await run(tx, 'UPDATE people.app_user SET closed_unused = true WHERE id = $1', [userId]);
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof RuleBroken || ruleFromPg(error)) return false;
        throw error;
      });
  }
}
