import { keyring, RuleBroken, seal, sha256, unseal } from '#kernel';
import type { Origin } from '../providers/origin.js';

const MINUTES = 10;
const CONTEXT = 'second step';

interface Step {
  readonly userId: string;
  /** Of the password: what changed it ends the step. */
  readonly mark: string;
  readonly until: number;
  /** The identity provider that let them in, as the first thing. */
  readonly origin?: Origin | undefined;
}

const markOf = (passwordHash: string | null): string => sha256(passwordHash ?? '').slice(0, 16);

/** What the page of the second step carries: who proved the first thing a moment ago. Sealed, so that no half session is kept. */
export function sealStep(userId: string, passwordHash: string | null, origin?: Origin, now = Date.now()): string {
  const step: Step = { userId, mark: markOf(passwordHash), until: now + MINUTES * 60_000, origin };
  const { keyId, bytes } = seal(keyring(), Buffer.from(JSON.stringify(step)), CONTEXT);
  return `${keyId}.${bytes.toString('base64url')}`;
}

/** @throws RuleBroken `people.step_over` when it is older than ten minutes, or was not ours */
export function openStep(token: string, now = Date.now()): Step {
  const [keyId = '', bytes = ''] = token.split('.');
  try {
    const plain = unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64url') }, CONTEXT);
    const step = JSON.parse(plain.toString('utf8')) as Step;
    if (step.until > now) return step;
  } catch {
    // Somebody else's making, or under a secret that is gone.
  }
  throw new RuleBroken('people.step_over', { minutes: MINUTES });
}

/** Whether the password is still the one of the first step. */
export const isSameAsAt = (step: Step, passwordHash: string | null): boolean => step.mark === markOf(passwordHash);
