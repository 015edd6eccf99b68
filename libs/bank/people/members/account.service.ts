import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rowOf, rows, run } from '#platform/database';
import { type Actor, isId, NotFound, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { type Doorstep, endSessionsAndDevices, knownDevice } from '../sign-in/known-devices.js';
import {
  acceptMembership,
  endLinks,
  keysOf,
  LinksService,
  type OwnKey,
  replacePassword,
} from '../sign-in/links.service.js';
import { hashPassword } from '../sign-in/password.js';
import { SignInService } from '../sign-in/sign-in.service.js';
import { joiningTriesOf } from '../sign-in/tries.js';
import { CONFIRMED_MINUTES } from '../signatories/confirmation.js';
import { mustBeAddress } from './address.js';

export interface OwnSession {
  readonly id: string;
  /** « Firefox sur Windows »; empty when it was not recognised. */
  readonly device: string;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
  readonly here: boolean;
  /** It began so short a time ago that its person needs no new proof. */
  readonly lately: boolean;
}

export interface LinkedProvider {
  readonly issuer: string;
  readonly linkedAt: Date;
}

export interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Without one they come in by an identity provider, and sign nothing. */
  readonly hasPassword: boolean;
  readonly keys: readonly OwnKey[];
  readonly providers: readonly LinkedProvider[];
  readonly sessions: readonly OwnSession[];
}

/** What somebody settles of their own account: nobody else does so here. */
@Injectable()
export class AccountService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly signIns: SignInService,
    private readonly links: LinksService,
  ) {}

  /** @param session the hash of the session that asks. @throws NotFound */
  async view(userId: string, session: string | null): Promise<AccountView> {
    const account = await rowOf<Omit<AccountView, 'sessions'>>(
      this.db,
      `SELECT u.id, u.name, u.email, u.password_hash IS NOT NULL AS "hasPassword", ${keysOf('u.id')} AS keys,
         (SELECT coalesce(json_agg(json_build_object('issuer', p.issuer, 'linkedAt', p.linked_at) ORDER BY p.id), '[]')
          FROM people.provider_identity p WHERE p.user_id = u.id) AS providers
       FROM people.app_user u WHERE u.id = $1`,
      [userId],
      { user: userId },
    );
    const sessions = await rows<OwnSession>(
      this.db,
      `SELECT id, device, created_at AS "openedAt", last_seen_at AS "lastSeenAt", secret_hash IS NOT DISTINCT FROM $2 AS here,
         created_at > platform.now() - make_interval(mins => $3) AS lately
       FROM people.session WHERE user_id = $1 AND expires_at > platform.now() ORDER BY here DESC, last_seen_at DESC, id`,
      [userId, session, CONFIRMED_MINUTES],
    );
    const providers = account.providers.map((one) => ({ ...one, linkedAt: new Date(one.linkedAt) }));
    return { ...account, providers, sessions };
  }

  /** Every other session ends, and every access key that is not kept. @throws RuleBroken `people.password_wrong`, those of `hashPassword` */
  async changePassword(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    form: {
      readonly current: string;
      readonly password: string;
      readonly keep: readonly string[];
      readonly session: string;
      readonly device: string | null;
    },
  ): Promise<void> {
    // Of two at once the second is asked for the password that the first one set.
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    await this.signIns.mustBeThem(tx, userId, form.current);
    const { session, device, keep } = form;
    await replacePassword(tx, userId, await hashPassword(form.password), { keep, session, device });
    await audit(tx, actor, 'set_password', { kind: 'user', id: userId });
  }

  /**
   * The link goes to the new address, and nothing changes before it is followed.
   * @returns the link's secret. @throws RuleBroken `people.password_wrong`, `people.email_wrong`, `people.same_address`
   */
  async askForAddress(
    tx: EntityManager,
    userId: string,
    form: { readonly email: string; readonly current: string },
  ): Promise<{ readonly secret: string; readonly email: string }> {
    const email = mustBeAddress(form.email);
    await this.signIns.mustBeThem(tx, userId, form.current);
    const same = await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 AND email = $2', [userId, email]);
    if (same) throw new RuleBroken('people.same_address', {}, 'email');
    return { email, secret: await this.links.make(tx, userId, { purpose: 'email', madeBy: userId, newEmail: email }) };
  }

  /** Links to the old mailbox end. @returns whose it was, and the address before. @throws RuleBroken `people.link_used`, `people.email_taken` */
  async confirmAddress(
    tx: EntityManager,
    secret: string,
  ): Promise<{ readonly userId: string; readonly name: string; readonly before: string; readonly email: string }> {
    const { userId, newEmail } = await this.links.use(tx, secret, ['email']);
    const [user] = await rows<{ name: string; email: string }>(
      tx,
      'SELECT name, email FROM people.app_user WHERE id = $1',
      [userId],
    );
    const who: Actor = { kind: 'system', channel: 'page' };
    await audit(tx, who, 'correct', { kind: 'user', id: userId }, { fields: ['email'], reason: 'renamed', by: 'link' });
    await run(tx, 'UPDATE people.app_user SET email = $2 WHERE id = $1', [userId, newEmail]);
    await endLinks(tx, userId);
    return { userId, name: user!.name, before: user!.email, email: newEmail! };
  }

  /**
   * Says yes to an organisation that invited an account: whoever got the link, and has the account's password. Neither alone is enough: who
   * made an account of somebody else's address never gets the link, who sees the link has no password. Wrong ones count against who has the link,
   * where they come from: nobody's tries elsewhere refuse it.
   * @throws RuleBroken `people.password_wrong`, `people.sign_in_throttled`, `people.link_used`, `people.organisation_closed`
   */
  async acceptInvitation(tx: EntityManager, secret: string, password: string, from: Doorstep): Promise<void> {
    const { userId, membershipId } = await this.links.use(tx, secret, ['joining']);
    const device = await knownDevice(tx, from.device ?? null, userId);
    await this.signIns.mustBeThem(tx, userId, password, joiningTriesOf(userId, from.address, device));
    await acceptMembership(tx, membershipId!);
  }

  /** Ends one of one's own sessions. @throws NotFound for another's */
  async endSession(tx: EntityManager, userId: string, id: string): Promise<void> {
    const ended = isId(id)
      ? await run(tx, 'DELETE FROM people.session WHERE id = $1 AND user_id = $2', [id, userId])
      : 0;
    if (!ended) throw new NotFound('session');
  }

  /** Ends all of one's own sessions, this one too; their browsers are known no more. */
  async endSessions(tx: EntityManager, actor: Actor, userId: string): Promise<void> {
    await endSessionsAndDevices(tx, userId);
    await audit(tx, actor, 'sign_out_everywhere', { kind: 'user', id: userId });
  }
}
