import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { beside, forgiveAttempts, noteAttempts, type Reader, rows, run, type Tries } from '#platform/database';
import { type Member, PERIODS, RuleBroken, sha256 } from '#platform/kernel';
import { auditSignIn } from '../audit/audit.js';
import { normalAddress } from '../members/address.js';
import { type Origin, originOf } from '../providers/origin.js';
import { type Factors, factorsOf } from '../second-factor/factors.js';
import { PasskeysService, type Site } from '../second-factor/passkeys.service.js';
import { SecondFactorService } from '../second-factor/second-factor.service.js';
import { isSameAsAt, standingStep } from '../second-factor/step.js';
import {
  CONFIRMED_MINUTES,
  type Confirmation,
  freshConfirmation,
  noteConfirmation,
  type SignedProof,
} from '../signatories/confirmation.js';
import type { SignedAct } from '../word-lists.js';
import {
  type Account,
  accountOf,
  auditedAccount,
  beginSession,
  completeSignIn,
  KNOWN,
  type SignInOutcome,
} from './complete-sign-in.js';
import { type Doorstep, forgetOldDevices, knownDevice, rememberDevice } from './known-devices.js';
import { passwordMatches } from './password.js';
import { beganLately, renewSession } from './sessions.js';
import { ALLOWED, forgiven, mustHaveTriesLeft, triesOf } from './tries.js';

