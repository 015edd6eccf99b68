import { RuleBroken } from '#platform/kernel';
import { openNote, STEP_MINUTES, sealNote } from '../sign-in/sealed-note.js';
import type { Guards } from './provider-client.js';

const CONTEXT = 'provider authRequest';
const LONGEST_PATH = 1_000;

/** Somebody went to a provider, and is expected back in the same browser. */
export interface AuthRequest extends Guards {
  /** The provider's id. */
  readonly provider: string;
  /** Where to go once in. */
  readonly next: string;
  /** Of who links their account: the session that asks, by its hash, and its user. */
  readonly link: { readonly userId: string; readonly session: string } | null;
}

/** What the browser keeps meanwhile. */
export const sealAuthRequest = (authRequest: AuthRequest): string =>
  sealNote(CONTEXT, { ...authRequest, next: authRequest.next.length > LONGEST_PATH ? '/' : authRequest.next });

/** @throws RuleBroken `people.provider_again` when it is not there, older than ten minutes, not ours, or of another provider or answer */
export function openAuthRequest(kept: string | null, provider: string, state: unknown): AuthRequest {
  const authRequest = openNote<AuthRequest>(CONTEXT, kept ?? '');
  if (authRequest?.provider !== provider || authRequest.state !== state) throw new RuleBroken('people.provider_again');
  return authRequest;
}

export const AUTH_REQUEST_SECONDS = STEP_MINUTES * 60;
