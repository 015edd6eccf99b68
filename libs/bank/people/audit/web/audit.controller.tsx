import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { AuditLogService } from '#bank/people';
import { Context, Ctx, Read } from '#platform/http';
import { mayAll, READ } from '#platform/kernel';
import { AuditPage, AuditQuery } from './audit.page.js';

/** The audit as managers read it: the bank's administrators all of it, each organisation's manager their own. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller()
export class AuditController {
  constructor(private readonly log: AuditLogService) {}

  /** Who signed in and who changed accounts, rights, keys, places, settings, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.audit, { page: 'gestion/journal', api: 'audit' })
  async list(@Context() ctx: Ctx, @Query() query: AuditQuery) {
    const page = await this.log.list(ctx.actor, ctx.asked(query));
    const everybody = mayAll(ctx.actor, READ.audit);
    return ctx.answer(page, () => (
      <AuditPage page={page} query={query} everybody={everybody} timeZone={ctx.bank.timeZone} />
    ));
  }
}
