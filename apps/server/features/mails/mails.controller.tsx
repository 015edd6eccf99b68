import { Controller, Get, Param } from '@nestjs/common';
import { isMember, mayAll, NotFound, WRITE } from '#kernel';
import { MAIL_KINDS, MailService, sampleMail } from '#notifications';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { MailLogPage } from './mail-log.pages.js';
import { TemplatePage, TemplatesPage } from './templates.pages.js';

/** What was written to whom, and in which words the program writes. */
@Controller('gestion/messages')
export class MailsController {
  constructor(private readonly mails: MailService) {}

  /** The log of one's own organisation; of the bank's administrator, everybody's. */
  @Get()
  @Policy(WRITE.members)
  async log(@Context() ctx: Ctx): Promise<Answer> {
    const { actor } = ctx;
    if (!isMember(actor)) throw new NotFound('organisation');
    const all = mayAll(actor, WRITE.members);
    const mails = await this.mails.toOrganisation(all ? null : actor.organisationId);
    return ctx.page(<MailLogPage mails={mails} timeZone={ctx.bank.timeZone} all={all} />);
  }

  @Get('modeles')
  @Policy(WRITE.bank)
  templates(@Context() ctx: Ctx): Answer {
    return ctx.page(<TemplatesPage mail={this.mails.possible} />);
  }

  @Get('modeles/:kind')
  @Policy(WRITE.bank)
  async template(@Context() ctx: Ctx, @Param('kind') of: string): Promise<Answer> {
    const kind = MAIL_KINDS.find((one) => one === of);
    if (!kind) throw new NotFound('template');
    return ctx.page(<TemplatePage kind={kind} words={sampleMail(kind, await this.mails.sender())} />);
  }
}
