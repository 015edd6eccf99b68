import type { Reader } from '#platform/database';
import { clock, RuleBroken, sha256 } from '#platform/kernel';
import type { Origin } from '../providers/origin.js';
import { leftSince } from '../providers/provider-logout.service.js';
import { openNote, STEP_MINUTES, sealNote } from '../sign-in/sealed-note.js';

const CONTEXT = 'second step';

interface Step {
  readonly userId: string;
  /** Of the password: what changed it ends the step. */
  readonly mark: string;
  /** When they proved the first thing; missing where an earlier version of this program sealed it. */
  readonly at?: number;
  readonly origin?: Origin | undefined;
}

const markOf = (passwordHash: string | null): string => sha256(passwordHash ?? '').slice(0, 16);

/** What the page of the second step carries: who proved the first thing a moment ago. */
export const sealStep = (userId: string, passwordHash: string | null, origin?: Origin): string =>
  sealNote(CONTEXT, { userId, mark: markOf(passwordHash), at: clock.ms(), origin } satisfies Step);

/** @throws RuleBroken `people.step_over` when it is older than ten minutes, was not ours, or who let them in says that they left */
export async function standingStep(on: Reader, token: string): Promise<Step> {
  const step = openNote<Step>(CONTEXT, token);
  if (!step || (step.origin && (step.at === undefined || (await leftSince(on, step.origin.idToken, step.at)))))
    throw new RuleBroken('people.step_over', { minutes: STEP_MINUTES });
  return step;
}

export const isSameAsAt = (step: Step, passwordHash: string | null): boolean => step.mark === markOf(passwordHash);
