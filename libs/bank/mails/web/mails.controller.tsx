import { Controller, Param } from '@nestjs/common';
import { AccountMails, MAIL_KINDS, MailService, sampleMail } from '#bank/mails';
import { UsersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read } from '#platform/http';
import { isMember, mayAll, NotFound, scopeOf, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { whoIs } from '../../people/members/web/own-account.js';
import { MailLogPage, TemplatePage, TemplatesPage } from './mail-log.pages.js';

/** What was written to whom, and in which words the program writes. */
@Controller('gestion/messages')
export class MailsController {
  constructor(
    private readonly mails: MailService,
    private readonly accounts: AccountMails,
    private readonly users: UsersService,
  ) {}

  /** The log of one's own organisation; of the bank's administrator, everybody's. */
  @Read(WRITE.members, { page: '' })
  async log(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.logPage(ctx));
  }

  /** A mail to whoever asks, by the way that every mail takes. */
  @PostedForm(WRITE.bank, 'essai')
  trial(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      done: 'Mail d’essai demandé. Rechargez cette page : la liste dit s’il est parti.',
      ref: '/gestion/messages',
      work: async (tx) => this.accounts.trial(tx, await this.users.get(whoIs(ctx), tx)),
      page: ({ problems }) => this.logPage(ctx, { problems }),
    });
  }

  /** What was not delivered is sent again. */
  @PostedForm(WRITE.members, ':id/renvoi')
  sendAgain(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Le message repart. Rechargez cette page : la liste dit s’il est parti.',
      ref: '/gestion/messages',
      work: (tx) => this.mails.sendAgain(tx, ctx.actor, id, scopeOf(ctx.actor, WRITE.members)),
      page: ({ problems }) => this.logPage(ctx, { problems }),
    });
  }

  private async logPage(ctx: Ctx, again: FormState = {}) {
    const { actor } = ctx;
    if (!isMember(actor)) throw new NotFound('organisation');
    const all = mayAll(actor, WRITE.members);
    const mails = await this.mails.toOrganisation(all ? null : actor.organisationId);
    return <MailLogPage mails={mails} timeZone={ctx.bank.timeZone} all={all} sends={this.mails.possible} {...again} />;
  }

  @Read(WRITE.bank, { page: 'modeles' })
  templates(@Context() ctx: Ctx): Answer {
    return ctx.page(<TemplatesPage mail={this.mails.possible} />);
  }

  @Read(WRITE.bank, { page: 'modeles/:kind' })
  async template(@Context() ctx: Ctx, @Param('kind') of: string): Promise<Answer> {
    const kind = MAIL_KINDS.find((one) => one === of);
    if (!kind) throw new NotFound('template');
    return ctx.page(<TemplatePage kind={kind} words={sampleMail(kind, await this.mails.sender())} />);
  }
}
