import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rows } from '#platform/database';
import { type IdentityProvider, RuleBroken } from '#platform/kernel';
import { audit } from '../audit/audit.js';
import { meetOnce } from '../second-factor/challenge.js';
import { whoLeft } from './back-channel-logout.js';
import { marksMeant, noteLeft } from './left-since.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** Ends here what ended at a provider. */
@Injectable()
export class ProviderLogoutService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Ends the sessions that a provider opened and says are over; of whom nobody here is, none. What their ID tokens said decides, not the
   * link, which may be gone.
   * @param token as it sends it, from server to server
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
