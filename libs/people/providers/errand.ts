import { keyring, RuleBroken, seal, unseal } from '#kernel';
import type { Guards } from './provider-client.js';

const MINUTES = 10;
const CONTEXT = 'provider errand';
const LONGEST_PATH = 1_000;

/** Somebody went to a provider, and is expected back in the same browser. */
export interface Errand extends Guards {
  /** The provider's id. */
  readonly provider: string;
  /** Where to go once in. */
  readonly next: string;
  /** Of who links their account: the session that asks, by its hash, and its user. */
  readonly link: { readonly userId: string; readonly session: string } | null;
}

/** What the browser keeps meanwhile, sealed: strangers go to providers, and write nothing here. */
export function sealErrand(errand: Errand, now = Date.now()): string {
  const next = errand.next.length > LONGEST_PATH ? '/' : errand.next;
  const said = JSON.stringify({ ...errand, next, until: now + MINUTES * 60_000 });
  const { keyId, bytes } = seal(keyring(), Buffer.from(said), CONTEXT);
  return `${keyId}.${bytes.toString('base64url')}`;
}

/** @throws RuleBroken `people.provider_again` when it is not there, older than ten minutes, not ours, or of another provider or answer */
export function openErrand(kept: string | null, provider: string, state: unknown, now = Date.now()): Errand {
  const [keyId = '', bytes = ''] = (kept ?? '').split('.');
  try {
    const plain = unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64url') }, CONTEXT);
    const errand = JSON.parse(plain.toString('utf8')) as Errand & { until: number };
    if (errand.until > now && errand.provider === provider && errand.state === state) return errand;
  } catch {
    // Somebody else's making, or under a secret that is gone.
  }
  throw new RuleBroken('people.provider_again');
}

export const ERRAND_SECONDS = MINUTES * 60;
