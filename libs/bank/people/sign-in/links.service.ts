import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { forgiveAttempts, rows, run } from '#platform/database';
import { newSecret, RuleBroken, sha256 } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { everSignedIn } from '../members/account-reach.js';
import { ASKED_LINKS, type AskedLink, LINK_HOURS, type LinkPurpose, ONE_LINK_MINUTES } from '../word-lists.js';
import { accountOf, completeSignIn, type SignInOutcome } from './complete-sign-in.js';
import { type Doorstep, endSessionsAndDevices, knowDevice } from './known-devices.js';
import { hashPassword } from './password.js';
import { triesOfEverybody } from './tries.js';

/** From so many links in a day on, another one leaves only when the one before is good for so few minutes more. */
const MANY_LINKS = 20;
const NEARLY_OVER_MINUTES = 3;

const SYSTEM = { kind: 'system', channel: 'system' } as const;

export interface LinkOwner {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly purpose: LinkPurpose;
  readonly newEmail: string | null;
  /** Of a link that makes them a member: of what. */
  readonly organisationName: string | null;
  readonly keys: readonly OwnKey[];
}

interface Used {
  readonly userId: string;
  readonly newEmail: string | null;
  readonly membershipId: string | null;
}

/** An access key that somebody made, in whatever organisation of theirs. */
export interface OwnKey {
  readonly id: string;
  readonly name: string;
  readonly organisationName: string;
}

/** SQL: the keys in service of a user, given as SQL. */
export const keysOf = (user: string): string =>
  `(SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'organisationName', o.name) ORDER BY t.id), '[]')
    FROM people.machine_credential t JOIN people.membership m ON m.id = t.membership_id JOIN people.organisation o ON o.id = t.organisation_id
    WHERE m.user_id = ${user} AND t.revoked_at IS NULL AND t.expires_at > platform.now())`;

/** Links on which a password is chosen. */
export const PASSWORD_LINKS: readonly LinkPurpose[] = ['invitation', 'reset', 'handed'];
/** Of a kind, making one ends the others. */
const EXCLUSIVE_PURPOSES: readonly (readonly LinkPurpose[])[] = [PASSWORD_LINKS, ['email'], ['sign_in']];

const isAsked = (purpose: LinkPurpose): boolean => (ASKED_LINKS as readonly LinkPurpose[]).includes(purpose);

const GOOD = 'l.secret_hash = $1 AND l.used_at IS NULL AND l.expires_at > platform.now() AND u.active';

