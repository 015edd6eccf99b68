import { RuleBroken } from '#kernel';
import { openNote, STEP_MINUTES, sealNote } from '../sealed-note.js';
import type { Guards } from './provider-client.js';

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

/** What the browser keeps meanwhile. */
export const sealErrand = (errand: Errand): string =>
  sealNote(CONTEXT, { ...errand, next: errand.next.length > LONGEST_PATH ? '/' : errand.next });

/** @throws RuleBroken `people.provider_again` when it is not there, older than ten minutes, not ours, or of another provider or answer */
export function openErrand(kept: string | null, provider: string, state: unknown): Errand {
  const errand = openNote<Errand>(CONTEXT, kept ?? '');
  if (errand?.provider !== provider || errand.state !== state) throw new RuleBroken('people.provider_again');
  return errand;
}

export const ERRAND_SECONDS = STEP_MINUTES * 60;
