import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { type IdentityProvider, RuleBroken } from '#kernel';
import { audit } from '../audit.js';
import { meetOnce } from '../second-factor/challenge.js';
import { type LeftThere, sessionThere, whoLeft } from './back-channel-logout.js';
import { openOrigin, type SealedOrigin } from './origin.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

interface Opened extends SealedOrigin {
  readonly userId: string;
}

/** Ends here what ended at a provider. */
@Injectable()
export class ProviderLogoutService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Ends the sessions that a provider opened and says are over; of whom nobody here is, none.
   * @param token as it sends it, from server to server
   * @throws RuleBroken of `people.provider_…` for a word that is not the provider's, or was heard before
   */
  async hear(provider: IdentityProvider, token: string): Promise<void> {
    const left = await whoLeft(provider, token);
    await this.db.transaction(async (tx) => {
      if (!(await meetOnce(tx, `logout ${left.issuer} ${left.word}`))) throw new RuleBroken('people.provider_again');
      const over = await meant(tx, left);
      await run(tx, 'DELETE FROM people.session WHERE id = ANY ($1)', [over.map(({ sessionId }) => sessionId)]);
      for (const id of new Set(over.map(({ userId }) => userId)))
        await audit(tx, SYSTEM, 'sign_out_by_provider', { kind: 'user', id }, { by: provider.name });
    });
  }
}

/** A session whose provider named no session of its own ends with its person's. */
async function meant(tx: EntityManager, { issuer, subject, session }: LeftThere): Promise<Opened[]> {
  const opened = await rows<Opened>(
    tx,
    `SELECT s.id AS "sessionId", s.user_id AS "userId", o.issuer, o.key_id AS "keyId", o.sealed AS bytes
     FROM people.session s JOIN people.session_origin o ON o.session_id = s.id
     WHERE o.issuer = $1 AND ($2::text IS NULL
       OR s.user_id = (SELECT i.user_id FROM people.provider_identity i WHERE i.issuer = $1 AND i.subject = $2))
     FOR UPDATE OF s`,
    [issuer, subject],
  );
  if (session === null) return opened;
  const theirs = await Promise.all(opened.map((one) => sessionThere(openOrigin(one).idToken)));
  return opened.filter((_, i) => theirs[i] === session || (theirs[i] === null && subject !== null));
}
