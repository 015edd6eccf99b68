import type { Configuration } from 'openid-client';
import { type IdentityProvider, RuleBroken } from '#platform/kernel';
import { normalAddress } from '../members/address.js';

/** Loaded with the first sign-in by a provider: most banks have none. */
const openid = () => import('openid-client');

/** For each of a provider's answers: whoever waits longer thinks that it hangs. */
const TIMEOUT_SECONDS = 4;
/** What a provider says of itself is read again after an hour; one that did not answer is left alone for a while. */
const KEPT_MS = 3_600_000;
export const REST_MS = 15_000;
/** Requests that wait for one provider. What strangers may send in its name has places of its own: a provider that ends many sessions sends as many words at once. */
const AT_ONCE = { signIn: 16, word: 64 } as const;

export interface Guards {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** What a provider tells of somebody, verified. */
export interface ProviderClaims {
  readonly issuer: string;
  readonly subject: string;
  /** In lower case; null where it tells none. */
  readonly mail: string | null;
  readonly mailVerified: boolean;
  readonly siret: string | null;
  /** By two proofs at once, as the settings recognise it. */
  readonly twoProofs: boolean;
  /** Given back to the provider when the session ends. */
  readonly idToken: string;
}

interface Met {
  readonly config: Promise<Configuration>;
  readonly until: number;
}

const met = new Map<string, Met>();
const resting = new Map<string, number>();
const waiting = new Map<string, number>();

export const leadTo = (provider: IdentityProvider, back: string): Promise<{ address: string; guards: Guards }> =>
  asked(provider, async (config, oidc) => {
    const guards = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const address = oidc.buildAuthorizationUrl(config, {
      ...provider.parameters,
      redirect_uri: back,
      scope: provider.scope,
      state: guards.state,
      nonce: guards.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(guards.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, guards };
  });

/** @param came the address they came back to, as it was registered, with what the provider added. @throws RuleBroken as `asked` */
export const whoCame = (provider: IdentityProvider, came: URL, guards: Guards): Promise<ProviderClaims> =>
  asked(provider, async (config, oidc) => {
    const tokens = await oidc.authorizationCodeGrant(config, came, {
      pkceCodeVerifier: guards.verifier,
      expectedState: guards.state,
      expectedNonce: guards.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    const mail = typeof person.email === 'string' ? normalAddress(person.email) : '';
    const siret = typeof person['siret'] === 'string' ? person['siret'].replace(/\s/g, '') : '';
    // How they proved it is said of this sign-in alone, by the ID token.
    const ways = { acr: [claims['acr']], amr: [claims['amr']].flat() };
    const proves = (by: 'acr' | 'amr') => provider.secondFactor[by].some((one) => ways[by].includes(one));
    return {
      issuer: claims.iss,
      subject: claims.sub,
      mail: mail || null,
      mailVerified: provider.mailIsVerified || person.email_verified === true,
      siret: siret || null,
      twoProofs: proves('acr') || proves('amr'),
      idToken: tokens.id_token!,
    };
  });

/** Where a session at the provider ends; null where it says none, or nothing. */
export async function leadOut(provider: IdentityProvider, idToken: string, back: string): Promise<string | null> {
  try {
    return await asked(provider, async (config, oidc) => {
      if (!config.serverMetadata().end_session_endpoint) return null;
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: back, state: oidc.randomState() };
      return oidc.buildEndSessionUrl(config, parameters).href;
    });
  } catch {
    return null;
  }
}

export function forgetProviders(): void {
  met.clear();
  resting.clear();
}

/** Never within a transaction. @throws RuleBroken `people.provider_silent`, `people.provider_cancelled`, `people.provider_failed`; what happened is its `cause` */
export async function asked<T>(
  provider: IdentityProvider,
  work: (config: Configuration, oidc: Awaited<ReturnType<typeof openid>>) => Promise<T>,
  what: keyof typeof AT_ONCE = 'signIn',
): Promise<T> {
  const { issuer, name } = provider;
  const key = `${what} ${issuer}`;
  const already = waiting.get(key) ?? 0;
  if ((resting.get(key) ?? 0) > performance.now() || already >= AT_ONCE[what])
    throw new RuleBroken('people.provider_silent', { provider: name });
  waiting.set(key, already + 1);
  try {
    return await work(await configOf(provider), await openid());
  } catch (error) {
    const code = codeOf(error);
    if (code === 'people.provider_silent') resting.set(key, performance.now() + REST_MS);
    throw Object.assign(new RuleBroken(code, { provider: name }), { cause: error });
  } finally {
    waiting.set(key, waiting.get(key)! - 1);
  }
}

/** What a provider says of itself. Those who ask at once wait for one answer; a failure is not kept. */
async function configOf(provider: IdentityProvider): Promise<Configuration> {
  const key = JSON.stringify(provider);
  const known = met.get(key);
  if (known && known.until > performance.now()) return known.config;
  const config = discover(provider);
  met.set(key, { config, until: performance.now() + KEPT_MS });
  try {
    return await config;
  } catch (error) {
    met.delete(key);
    throw error;
  }
}

async function discover(provider: IdentityProvider): Promise<Configuration> {
  const oidc = await openid();
  const { clientSecret, idTokenAlg, userinfoAlg } = provider;
  const auth =
    provider.clientAuth === 'basic' ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
  const metadata = {
    ...(idTokenAlg ? { id_token_signed_response_alg: idTokenAlg } : {}),
    ...(userinfoAlg ? { userinfo_signed_response_alg: userinfoAlg } : {}),
  };
  return oidc.discovery(new URL(provider.issuer), provider.clientId, metadata, auth, {
    timeout: TIMEOUT_SECONDS,
    // The settings let http through for a provider on one's own machine alone.
    execute: [
      oidc.enableNonRepudiationChecks,
      ...(provider.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
    ],
  });
}

function codeOf(error: unknown): `people.provider_${string}` {
  for (let at = error as Failure | null | undefined; at && typeof at === 'object'; at = at.cause) {
    const { name, code = '', error: said, message } = at;
    if (name === 'AuthorizationResponseError') return said === 'access_denied' ? CANCELLED : FAILED;
    if (/^(Timeout|Abort)Error$/.test(String(name)) || message === 'fetch failed') return SILENT;
    if (/^(OAUTH_TIMEOUT|UND_ERR_\w+|E(CONN|HOST|NET|AI_|NOTFOUND|PIPE|TIMEDOUT)\w*)$/.test(String(code)))
      return SILENT;
  }
  return FAILED;
}
const SILENT = 'people.provider_silent';
const CANCELLED = 'people.provider_cancelled';
const FAILED = 'people.provider_failed';

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly error?: unknown;
  readonly message?: unknown;
  readonly cause?: Failure | null;
}
