import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { announceKeyEnds, type EndingKey, MembersService } from '#bank/people';
import { publicUrl } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { MailService } from './mail.service.js';

const HOUR = 3_600_000;

/** Writes, a month before a key ends, to who made it, or to those who manage the organisation whose key it is. */
@Injectable()
export class KeyMails implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'people.announce-key-ends',
      everyMs: HOUR,
      // Where no mail leaves, the page of keys alone tells of it.
      run: async () =>
        void (this.mails.possible && (await announceKeyEnds(this.db, (tx, key) => this.announce(tx, key)))),
    });
  }

  private async announce(tx: EntityManager, key: EndingKey): Promise<void> {
    const { id, name, kind, organisationId, organisation, until, madeBy } = key;
    const managers = kind === 'organisation' ? await this.members.managers(tx, organisationId) : [];
    const maker = managers.length ? null : await this.members.reachableMember(tx, madeBy);
    const page = `${publicUrl() ?? ''}/gestion/${kind === 'organisation' ? 'cles' : 'jetons'}`;
    for (const { userId, email } of maker ? [maker] : managers) {
      const mail = { to: email, causeId: id, once: `${id}/${userId}`, userId, organisationId };
      await this.mails.trySend(tx, 'key_ending', { key: name, organisation, until, page }, mail);
    }
  }
}
