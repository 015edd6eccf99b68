import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#database';
import { sha256 } from '#kernel';
import { type LeftThere, whoIsThere } from './back-channel-logout.js';
import type { Origin } from './origin.js';

type Who = Pick<LeftThere, 'issuer' | 'subject' | 'session'>;

/** By which somebody who left is found again: nothing of them is kept but a hash, for a day. */
const marksOf = ({ issuer, subject, session }: Who): string[] => [
  ...(subject === null ? [] : [sha256(`left ${issuer} as ${subject}`)]),
  ...(session === null ? [] : [sha256(`left ${issuer} from ${session}`)]),
];

/** Notes that somebody left a provider: who waits at the second step has no session yet that could end. */
export async function noteLeft(tx: EntityManager, left: Who): Promise<void> {
  const marks = marksOf(left);
  await run(tx, 'DELETE FROM people.challenge_met WHERE challenge_hash = ANY ($1)', [marks]);
  await run(
    tx,
    'INSERT INTO people.challenge_met (challenge_hash) SELECT unnest($1::text[]) ON CONFLICT (challenge_hash) DO NOTHING',
    [marks],
  );
}

/** Whether somebody left the provider that let them in. @param since when it did, in milliseconds */
export async function leftSince(on: Reader, { issuer, idToken }: Origin, since: number): Promise<boolean> {
  const marks = marksOf({ issuer, ...(await whoIsThere(idToken)) });
  const found = await rows<{ left: boolean }>(
    on,
    'SELECT true AS left FROM people.challenge_met WHERE challenge_hash = ANY ($1) AND at > to_timestamp($2) LIMIT 1',
    [marks, since / 1000],
  );
  return found.length > 0;
}
