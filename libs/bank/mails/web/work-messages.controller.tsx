import { Controller, Param } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { REQUEST_LIFECYCLE, RequestMails } from '#bank/allocation';
import { TRANSFER_LIFECYCLE, TransferMails } from '#bank/logistics';
import { MailService, type MailView, type Words } from '#bank/mails';
import { type Answer, AskedForm, Context, Ctx } from '#platform/http';
import type { Right } from '#platform/kernel';
import { WorkMessagePage } from './work-message.page.js';

const ANSWER: Right = REQUEST_LIFECYCLE.right('approve');
const SEND: Right = TRANSFER_LIFECYCLE.right('send');

/** Where a message is read and copied. */
interface Message {
  readonly here: string;
  readonly up: { readonly label: string; readonly href: string };
  readonly words: Words | null;
  readonly told: readonly MailView[];
}

/** What the work of the bank tells people, where a person sends it: the words, and a word that it was done. */
@Controller()
export class WorkMessagesController {
  constructor(
    private readonly requests: RequestMails,
    private readonly transfers: TransferMails,
    private readonly mails: MailService,
  ) {}

  @AskedForm(ANSWER, 'demandes/:id/message')
  async requestTold(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const message = await this.request(ctx, id);
    return this.told(ctx, message, (tx) => this.requests.copied(tx, ctx.actor, id));
  }

  @AskedForm(SEND, 'lots/:id/message')
  async transferTold(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const message = await this.transfer(ctx, id);
    return this.told(ctx, message, (tx) => this.transfers.copied(tx, ctx.actor, id));
  }

  private told(ctx: Ctx, message: Message, note: (tx: EntityManager) => Promise<void>): Promise<Answer> {
    return ctx.submit({
      done: 'Noté : le message est copié.',
      work: async (tx) => {
        await note(tx);
        return message.here;
      },
      page: ({ problems }) => (
        <WorkMessagePage {...message} mail={this.mails.possible} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    });
  }

  private async request(ctx: Ctx, id: string): Promise<Message> {
    const [words, told] = await Promise.all([this.requests.words(ctx.actor, id), this.mails.about(id)]);
    return { here: `/demandes/${id}/message`, up: { label: 'Demande', href: `/demandes/${id}` }, words, told };
  }

  private async transfer(ctx: Ctx, id: string): Promise<Message> {
    const [message, told] = await Promise.all([this.transfers.words(ctx.actor, id), this.mails.about(id)]);
    const words = message?.words ?? null;
    return { here: `/lots/${id}/message`, up: { label: 'Lot', href: `/lots/${id}` }, words, told };
  }
}
