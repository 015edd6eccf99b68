import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { DataSource, EntityManager } from 'typeorm';
import { mapConstraint, rows, run } from '#platform/database';
import { type Actor, isId, NotFound, newId, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { isOurChallenge, meetChallenge, newChallenge } from './challenge.js';
import { factorsOf } from './factors.js';
import { SecondFactorService } from './second-factor.service.js';

mapConstraint('passkey_credential', 'people.passkey_known');

export interface Site {
  readonly origin: string;
}

const MINUTES_MS = 5 * 60_000;
const SIGN_IN = 'sign-in';
const making = (userId: string): string => `passkey of ${userId}`;
const hostOf = ({ origin }: Site): string => new URL(origin).hostname;

/** What a browser is asked for to sign in with a passkey: any that its owner picks, or one of these; always with their finger, face or PIN. */
export const passkeyRequest = (
  only: readonly { readonly id: string; readonly transports: readonly string[] }[] = [],
): PublicKeyCredentialRequestOptionsJSON => ({
  challenge: Buffer.from(newChallenge(SIGN_IN)).toString('base64url'),
  timeout: MINUTES_MS,
  userVerification: 'required',
  allowCredentials: only.map(({ id, transports }) => ({
    id,
    type: 'public-key' as const,
    transports: [...transports] as never,
  })),
});

/** Passkeys: a key pair on somebody's device, which opens with their finger, face or PIN. It proves two things at once. */
@Injectable()
export class PasskeysService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly factors: SecondFactorService,
  ) {}

  /** What a browser is asked for to make one. @param bank its name, as the person's device shows it */
  async creation(userId: string, site: Site, bank: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const [user] = await rows<{ email: string; name: string }>(
      this.db,
      'SELECT email, name FROM people.app_user WHERE id = $1',
      [userId],
    );
    const { passkeys } = await factorsOf(this.db, userId);
    return (await webauthn()).generateRegistrationOptions({
      rpName: bank,
      rpID: hostOf(site),
      userName: user!.email,
      userDisplayName: user!.name,
      userID: Uint8Array.from(Buffer.from(userId.replaceAll('-', ''), 'hex')),
      challenge: newChallenge(making(userId)),
      timeout: MINUTES_MS,
      excludeCredentials: passkeys.map(({ id, transports }) => ({ id, transports: [...transports] })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /**
   * Other sessions end. @param answer what the browser gave, as JSON
   * @returns codes for paper, where there were none; shown this once. @throws RuleBroken `people.passkey_refused`, `people.passkey_known`
   */
  async add(
    tx: EntityManager,
    actor: Actor,
    userId: string,
    made: { readonly answer: string; readonly name: string; readonly site: Site; readonly session: string },
  ): Promise<readonly string[] | null> {
    const response = parsed<RegistrationResponseJSON>(made.answer);
    const found = await refusedUnless(async () =>
      (await webauthn()).verifyRegistrationResponse({
        response,
        expectedChallenge: (challenge) => isOurChallenge(making(userId), challenge),
        expectedOrigin: made.site.origin,
        expectedRPID: hostOf(made.site),
        requireUserVerification: true,
      }),
    );
    if (!found.verified) throw new RuleBroken('people.passkey_refused');
    const { credential } = found.registrationInfo;
    await meetChallenge(tx, challengeOf(response));
    const id = newId();
    await run(
      tx,
      `INSERT INTO people.passkey (id, user_id, credential_id, public_key, counter, transports, name) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        userId,
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        made.name.trim(),
      ],
    );
    await audit(tx, actor, 'set_second_factor', { kind: 'user', id: userId }, { form: 'passkey' });
    return this.factors.proven(tx, userId, made.session);
  }

  async remove(tx: EntityManager, actor: Actor, userId: string, id: string): Promise<void> {
    await run(tx, 'SELECT 1 FROM people.app_user WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const gone = isId(id)
      ? await run(tx, 'DELETE FROM people.passkey WHERE id = $1 AND user_id = $2', [id, userId])
      : 0;
    if (!gone) throw new NotFound('passkey');
    await this.factors.afterRemoval(tx, actor, userId, 'passkey');
  }

  /** @returns the user's id. @throws RuleBroken `people.passkey_refused` */
  async whose(tx: EntityManager, answer: string, site: Site): Promise<string> {
    const response = parsed<AuthenticationResponseJSON>(answer);
    const [key] = await rows<{ id: string; userId: string; publicKey: Buffer; counter: string; transports: string[] }>(
      tx,
      `SELECT p.id, p.user_id AS "userId", p.public_key AS "publicKey", p.counter, p.transports FROM people.passkey p
       JOIN people.app_user u ON u.id = p.user_id AND u.active WHERE p.credential_id = $1 FOR UPDATE OF p`,
      [String(response.id)],
    );
    if (!key) throw new RuleBroken('people.passkey_refused');
    const { verified, authenticationInfo } = await refusedUnless(async () =>
      (await webauthn()).verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => isOurChallenge(SIGN_IN, challenge),
        expectedOrigin: site.origin,
        expectedRPID: hostOf(site),
        requireUserVerification: true,
        credential: {
          id: String(response.id),
          publicKey: Uint8Array.from(key.publicKey),
          counter: Number(key.counter),
          transports: key.transports as never,
        },
      }),
    );
    if (!verified) throw new RuleBroken('people.passkey_refused');
    await meetChallenge(tx, challengeOf(response));
    await run(tx, 'UPDATE people.passkey SET counter = $2, last_used_at = platform.now() WHERE id = $1', [
      key.id,
      authenticationInfo.newCounter,
    ]);
    return key.userId;
  }
}

function parsed<T extends { readonly id: string; readonly response: object }>(answer: string): T {
  try {
    const found = JSON.parse(answer) as T;
    if (typeof found?.id === 'string' && typeof found.response === 'object' && found.response) return found;
  } catch {}
  throw new RuleBroken('people.passkey_refused');
}

/** The package says by its errors what is wrong with what came: none of it is for whoever sent it. */
async function refusedUnless<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new RuleBroken('people.passkey_refused');
  }
}

const challengeOf = ({ response }: { readonly response: { readonly clientDataJSON: string } }): string =>
  String(JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8')).challenge);

/** Loaded with the first passkey: it brings the reading of certificates, of which most processes need nothing. */
const webauthn = () => import('@simplewebauthn/server');
