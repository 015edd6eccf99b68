import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { areExhausted, forgiveAttempts, noteAttempts, rows, run, type Tries } from '#database';
import { type Member, newId, newSecret, PERIODS, RuleBroken, sha256 } from '#kernel';
import { auditSignIn } from './audit.js';
import { browserWords } from './browser-words.js';
import { type Confirmation, freshConfirmation, type Given, noteConfirmation } from './confirmation.js';
import type { SignedAct } from './lists.js';
import { passwordMatches } from './password.js';

const SESSION_HOURS = PERIODS.session.hours;
const MINUTES = 15;
/** Failures of an account, and of an address that many may share. */
const BY_ACCOUNT = { of: 'sign-in', times: 10, minutes: MINUTES };
const BY_ADDRESS = { of: 'sign-in from', times: 50, minutes: MINUTES };
/** Of whoever signs a statement with the password again. */
const BY_SIGNER = { of: 'signature', times: 10, minutes: MINUTES };

/** Password sign-in, and the session rows behind the cookie. */
@Injectable()
export class SignInService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Checks e-mail and password and opens a session in the user's first active membership (or as instance administrator).
   * @param browser what it says of itself; kept in a few words, for the list of one's sessions
   * @returns the session's secret, for the cookie; only its hash is stored.
   * @throws RuleBroken `people.sign_in_refused`, `people.sign_in_throttled` (ten failures in 15 minutes per account or address).
   */
  async signIn(email: string, password: string, address: string, browser = ''): Promise<string> {
    const account = { allowance: BY_ACCOUNT, by: email.trim().toLowerCase() };
    const tries = [account, { allowance: BY_ADDRESS, by: address }];
    await mustNotBeThrottled(this.db, tries);
    const [user] = await rows<{
      id: string;
      password_hash: string | null;
      instance_admin: boolean;
      membership_id: string | null;
    }>(
      this.db,
      `SELECT u.id, u.password_hash, u.instance_admin,
              (SELECT m.id FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
               WHERE m.user_id = u.id AND m.active AND o.active ORDER BY m.created_at, m.id LIMIT 1) AS membership_id
       FROM people.app_user u WHERE u.email = $1 AND u.active`,
      [email.trim().toLowerCase()],
    );
    const right = await passwordMatches(user?.password_hash ?? null, password);
    // Again, and of right and wrong alike: of a hundred that came at once, none had found the failure of another.
    await mustNotBeThrottled(this.db, tries);
    const door = user && { userId: user.id, membershipId: user.membership_id, channel: 'page' as const };
    if (!user || !door || !right || (!user.membership_id && !user.instance_admin)) {
      await noteAttempts(this.db, ...tries);
      if (door) await auditSignIn(this.db, door, 'sign_in_refused', 'password');
      throw new RuleBroken('people.sign_in_refused', {}, 'email');
    }
    await forgiveAttempts(this.db, account);
    const secret = newSecret();
    await run(
      this.db,
      `INSERT INTO people.session (id, secret_hash, user_id, membership_id, expires_at, device)
       VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5), $6)`,
      [newId(), sha256(secret), user.id, user.membership_id, SESSION_HOURS, browserWords(browser)],
    );
    await auditSignIn(this.db, door, 'sign_in', 'password');
    return secret;
  }

  /** Ends a session. */
  async signOut(secret: string): Promise<void> {
    await run(this.db, 'DELETE FROM people.session WHERE secret_hash = $1', [sha256(secret)]);
  }

  /** Moves the session to another of the user's active memberships; `null` is the instance administrator's own view. */
  async switchTo(secret: string, membershipId: string | null): Promise<boolean> {
    const moved = await run(
      this.db,
      `UPDATE people.session s SET membership_id = $2 FROM people.app_user u
       WHERE s.secret_hash = $1 AND u.id = s.user_id AND (
         ($2::uuid IS NULL AND u.instance_admin)
         OR EXISTS (SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
                    WHERE m.id = $2 AND m.user_id = u.id AND m.active AND o.active))`,
      [sha256(secret), membershipId],
    );
    return moved > 0;
  }

  /**
   * Whether it is this person, now: what makes an act signed. It leaves a row; the same act of the same person in the same session needs
   * nothing given for ten minutes.
   * @param tx whose connection reads, so that many who sign at once do not wait for each other's; a failure is noted apart, and stays
   * @param given null when nothing was given: then only a fresh confirmation holds
   * @returns null when what was given is wrong.
   * @throws RuleBroken `people.confirmation_missing`; `people.sign_in_throttled`: a session left open is no place to guess a secret.
   */
  async confirms(tx: EntityManager, member: Member, act: SignedAct, given: Given | null): Promise<Confirmation | null> {
    if (!given) return freshConfirmation(tx, member, act);
    const tries = [{ allowance: BY_SIGNER, by: member.userId }];
    await mustNotBeThrottled(tx, tries);
    const right = await this.isRight(tx, member.userId, given);
    await mustNotBeThrottled(tx, tries);
    if (right) return noteConfirmation(tx, member, act, given.form);
    await noteAttempts(this.db, ...tries);
    return null;
  }

  /**
   * Whether it is this person, for what changes their account: each time anew.
   * @throws RuleBroken `people.password_wrong` at `field`; `people.sign_in_throttled`
   */
  async mustBeThem(tx: EntityManager, userId: string, password: string, field = 'currentPassword'): Promise<void> {
    const tries = [{ allowance: BY_SIGNER, by: userId }];
    await mustNotBeThrottled(tx, tries);
    const right = await this.isRight(tx, userId, { form: 'password', password });
    await mustNotBeThrottled(tx, tries);
    if (right) return;
    await noteAttempts(this.db, ...tries);
    throw new RuleBroken('people.password_wrong', {}, field);
  }

  private async isRight(tx: EntityManager, userId: string, given: Given): Promise<boolean> {
    const [user] = await rows<{ password_hash: string | null }>(
      tx,
      'SELECT password_hash FROM people.app_user WHERE id = $1 AND active',
      [userId],
    );
    return passwordMatches(user?.password_hash ?? null, given.password);
  }

  /** Forgets ended sessions, and links past their time. */
  async sweep(): Promise<void> {
    await run(this.db, 'DELETE FROM people.session WHERE expires_at < now()');
    await run(this.db, 'DELETE FROM people.one_time_link WHERE created_at < now() - make_interval(days => $1)', [
      PERIODS.one_time_link.days,
    ]);
  }
}

async function mustNotBeThrottled(on: DataSource | EntityManager, tries: readonly Tries[]): Promise<void> {
  if (await areExhausted(on, ...tries)) throw new RuleBroken('people.sign_in_throttled', { minutes: MINUTES });
}
