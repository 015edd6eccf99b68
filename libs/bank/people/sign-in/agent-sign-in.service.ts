import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { noteAttempts } from '#platform/database';
import { networkOf } from '#platform/kernel';
import { IdentifyService, type Requester } from './identify.service.js';
import { ALLOWED, mustHaveTriesLeft } from './tries.js';

/** How the agents of machines sign in: HTTP Basic, any user name, an organisation's API token as the password. */
@Injectable()
export class AgentSignIn {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly people: IdentifyService,
  ) {}

  /** Who a token is of, null when it is none in service: asked before a large document is read. */
  byToken(token: string): Promise<Requester | null> {
    return this.people.byToken(token);
  }

  /**
   * The identity behind a password, or null when it is wrong. An agent asks first without one, twice per message: that is
   * no attempt, and never comes here. A right password is let in at any time: it cannot be guessed, and the benches of a
   * workshop share one address with whoever mistypes.
   */
  async identify(password: string): Promise<Requester | null> {
    const identity = password ? await this.people.byToken(password) : null;
    return identity && { ...identity, actor: { ...identity.actor, channel: 'agent' } };
  }

  /** Notes a wrong password. @throws RuleBroken `people.agent_sign_in_throttled` after many from one address */
  async noteWrong(address: string): Promise<void> {
    const tries = { allowance: ALLOWED.agent, by: networkOf(address) };
    await mustHaveTriesLeft(this.db, [tries], 'people.agent_sign_in_throttled');
    await noteAttempts(this.db, tries);
  }
}
