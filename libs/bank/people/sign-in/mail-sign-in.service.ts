import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { rows } from '#platform/database';
import { RuleBroken, sha256 } from '#platform/kernel';
import { auditSignIn } from '../audit/audit.js';
import { accountOf, auditedAccount, completeSignIn, type SignInOutcome } from './complete-sign-in.js';
import { endLinks, type LinkOwner, LinksService } from './links.service.js';

/** Signing in with a link that went to the account's mailbox: it stands in for the password, and for nothing else. */
@Injectable()
export class MailSignInService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly links: LinksService,
  ) {}

  /** Whom a link lets in while it is good, else null. Nothing is used up: programs that look at mails follow links. */
  async owner(secret: string): Promise<LinkOwner | null> {
    const owner = await this.links.owner(secret);
    return owner?.purpose === 'sign_in' ? owner : null;
  }

  /** Who has a second factor is asked for it. @param browser what it says of itself @throws RuleBroken `people.link_used`, also for whoever is suspended meanwhile */
  async enter(secret: string, browser: string): Promise<SignInOutcome> {
    try {
      return await this.db.transaction(async (tx) => {
        const { userId } = await this.links.use(tx, secret, ['sign_in']);
        const user = await accountOf(tx, userId);
        if (!user?.mayEnter) throw new RuleBroken('people.link_used');
        // Several may be on their way: once one let them in, the others are of no use to them.
        await endLinks(tx, userId, ['sign_in']);
        return completeSignIn(tx, user, { by: 'mail_link', browser });
      });
    } catch (error) {
      if (error instanceof RuleBroken) await this.noteRefusal(secret);
      throw error;
    }
  }

  /** Of an invented link nothing is kept. */
  private async noteRefusal(secret: string): Promise<void> {
    const [link] = await rows<{ userId: string }>(
      this.db,
      `SELECT user_id AS "userId" FROM people.one_time_link WHERE secret_hash = $1 AND purpose = 'sign_in'`,
      [sha256(secret)],
    );
    const user = link && (await accountOf(this.db, link.userId));
    if (user) await auditSignIn(this.db, auditedAccount(user), 'sign_in_refused', 'mail_link');
  }
}