/** Ways to sign in, and the session rows behind the cookie. */
@Injectable()
export class SignInService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly factors: SecondFactorService,
    private readonly passkeys: PasskeysService,
  ) {}

  /**
   * Checks e-mail and password. Who has a second factor is asked for it; for anybody else a session opens.
   * @throws RuleBroken `people.sign_in_refused`, `people.sign_in_throttled` (`ALLOWED` says when; a known browser waits for its own failures alone)
   */
  async enter(email: string, password: string, from: Doorstep): Promise<SignInOutcome> {
    const account = normalAddress(email);
    const [user] = await rows<Account>(this.db, `${KNOWN} WHERE u.email = $1 AND u.active`, [account]);
    const tries = triesOf(account, from.address, await knownDevice(this.db, from.device ?? null, user?.id));
    await mustHaveTriesLeft(this.db, tries);
    const right = await passwordMatches(user?.passwordHash ?? null, password);
    // Again, and of right and wrong alike: of a hundred that came at once, none had found the failure of another.
    await mustHaveTriesLeft(this.db, tries);
    const door = user && auditedAccount(user);
    if (!user || !door || !right || !user.mayEnter) {
      await noteAttempts(this.db, ...tries);
      if (door) await auditSignIn(this.db, door, 'sign_in_refused', 'password');
      throw new RuleBroken('people.sign_in_refused', {}, 'email');
    }
    for (const ofAccount of forgiven(tries)) await forgiveAttempts(this.db, ofAccount);
    return completeSignIn(this.db, user, { by: 'password', browser: from.browser ?? '' });
  }

  /** For whoever has no second factor. @returns the session's secret; only its hash is stored. @throws as `enter`; RuleBroken `people.code_wrong` for whoever has one */
  async signIn(email: string, password: string, address: string): Promise<string> {
    const entered = await this.enter(email, password, { address });
    if ('secret' in entered) return entered.secret;
    throw new RuleBroken('people.code_wrong', {}, 'email');
  }

  /** @param device the secret that the browser has already @returns the one that it is to keep, which names no one */
  remember(session: string, device: string | null): Promise<string> {
    return rememberDevice(this.db, session, device);
  }

  /** What the page of the second step may ask for. @throws RuleBroken `people.step_over` */
  async asked(step: string): Promise<Factors> {
    return factorsOf(this.db, (await this.firstStep(this.db, step)).id);
  }

  /** @returns the session's secret, and by what it was opened. @throws RuleBroken `people.step_over`, `people.code_wrong`, `people.code_throttled` */
  async enterByCode(step: string, code: string, from: Doorstep): Promise<{ secret: string; by: 'totp' | 'recovery' }> {
    const user = await this.firstStep(this.db, step);
    try {
      return await this.db.transaction(async (tx) => {
        const by = await this.factors.takeCode(tx, user.id, code, from);
        const secret = await beginSession(tx, user, { by, browser: from.browser ?? '', origin: user.origin });
        return { by, secret };
      });
    } catch (error) {
      if (error instanceof RuleBroken && error.code === 'people.code_wrong')
        await auditSignIn(this.db, auditedAccount(user), 'sign_in_refused', 'code');
      throw error;
    }
  }

  /**
   * Something one has, which opens with what one knows or is. @param step of the first thing they proved, where it is the second @throws RuleBroken
   * `people.passkey_refused`, `people.step_over`
   */
  async enterByPasskey(answer: string, site: Site, browser = '', step = ''): Promise<string> {
    return this.db.transaction(async (tx) => {
      const user = await accountOf(tx, await this.passkeys.whose(tx, answer, site));
      if (!user?.mayEnter) throw new RuleBroken('people.passkey_refused');
      const first = step ? await standingStep(tx, step) : null;
      const origin = first?.userId === user.id ? first.origin : undefined;
      return beginSession(tx, user, { by: 'passkey', browser, origin });
    });
  }

  private async firstStep(on: Reader, token: string): Promise<Account & { readonly origin: Origin | undefined }> {
    const step = await standingStep(on, token);
    const user = await accountOf(on, step.userId);
    if (!user?.mayEnter || !isSameAsAt(step, user.passwordHash)) throw new RuleBroken('people.step_over');
    return { ...user, origin: step.origin };
  }

  /** Ends a session. @returns by which identity provider it was opened, if by one */
  async signOut(secret: string): Promise<Origin | null> {
    const origin = await originOf(this.db, secret);
    await run(this.db, 'DELETE FROM people.session WHERE secret_hash = $1', [sha256(secret)]);
    return origin;
  }

  /** `null` is the instance administrator's own view. What the session opens has changed: it gets another secret. @returns it; null when it did not move */
  async switchTo(secret: string, membershipId: string | null): Promise<string | null> {
    return this.db.transaction(async (tx) => {
      const moved = await run(
        tx,
        `UPDATE people.session s SET membership_id = $2 FROM people.app_user u
         WHERE s.secret_hash = $1 AND u.id = s.user_id AND (
           ($2::uuid IS NULL AND u.instance_admin)
           OR EXISTS (SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
                      WHERE m.id = $2 AND m.user_id = u.id AND m.active AND o.active))`,
        [sha256(secret), membershipId],
      );
      return moved ? renewSession(tx, sha256(secret)) : null;
    });
  }

  /**
   * Whether it is this person, now: what makes an act signed. It leaves a row; the same act of the same person in the same session needs
   * nothing given for ten minutes.
   * @param tx whose connection reads, so that many who sign at once do not wait for each other's; a failure is noted apart, and stays
   * @param given null when nothing was given: then only a fresh confirmation holds
   * @returns null when what was given is wrong.
   * @throws RuleBroken `people.confirmation_missing`, `people.key_signs_nothing`; `people.sign_in_throttled`: a session left open is no place to guess a secret.
   */
  async confirms(
    tx: EntityManager,
    member: Member,
    act: SignedAct,
    given: SignedProof | null,
  ): Promise<Confirmation | null> {
    if (!given) return freshConfirmation(tx, member, act);
    const { userId } = member;
    if (userId === null) throw new RuleBroken('people.key_signs_nothing', {}, 'password');
    const tries = [{ allowance: ALLOWED.again, by: userId }];
    await mustHaveTriesLeft(tx, tries);
    const right = await this.isRight(tx, userId, given);
    await mustHaveTriesLeft(tx, tries);
    if (right) return noteConfirmation(tx, member, act, given.form);
    await beside(tx, (own) => noteAttempts(own, ...tries));
    return null;
  }

  /**
   * For what changes their account: each time anew. @param tries against whom a wrong one counts @throws RuleBroken `people.password_wrong` at
   * `currentPassword`; `people.sign_in_throttled`
   */
  async mustBeThem(
    tx: EntityManager,
    userId: string,
    password: string,
    tries: readonly Tries[] = [{ allowance: ALLOWED.again, by: userId }],
  ): Promise<void> {
    await mustHaveTriesLeft(tx, tries);
    const right = await this.isRight(tx, userId, { form: 'password', password });
    await mustHaveTriesLeft(tx, tries);
    if (right) return;
    await beside(tx, (own) => noteAttempts(own, ...tries));
    throw new RuleBroken('people.password_wrong', {}, 'currentPassword');
  }

  /**
   * Whether it is this person, for what makes an account safer: who signed in a moment ago, or gives the password.
   * @param given.session the hash of the session that asks
   * @throws RuleBroken `people.password_missing`, `people.sign_in_again` for whoever has no password, and as `mustBeThem`
   */
  async mustBeThemLately(
    tx: EntityManager,
    userId: string,
    given: { readonly session: string; readonly password: string | undefined },
  ): Promise<void> {
    if (await this.isLately(given.session, tx)) return;
    if (!given.password) {
      const has = await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 AND password_hash IS NOT NULL', [userId]);
      throw new RuleBroken(has ? 'people.password_missing' : 'people.sign_in_again', {}, 'currentPassword');
    }
    await this.mustBeThem(tx, userId, given.password);
  }

  isLately(session: string, on: Reader = this.db): Promise<boolean> {
    return beganLately(on, session, CONFIRMED_MINUTES);
  }

  private async isRight(tx: EntityManager, userId: string, given: SignedProof): Promise<boolean> {
    const [user] = await rows<{ password_hash: string | null }>(
      tx,
      'SELECT password_hash FROM people.app_user WHERE id = $1 AND active',
      [userId],
    );
    return passwordMatches(user?.password_hash ?? null, given.password);
  }

  /** Forgets ended sessions, and browsers and links past their time. */
  async sweep(): Promise<void> {
    await run(this.db, 'DELETE FROM people.session WHERE expires_at < platform.now()');
    await forgetOldDevices(this.db);
    await run(this.db, 'DELETE FROM people.challenge_met WHERE at < platform.now() - make_interval(days => $1)', [
      PERIODS.attempts.days,
    ]);
    await run(
      this.db,
      'DELETE FROM people.totp WHERE confirmed_at IS NULL AND made_at < platform.now() - make_interval(days => $1)',
      [PERIODS.attempts.days],
    );
    await run(
      this.db,
      'DELETE FROM people.one_time_link WHERE created_at < platform.now() - make_interval(days => $1)',
      [PERIODS.one_time_link.days],
    );
  }
}
