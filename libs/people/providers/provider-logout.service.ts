import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '#database';
import { type IdentityProvider, RuleBroken, yieldEvery } from '#kernel';
import { audit } from '../audit.js';
import { meetOnce } from '../second-factor/challenge.js';
import { type LeftThere, whoIsThere, whoLeft } from './back-channel-logout.js';
import { isAbout, noteLeft } from './left-since.js';
import { openOrigin, type SealedOrigin } from './origin.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Ends here what ended at a provider. */
@Injectable()
export class ProviderLogoutService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Ends the sessions that a provider opened and says are over; of whom nobody here is, none.
   * @param token as it sends it, from server to server
   * @returns of how many sessions it could not be read whose they are
   * @throws RuleBroken of `people.provider_…` for a word that is not the provider's, or was heard before
   */
  async hear(provider: IdentityProvider, token: string): Promise<number> {
    const left = await whoLeft(provider, token);
    return this.db.transaction(async (tx) => {
      if (!(await meetOnce(tx, `word ${left.issuer} ${left.word}`))) throw new RuleBroken('people.provider_again');
      await noteLeft(tx, left);
      const { over, unread } = await meant(tx, left);
      const ended = await rows<{ userId: string }>(
        tx,
        'DELETE FROM people.session WHERE id = ANY ($1) RETURNING user_id AS "userId"',
        [over],
      );
      for (const id of new Set(ended.map(({ userId }) => userId)))
        await audit(tx, SYSTEM, 'sign_out_by_provider', { kind: 'user', id }, { by: provider.name });
      return unread;
    });
  }
}

/** The sessions that a word is about: what their ID tokens say decides, not the link, which may be gone. */
async function meant(
  tx: EntityManager,
  left: LeftThere,
): Promise<{ readonly over: readonly string[]; readonly unread: number }> {
  const opened = await rows<SealedOrigin>(
    tx,
    'SELECT session_id AS "sessionId", issuer, key_id AS "keyId", sealed AS bytes FROM people.session_origin WHERE issuer = $1',
    [left.issuer],
  );
  const over: string[] = [];
  let unread = 0;
  const pause = yieldEvery();
  for (const one of opened) {
    await pause();
    const there = await whoIsIn(one);
    if (!there) unread++;
    else if (isAbout(left, there)) over.push(one.sessionId);
  }
  return { over, unread };
}

/** Null where the key is lost: others must end all the same. */
async function whoIsIn(sealed: SealedOrigin): Promise<Awaited<ReturnType<typeof whoIsThere>> | null> {
  try {
    return await whoIsThere(openOrigin(sealed).idToken);
  } catch {
    return null;
  }
}
