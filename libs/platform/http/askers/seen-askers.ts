import { sha256 } from '#platform/kernel';

const MOST = 10_000;

/** Hashes of secrets that were somebody's, the latest last: two megabytes. */
const seen = new Set<string>();

/** Whether a secret was somebody's when it was last looked up here. It grants nothing: an invented one cannot be among them. */
export const isSeen = (secret: string): boolean => seen.has(sha256(secret));

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