/** One-time links: with them somebody chooses a password, or says that a mail address is theirs. Only their hash is stored. */
@Injectable()
export class LinksService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Links of the same kind before it end, unless anybody may ask for this one: who asks is not yet known.
   * @param for_.madeBy the user who made it; null: the program, for the person themselves. @returns its secret, which is kept nowhere
   */
  async make(
    tx: EntityManager,
    userId: string,
    for_: {
      readonly purpose: LinkPurpose;
      readonly madeBy: string | null;
      readonly newEmail?: string;
      readonly membershipId?: string;
    },
  ): Promise<string> {
    const { purpose, madeBy, newEmail = null, membershipId = null } = for_;
    const secret = newSecret();
    // Two at once: the second ends the first's.
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    if (purpose === 'joining')
      await run(
        tx,
        'UPDATE people.one_time_link SET expires_at = platform.now() WHERE membership_id = $1 AND expires_at > platform.now()',
        [membershipId],
      );
    else if (!isAsked(purpose))
      await endLinks(tx, userId, EXCLUSIVE_PURPOSES.find((kind) => kind.includes(purpose)) ?? [purpose]);
    await run(
      tx,
      `INSERT INTO people.one_time_link (secret_hash, user_id, made_by, expires_at, purpose, new_email, membership_id)
       VALUES ($1, $2, $3, platform.now() + make_interval(secs => $4), $5, $6, $7)`,
      [sha256(secret), userId, madeBy, LINK_HOURS[purpose] * 3600, purpose, newEmail, membershipId],
    );
    return secret;
  }

  /**
   * Asked for by somebody unknown: one that left a moment ago and was not used is enough; after many in a day, until it is nearly over. Its owner
   * always has one that is good, and the mailbox is not filled. @returns its secret, or null
   */
  async makeAsked(tx: EntityManager, userId: string, purpose: AskedLink): Promise<string | null> {
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const unspent = await run(
      tx,
      `SELECT 1 FROM people.one_time_link WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > platform.now()
         AND (created_at > platform.now() - make_interval(mins => $3) OR expires_at > platform.now() + make_interval(mins => $4) AND $5 <= (
           SELECT count(*) FROM people.one_time_link d WHERE d.user_id = $1 AND d.purpose = $2 AND d.created_at > platform.now() - interval '1 day'))`,
      [userId, purpose, ONE_LINK_MINUTES[purpose], NEARLY_OVER_MINUTES, MANY_LINKS],
    );
    return unspent ? null : this.make(tx, userId, { purpose, madeBy: null });
  }

  async owner(secret: string): Promise<LinkOwner | null> {
    const [row] = await rows<LinkOwner>(
      this.db,
      `SELECT u.id AS "userId", u.name, u.email, l.purpose, l.new_email AS "newEmail", o.name AS "organisationName", ${keysOf('u.id')} AS keys
       FROM people.one_time_link l JOIN people.app_user u ON u.id = l.user_id LEFT JOIN people.membership m ON m.id = l.membership_id
       LEFT JOIN people.organisation o ON o.id = m.organisation_id WHERE ${GOOD}`,
      [sha256(secret)],
    );
    return row ?? null;
  }

  /** The account of an address, when it may sign in: who is suspended everywhere gets no link. `opened`: somebody came in with it before. */
  async mayReset(
    tx: EntityManager,
    email: string,
  ): Promise<{ readonly id: string; readonly name: string; readonly opened: boolean } | null> {
    const [user] = await rows<{ id: string; name: string; opened: boolean }>(
      tx,
      `SELECT u.id, u.name, ${everSignedIn('u')} AS opened FROM people.app_user u WHERE u.email = $1 AND u.active AND (u.instance_admin OR EXISTS (
         SELECT 1 FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
         WHERE m.user_id = u.id AND (m.active OR m.invited_as IS NOT NULL) AND o.active))`,
      [email],
    );
    return user ?? null;
  }

  /**
   * Every session of the user ends, and every other link. Whoever has the link has the account's mailbox, or was given it by who manages the
   * account: what others tried before is forgotten, the browser is known from now on, and they are let in.
   * @param keep the access keys that stay; @param from what the browser says of itself, and the secret that it has already
   * @returns the secret by which the browser is known, and how they came in: null for whoever may not
   * @throws RuleBroken `people.link_used`, those of `hashPassword`
   */
  async setPassword(
    tx: EntityManager,
    secret: string,
    password: string,
    keep: readonly string[],
    from: Pick<Doorstep, 'browser' | 'device'>,
  ): Promise<{ readonly device: string; readonly entered: SignInOutcome | null }> {
    const hashed = await hashPassword(password);
    const { userId, membershipId } = await this.use(tx, secret, PASSWORD_LINKS);
    await replacePassword(tx, userId, hashed, { keep });
    if (membershipId) await acceptMembership(tx, membershipId);
    await audit(tx, SYSTEM, 'set_password', { kind: 'user', id: userId });
    for (const tries of await triesOfEverybody(tx, userId)) await forgiveAttempts(tx, tries);
    const device = await knowDevice(tx, userId, from.device ?? null);
    const account = await accountOf(tx, userId);
    const way = { by: 'password', browser: from.browser ?? '' };
    return { device, entered: account?.mayEnter ? await completeSignIn(tx, account, way) : null };
  }

  /** Whoever uses links of one person waits for the person first, so that of two at once one is refused. @throws RuleBroken `people.link_used` */
  async use(tx: EntityManager, secret: string, purposes: readonly LinkPurpose[]): Promise<Used> {
    const hash = sha256(secret);
    await run(
      tx,
      `SELECT 1 FROM people.app_user u WHERE u.id = (SELECT l.user_id FROM people.one_time_link l WHERE l.secret_hash = $1) FOR NO KEY UPDATE`,
      [hash],
    );
    const [found] = await rows<Used>(
      tx,
      `UPDATE people.one_time_link l SET used_at = platform.now() FROM people.app_user u WHERE u.id = l.user_id AND ${GOOD} AND l.purpose = ANY ($2)
       RETURNING l.user_id AS "userId", l.new_email AS "newEmail", l.membership_id AS "membershipId"`,
      [hash, purposes],
    );
    if (!found) throw new RuleBroken('people.link_used');
    return found;
  }
}

/** Somebody says yes to an organisation that invited them. @throws RuleBroken `people.organisation_closed` */
export async function acceptMembership(tx: EntityManager, id: string): Promise<void> {
  const accepted = await run(
    tx,
    'UPDATE people.membership SET active = true, invited_as = NULL WHERE id = $1 AND invited_as IS NOT NULL',
    [id],
  );
  if (accepted) await audit(tx, SYSTEM, 'accept', { kind: 'membership', id });
}

/** By default all but what asks them whether they join: it opens nothing without their password. */
export async function endLinks(
  tx: EntityManager,
  userId: string,
  purposes: readonly LinkPurpose[] = EXCLUSIVE_PURPOSES.flat(),
): Promise<void> {
  await run(
    tx,
    `UPDATE people.one_time_link SET expires_at = platform.now() WHERE user_id = $1 AND used_at IS NULL AND expires_at > platform.now()
       AND purpose = ANY ($2)`,
    [userId, purposes],
  );
}

/**
 * Sessions, known browsers, links, and the keys that are not kept, end with it. @param but.session the hash of the session that stays, `but.device`
 * the secret of its browser
 */
export async function replacePassword(
  tx: EntityManager,
  userId: string,
  hashed: string,
  but: { readonly keep: readonly string[]; readonly session?: string; readonly device?: string | null },
): Promise<void> {
  await run(tx, 'UPDATE people.app_user SET password_hash = $2 WHERE id = $1', [userId, hashed]);
  await endSessionsAndDevices(tx, userId, but);
  await endLinks(tx, userId);
  await run(
    tx,
    `UPDATE people.machine_credential SET revoked_at = platform.now() WHERE revoked_at IS NULL AND NOT id = ANY ($2::uuid[])
       AND membership_id IN (SELECT m.id FROM people.membership m WHERE m.user_id = $1)`,
    [userId, but.keep],
  );
}
