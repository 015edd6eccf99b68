import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import {
  clock,
  fingerprint,
  fingerprints,
  type IdentityProvider,
  keyring,
  RuleBroken,
  type SecretKeyring,
} from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { meetOnce } from '../second-factor/challenge.js';
import { type LeftThere, whoIsThere, whoLeft } from './back-channel-logout.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

@Injectable()
export class ProviderLogoutService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Ends the sessions that a provider opened and says are over. What their ID tokens said decides, not the link, which may be gone.
   * @throws RuleBroken of `people.provider_…` for a word that is not the provider's, or was heard before
   */
  async hear(provider: IdentityProvider, token: string): Promise<void> {
    const left = await whoLeft(provider, token);
    await this.db.transaction(async (tx) => {
      if (!(await meetOnce(tx, `word ${left.issuer} ${left.word}`))) throw new RuleBroken('people.provider_again');
      await noteLeft(tx, left);
      // A server of before notes no marks: nobody knows whose session that is, so it ends, and who was in comes in again by the provider.
      const ended = await rows<{ userId: string }>(
        tx,
        `DELETE FROM people.session WHERE id IN (SELECT session_id FROM people.session_origin
           WHERE marks && $1 OR (marks = '{}' AND issuer = $2)) RETURNING user_id AS "userId"`,
        [marksMeant(left), left.issuer],
      );
      for (const id of new Set(ended.map(({ userId }) => userId)))
        await audit(tx, SYSTEM, 'sign_out_by_provider', { kind: 'user', id }, { by: provider.name });
    });
  }
}

type Who = Pick<LeftThere, 'subject' | 'session'>;

const ANY = true;

/** Whom a word names: somebody in all their sessions, or in one; then also in those of theirs whose provider named no session. */
const named = ({ subject, session }: Who): string[] => {
  if (session === null) return [textOf(subject, ANY)];
  return subject === null ? [textOf(ANY, session)] : [textOf(subject, session), textOf(subject, null)];
};

const answersTo = ({ subject, session }: Who): string[] => [
  textOf(subject, ANY),
  textOf(subject, session),
  textOf(ANY, session),
];

const textOf = (...who: (string | null | typeof ANY)[]): string => JSON.stringify(who);

/** Nothing of who left is kept but a keyed hash, for a day; of who is there, beside their session. */
const markOf = (issuer: string, name: string): string => `left ${issuer} ${name}`;

/** By which a word finds whom it is about, under this ring's current key. @param idToken verified when it came */
export function marksOf(idToken: string, ring: SecretKeyring = keyring()): string[] {
  const there = whoIsThere(idToken);
  return answersTo(there).map((name) => fingerprint(markOf(there.issuer, name), ring));
}

/** What a word is found by, also beside sessions of before the secret changed. */
const marksMeant = (left: LeftThere): string[] =>
  named(left).flatMap((name) => fingerprints(markOf(left.issuer, name)));

async function noteLeft(tx: EntityManager, left: LeftThere): Promise<void> {
  const marks = named(left).map((name) => fingerprint(markOf(left.issuer, name)));
  await run(tx, 'DELETE FROM people.challenge_met WHERE challenge_hash = ANY ($1)', [marks]);
  // By the clock that says since when somebody waits.
  await run(
    tx,
    'INSERT INTO people.challenge_met (challenge_hash, at) SELECT unnest($1::text[]), to_timestamp($2) ON CONFLICT (challenge_hash) DO NOTHING',
    [marks, clock.ms() / 1000],
  );
}

/** Whether somebody left the provider that let them in. @param since when it did, in milliseconds */
export async function leftSince(on: Reader, idToken: string, since: number): Promise<boolean> {
  const there = whoIsThere(idToken);
  const marks = answersTo(there).flatMap((name) => fingerprints(markOf(there.issuer, name)));
  const found = await rows<{ left: boolean }>(
    on,
    'SELECT true AS left FROM people.challenge_met WHERE challenge_hash = ANY ($1) AND at >= to_timestamp($2) LIMIT 1',
    [marks, since / 1000],
  );
  return found.length > 0;
}
