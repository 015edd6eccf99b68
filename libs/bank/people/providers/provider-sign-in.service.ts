import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rows, run } from '#platform/database';
import { type Actor, type IdentityProvider, NotFound, newId, RuleBroken } from '#platform/kernel';
import { audit, auditSignIn } from '../audit/audit.js';
import { everSignedIn } from '../members/account-reach.js';
import { meetOnce } from '../second-factor/challenge.js';
import { accountOf, auditedAccount, completeSignIn, type SignInOutcome } from '../sign-in/complete-sign-in.js';
import { endOtherSessions } from '../sign-in/known-devices.js';
import { acceptMembership, endLinks } from '../sign-in/links.service.js';
import { openNote, STEP_MINUTES, sealNote } from '../sign-in/sealed-note.js';
import type { Guards, ProviderClaims } from './provider-client.js';

mapConstraint('provider_identity_subject', 'people.provider_linked_elsewhere');
mapConstraint('provider_identity_once', 'people.provider_linked_already');

const SYSTEM = { kind: 'system', channel: 'page' } as const;

/** Signing in by an identity provider: whoever is (issuer, subject) there is this account here. */
@Injectable()
export class ProviderSignInService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * The first time only with an invitation that waits for the mail address that the provider verified.
   * @throws RuleBroken `people.provider_unknown`, `people.provider_mail_unverified`, `people.provider_siret`
   */
  async enter(provider: IdentityProvider, claims: ProviderClaims, browser: string): Promise<SignInOutcome> {
    try {
      return await this.db.transaction(async (tx) => {
        const userId = (await whoseIs(tx, claims)) ?? (await this.firstTime(tx, provider, claims));
        const user = await accountOf(tx, userId);
        if (!user?.mayEnter) throw new RuleBroken('people.provider_unknown', { provider: provider.name });
        await run(
          tx,
          'UPDATE people.provider_identity SET last_used_at = platform.now() WHERE issuer = $1 AND subject = $2',
          [claims.issuer, claims.subject],
        );
        const { issuer, idToken, twoProofs } = claims;
        return completeSignIn(tx, user, { by: provider.name, browser, twoProofs, origin: { issuer, idToken } });
      });
    } catch (error) {
      if (error instanceof RuleBroken) await this.noteRefusal(provider, claims);
      throw error;
    }
  }

  /** Notes that an answer of a provider was taken. @throws RuleBroken `people.provider_again` when it was before */
  async meet(state: string): Promise<void> {
    if (!(await meetOnce(this.db, state))) throw new RuleBroken('people.provider_again');
  }

  /** @throws RuleBroken `people.provider_linked_elsewhere`, `people.provider_linked_already` */
  async link(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    provider: IdentityProvider,
    claims: ProviderClaims,
  ): Promise<void> {
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const whose = await whoseIs(tx, claims);
    if (whose)
      throw new RuleBroken(whose === userId ? 'people.provider_linked_already' : 'people.provider_linked_elsewhere', {
        provider: provider.name,
      });
    await keep(tx, actor, userId, provider, claims);
  }

  /** Other sessions end, whoever opened them. @throws RuleBroken `people.provider_last` where nothing else lets them in; NotFound */
  async unlink(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    { issuer, name }: IdentityProvider,
    session: string,
  ): Promise<void> {
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const gone = await run(tx, 'DELETE FROM people.provider_identity WHERE user_id = $1 AND issuer = $2', [
      userId,
      issuer,
    ]);
    if (!gone) throw new NotFound('provider');
    const other = await run(tx, `SELECT 1 FROM people.app_user u WHERE u.id = $1 AND ${everSignedIn('u')}`, [userId]);
    if (!other) throw new RuleBroken('people.provider_last', { provider: name });
    await endOtherSessions(tx, userId, session);
    await audit(tx, actor, 'unlink_provider', { kind: 'user', id: userId }, { by: name });
  }

  /** Who was invited by mail, and never came in: the invitation is used up. @returns the user's id */
  private async firstTime(tx: EntityManager, provider: IdentityProvider, claims: ProviderClaims): Promise<string> {
    const facts = { provider: provider.name };
    if (!claims.mail || !claims.mailVerified) throw new RuleBroken('people.provider_mail_unverified', facts);
    // Whoever uses links of one person waits for the person first.
    await run(tx, 'SELECT 1 FROM people.app_user WHERE email = $1 FOR NO KEY UPDATE', [claims.mail]);
    const [invited] = await rows<{ userId: string; membershipId: string | null; elsewhere: boolean }>(
      tx,
      `SELECT u.id AS "userId", l.membership_id AS "membershipId", $2::text IS NOT NULL AND EXISTS (
           SELECT FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
           WHERE m.user_id = u.id AND (l.membership_id IS NULL OR m.id = l.membership_id) AND o.siren <> left($2, 9)) AS elsewhere
       FROM people.app_user u JOIN people.one_time_link l ON l.user_id = u.id
       WHERE u.email = $1 AND u.active AND NOT ${everSignedIn('u')}
         AND l.purpose = 'invitation' AND l.used_at IS NULL AND l.expires_at > platform.now()
       ORDER BY l.created_at DESC LIMIT 1`,
      [claims.mail, claims.siret],
    );
    if (!invited) throw new RuleBroken('people.provider_unknown', facts);
    if (invited.elsewhere) throw new RuleBroken('people.provider_siret', facts);
    const { userId, membershipId } = invited;
    await keep(tx, SYSTEM, userId, provider, claims);
    if (membershipId) await acceptMembership(tx, membershipId);
    await endLinks(tx, userId);
    return userId;
  }

  private async noteRefusal(provider: IdentityProvider, claims: ProviderClaims): Promise<void> {
    const userId = await whoseIs(this.db.manager, claims);
    const user = userId && (await accountOf(this.db, userId));
    if (user) await auditSignIn(this.db, auditedAccount(user), 'sign_in_refused', provider.name);
  }
}

