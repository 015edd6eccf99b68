import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  MembersService,
  operators,
  type RemainingAccount,
  type UnusedAccount,
  UnusedAccountsService,
} from '#bank/people';
import { newId, publicUrl } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { MailService } from './mail.service.js';
import { dayInWords } from './templates/template.js';

const HOUR = 3_600_000;

/** Writes to people and to those who manage them before an account closes that nobody uses, and closes it. */
@Injectable()
export class UnusedAccountMails implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly accounts: UnusedAccountsService,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'people.close-unused',
      everyMs: HOUR,
      run: async () => {
        await this.accounts.closeDue();
        await this.accounts.announce((tx, account) => this.announce(tx, account));
        await this.accounts.keep((tx, kept) => this.tellBank(tx, kept, null));
        await this.accounts.forgetInvitations();
      },
    });
  }

  /** Where no mail leaves, the audit alone tells of it. */
  private async announce(tx: EntityManager, account: UnusedAccount): Promise<void> {
    if (!this.mails.possible) return;
    const { userId, name, opened } = account;
    const until = dayInWords(account.until);
    const once = newId();
    const mail = { to: account.email, causeId: userId, once, userId };
    await this.mails.trySend(
      tx,
      'account_closing',
      { name, opened, until, page: `${publicUrl() ?? ''}/connexion` },
      mail,
    );
    for (const { organisationId, organisation, name: known, number } of account.memberships) {
      const managers = (await this.members.managers(tx, organisationId)).filter((manager) => manager.userId !== userId);
      for (const manager of managers) {
        const of = {
          to: manager.email,
          causeId: userId,
          once: `${once}/${organisationId}/${manager.userId}`,
          userId: manager.userId,
        };
        await this.mails.trySend(
          tx,
          'member_closing',
          { name: known, opened, organisation, until },
          { ...of, organisationId },
        );
      }
      // Whom nobody manages: the bank is told, by their number.
      if (!managers.length) await this.tellBank(tx, { userId, organisation, number }, until);
    }
  }

  private async tellBank(
    tx: EntityManager,
    { userId, organisation, number }: RemainingAccount,
    until: string | null,
  ): Promise<void> {
    if (!this.mails.possible) return;
    const once = newId();
    for (const to of await operators(tx)) {
      if (to.userId === userId) continue;
      const mail = { to: to.email, causeId: userId, once: `${once}/${to.userId}`, userId: to.userId };
      await this.mails.trySend(tx, 'manager_unused', { organisation, number, until }, mail);
    }
  }
}
