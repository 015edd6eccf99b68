import { Module } from '@nestjs/common';
import { entities } from '#platform/database';
import { EventsService } from './events.service.js';
import { Sender } from './webhooks/sender.js';
import * as webhooks from './webhooks/webhook.entity.js';
import { WebhookSending } from './webhooks/webhook-sending.js';
import { WebhooksService } from './webhooks/webhooks.service.js';

/** What happened, for programs that follow the bank and those that it tells. */
@Module({
  imports: [entities(webhooks)],
  providers: [EventsService, WebhooksService, WebhookSending, { provide: Sender, useFactory: () => new Sender() }],
  exports: [EventsService, WebhooksService, WebhookSending],
})
export class EventsModule {}
