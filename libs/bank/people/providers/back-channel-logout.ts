import type { FetchImplementation, JWTPayload, JWTVerifyGetKey } from 'jose';
import type { Configuration } from 'openid-client';
import { type IdentityProvider, RuleBroken } from '#platform/kernel';
import { asked, REST_MS } from './provider-client.js';

/** Loaded with the first word of a provider: most banks have none. */
const jose = () => import('jose');

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const TYPES = ['logout+jwt', 'application/logout+jwt', 'jwt', undefined];
/** Signed with a key that only the provider has. */
const ALGORITHMS = ['RS', 'PS', 'ES'].flatMap((kind) => [256, 384, 512].map((bits) => `${kind}${bits}`));
/** A word that comes later than this is not believed; one that was heard is remembered for longer. */
const FRESH = '5 minutes';
const SKEW_SECONDS = 30;
const TIMEOUT_MS = 4_000;

export interface LeftThere {
  readonly issuer: string;
  /** Whoever it is, in all their sessions; null where only a session is named. */
  readonly subject: string | null;
  /** Their session there; null: all of them. */
  readonly session: string | null;
  readonly word: string;
}

/** The keys of providers, read again when one is unknown, at most every half minute; of what did not answer, not for a while either. */
const keys = new Map<string, JWTVerifyGetKey>();

/** Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.4 and 2.6). @throws RuleBroken of `people.provider_…`; what was wrong is its `cause` */
export async function whoLeft(provider: IdentityProvider, token: string): Promise<LeftThere> {
  // What is not even said to be theirs is not looked at with their keys.
  const { decodeJwt } = await jose();
  const claims = attempt(() => decodeJwt(token));
  if (claims?.iss !== provider.issuer) throw new RuleBroken('people.provider_failed', { provider: provider.name });
  const read = async (config: Configuration): Promise<LeftThere> => {
    const { jwtVerify } = await jose();
    const { payload, protectedHeader } = await jwtVerify(token, await keysAt(config.serverMetadata().jwks_uri), {
      issuer: provider.issuer,
      audience: provider.clientId,
      algorithms: provider.idTokenAlg ? [provider.idTokenAlg] : [...ALGORITHMS, 'EdDSA', 'Ed25519'],
      requiredClaims: ['iat', 'exp', 'jti'],
      maxTokenAge: FRESH,
      clockTolerance: SKEW_SECONDS,
    });
    if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new Error('not a word that somebody left');
    return leftOf(provider.issuer, payload);
  };
  return asked(provider, read, 'word');
}

function leftOf(issuer: string, { sub, sid, jti, events, nonce }: JWTPayload): LeftThere {
  const event = (events as Readonly<Record<string, unknown>> | undefined)?.[EVENT];
  // An ID token carries a nonce, and no event: it must not pass for a logout.
  if (typeof event !== 'object' || event === null || nonce !== undefined)
    throw new Error('not a word that somebody left');
  const session = typeof sid === 'string' ? sid : null;
  if (!sub && !session) throw new Error('about nobody');
  return { issuer, subject: sub || null, session, word: jti! };
}

async function keysAt(address: string | undefined): Promise<JWTVerifyGetKey> {
  if (!address) throw new Error('no keys');
  const { createRemoteJWKSet, customFetch } = await jose();
  const known = keys.get(address);
  if (known) return known;
  const fresh = createRemoteJWKSet(new URL(address), { timeoutDuration: TIMEOUT_MS, [customFetch]: patientFetch() });
  keys.set(address, fresh);
  return fresh;
}

/** Fetches, but not again for a while what failed: anybody may send words that ask for it. */
function patientFetch(): FetchImplementation {
  let rests = 0;
  return async (url, options) => {
    if (rests > performance.now()) throw new Error('keys failed a moment ago');
    rests = performance.now() + REST_MS;
    const answer = await fetch(url, options);
    // Of a page that is no keys, nothing is kept: the next word would ask again.
    if (answer.ok && Array.isArray((await answer.clone().json()).keys)) rests = 0;
    return answer;
  };
}

/** Whom an ID token speaks of, at which provider, and in which session there; null where it says none. @param token verified when it came */
export function whoIsThere(token: string): Pick<LeftThere, 'issuer' | 'subject' | 'session'> {
  const { iss, sub, sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
  return { issuer: iss!, subject: sub ?? null, session: typeof sid === 'string' ? sid : null };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