async function whoseIs(on: EntityManager, { issuer, subject }: ProviderClaims): Promise<string | null> {
  const [found] = await rows<{ userId: string }>(
    on,
    `SELECT user_id AS "userId" FROM people.provider_identity WHERE issuer = $1 AND subject = $2`,
    [issuer, subject],
  );
  return found?.userId ?? null;
}

async function keep(
  tx: EntityManager,
  actor: Actor,
  userId: string,
  { name }: IdentityProvider,
  { issuer, subject }: ProviderClaims,
): Promise<void> {
  await run(tx, 'INSERT INTO people.provider_identity (id, user_id, issuer, subject) VALUES ($1, $2, $3, $4)', [
    newId(),
    userId,
    issuer,
    subject,
  ]);
  await audit(tx, actor, 'link_provider', { kind: 'user', id: userId }, { by: name });
}

const CONTEXT = 'provider authRequest';
const LONGEST_PATH = 1_000;

/** Somebody went to a provider, and is expected back in the same browser. */
export interface AuthRequest extends Guards {
  readonly provider: string;
  readonly next: string;
  /** Of who links their account: the session that asks, by its hash, and its user. */
  readonly link: { readonly userId: string; readonly session: string } | null;
}

export const sealAuthRequest = (authRequest: AuthRequest): string =>
  sealNote(CONTEXT, { ...authRequest, next: authRequest.next.length > LONGEST_PATH ? '/' : authRequest.next });

/** @throws RuleBroken `people.provider_again` when it is not there, older than ten minutes, not ours, or of another provider or answer */
export function openAuthRequest(kept: string | null, provider: string, state: unknown): AuthRequest {
  const authRequest = openNote<AuthRequest>(CONTEXT, kept ?? '');
  if (authRequest?.provider !== provider || authRequest.state !== state) throw new RuleBroken('people.provider_again');
  return authRequest;
}

export const AUTH_REQUEST_SECONDS = STEP_MINUTES * 60;
