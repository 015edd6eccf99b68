import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { announceWebhooksOff, type WebhookOff } from '#bank/events';
import { announceKeyEnds, type EndingKey, MembersService } from '#bank/people';
import { publicUrl } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { MailService } from './mail.service.js';

const HOUR = 3_600_000;

/** Where the keys of a kind are. */
const PAGES = { person: 'jetons', organisation: 'cles', bench: 'postes' } as const;

/** Writes to those who look after programs: a month before a key ends, and when a webhook was switched off by itself. */
@Injectable()
export class ProgramMails implements OnModuleInit {
  constructor(
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  onModuleInit(): void {
    // Where no mail leaves, the pages of keys and of webhooks alone tell of it.
    this.outbox.schedule({
      name: 'people.announce-key-ends',
      everyMs: HOUR,
      run: async () =>
        void (this.mails.possible && (await announceKeyEnds(this.db, (tx, key) => this.keyEnds(tx, key)))),
    });
    this.outbox.schedule({
      name: 'events.announce-webhooks-off',
      everyMs: HOUR,
      run: async () =>
        void (this.mails.possible && (await announceWebhooksOff(this.db, (tx, off) => this.webhookOff(tx, off)))),
    });
  }

  /** To who made it, or to those who manage the organisation whose key it is. */
  private async keyEnds(tx: EntityManager, key: EndingKey): Promise<void> {
    const { id, name, kind, organisationId, organisation, until, madeBy } = key;
    const managers = kind !== 'person' ? await this.members.managers(tx, organisationId) : [];
    const maker = managers.length ? null : await this.members.reachableMember(tx, madeBy);
    const page = `${publicUrl() ?? ''}/gestion/${PAGES[kind]}`;
    for (const { userId, email } of maker ? [maker] : managers) {
      const mail = { to: email, causeId: id, once: `${id}/${userId}`, userId, organisationId };
      await this.mails.trySend(tx, 'key_ending', { key: name, organisation, until, page }, mail);
    }
  }

  /** To those who manage its organisation. Of its address the name of the machine alone: the rest may hold a secret. */
  private async webhookOff(tx: EntityManager, off: WebhookOff): Promise<void> {
    const { id, address, organisationId, organisation, because, since } = off;
    const page = `${publicUrl() ?? ''}/gestion/webhooks/${id}`;
    const data = { organisation, program: new URL(address).host, gone: because === 'gone', page };
    for (const { userId, email } of await this.members.managers(tx, organisationId)) {
      const once = `${id}/${since.toISOString()}/${userId}`;
      await this.mails.trySend(tx, 'webhook_off', data, { to: email, causeId: id, once, userId, organisationId });
    }
  }
}
