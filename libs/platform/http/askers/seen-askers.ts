import { sha256 } from '#platform/kernel';

/** Their hashes take some two megabytes. */
const MOST = 10_000;

/** Secrets that somebody was seen to have, the latest last; only their hashes. */
const seen = new Set<string>();

/** Whether a secret was somebody's when it was last looked up here: whoever invents one cannot have it. Nothing is open by that. */
export const isSeen = (secret: string): boolean => seen.has(sha256(secret));

/** Notes whose a secret was found to be: somebody's, or nobody's. */
export function noteSeen(secret: string, isSomebodys: boolean): void {
  const hash = sha256(secret);
  seen.delete(hash);
  if (!isSomebodys) return;
  seen.add(hash);
  for (const oldest of seen) {
    if (seen.size <= MOST) return;
    seen.delete(oldest);
  }
}
