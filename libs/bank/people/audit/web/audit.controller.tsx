import { Controller, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AuditLogService, type AuditView } from '#bank/people';
import { type Answer, Context, Ctx, listAnswer, type OutColumn, Read } from '#platform/http';
import { mayAll, READ, SHEET_FORMATS } from '#platform/kernel';
import { AuditExportQuery, AuditQuery } from './audit.dto.js';
import { AuditPage } from './audit.page.js';
import { auditFacts, auditSentence, auditWho, CHANNEL_WORDS } from './audit.words.js';

const COLUMNS: readonly OutColumn<AuditView>[] = [
  ['Ligne', (e) => e.id],
  ['Quand', (e) => e.at],
  ['Quoi', auditSentence],
  ['Précisions', (e) => auditFacts(e.facts)],
  // Whoever takes it away takes numbers, not names.
  ['Qui', (e) => auditWho({ ...e, operatorName: null })],
  ['Par', (e) => (e.channel ? CHANNEL_WORDS[e.channel] : '')],
];

/** The audit as managers read it: the bank's administrators all of it, each organisation's manager their own. */
@ApiTags('audit')
@ApiBearerAuth()
@Controller()
export class AuditController {
  constructor(private readonly log: AuditLogService) {}

  /** Who signed in and who changed accounts, rights, keys, places, settings, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.audit, { page: 'gestion/journal', api: 'audit' })
  async list(@Context() ctx: Ctx, @Query() query: AuditQuery) {
    const page = await this.log.list(ctx.actor, {
      theme: query.sujet || undefined,
      sort: query.sort,
      cursor: query.after,
    });
    const everybody = mayAll(ctx.actor, READ.audit);
    return ctx.answer(page, () => (
      <AuditPage page={page} query={query} everybody={everybody} timeZone={ctx.bank.timeZone} />
    ));
  }

  /** All that the audit keeps with this filter, as a CSV or XLSX file. */
  @Read(READ.audit, { page: 'gestion/journal/export', api: 'audit/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(@Context() ctx: Ctx, @Query() { format = 'csv', sujet, sort }: AuditExportQuery): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'journal-de-gestion',
      name: 'Journal de gestion',
      columns: COLUMNS,
      read: (cursor, limit) => this.log.list(ctx.actor, { theme: sujet || undefined, sort, cursor, limit }),
    });
  }
}
