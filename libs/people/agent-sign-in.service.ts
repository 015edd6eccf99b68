import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rows, run } from '#database';
import { fingerprint, RuleBroken } from '#kernel';
import { IdentifyService, type Identity } from './identify.service.js';

/** Wrong passwords of one address in 15 minutes; a workshop whose script has an old password sends a few per machine. */
const WRONG_ALLOWED = 60;

/** How the agents of machines sign in: HTTP Basic, any user name, an organisation's API token as the password. */
@Injectable()
export class AgentSignIn {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly people: IdentifyService,
  ) {}

  /** Whether a text is a token in service: asked before a large document is read. */
  async knows(token: string): Promise<boolean> {
    return (await this.people.byToken(token)) !== null;
  }

  /**
   * The identity behind a password, or null when it is wrong. An agent asks first without one, twice per message: that is
   * no attempt, and never comes here. A right password is let in at any time: it cannot be guessed, and the benches of a
   * workshop share one address with whoever mistypes.
   * @throws RuleBroken `people.agent_sign_in_throttled` instead of null, after many wrong ones from one address.
   */
  async identify(password: string, address: string): Promise<Identity | null> {
    const identity = password ? await this.people.byToken(password) : null;
    if (identity) return { ...identity, actor: { ...identity.actor, channel: 'agent' } };
    const from = fingerprint(`agent:${address}`);
    const [counted] = await rows<{ n: number }>(
      this.db,
      `SELECT count(*)::int AS n FROM people.sign_in_failure WHERE subject_hash = $1 AND at > now() - interval '15 minutes'`,
      [from],
    );
    if (counted!.n >= WRONG_ALLOWED) throw new RuleBroken('people.agent_sign_in_throttled', { minutes: 15 });
    await run(this.db, 'INSERT INTO people.sign_in_failure (subject_hash) VALUES ($1)', [from]);
    return null;
  }
}
