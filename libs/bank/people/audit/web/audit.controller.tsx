import { Query } from '@nestjs/common';
import { AUDIT, AuditLogService, type AuditView } from '#bank/people';
import { ApiController, Context, Ctx, exportOf, pageQuery, Read } from '#platform/http';
import { mayAll, type Page, READ } from '#platform/kernel';
import { Empty, formatDateTime, ListOf } from '#platform/ui';
import { auditFacts, auditSentence, auditWho, CHANNEL_WORDS } from './audit.words.js';

class AuditQuery extends pageQuery(AUDIT) {}

/** All that the audit keeps: whoever takes it away takes numbers, not names. */
export const AuditExport = exportOf({
  query: AuditQuery,
  right: READ.audit,
  page: 'gestion/journal',
  api: 'audit',
  name: 'Journal de gestion',
  filename: 'journal-de-gestion',
  reads: AuditLogService,
  read: (log, ctx, asked) => log.list(ctx.actor, asked),
  columns: [
    ['Ligne', (e) => e.id],
    ['Quand', (e) => e.at],
    ['Quoi', auditSentence],
    ['Précisions', (e) => auditFacts(e.facts)],
    ['Qui', (e) => auditWho({ ...e, operatorName: null })],
    ['Par', (e) => (e.channel ? CHANNEL_WORDS[e.channel] : '')],
  ],
});

const AuditPage = (props: { page: Page<AuditView>; query: AuditQuery; everybody: boolean; timeZone: string }) => (
  <ListOf
    title="Journal de gestion"
    list={AUDIT}
    at="/gestion/journal"
    query={props.query}
    page={props.page}
    noun={['ligne']}
    lead={`${props.everybody ? 'Qui s’est connecté, et qui a changé quoi dans les comptes, les droits et les réglages.' : 'Qui, dans votre organisation, s’est connecté ou a changé des comptes et des droits.'} Rien n’y est modifiable : chaque ligne est scellée dans la minute.`}
    trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Journal de gestion' }]}
    none={
      <Empty icon="history" title="Rien pour l’instant">
        Les prochaines connexions et modifications seront ici.
      </Empty>
    }
    notFound={
      <Empty icon="history" title="Rien sur ce sujet">
        Choisissez un autre sujet.
      </Empty>
    }
    columns={[
      {
        header: 'Quoi',
        row: true,
        cell: (entry) => auditSentence(entry),
        sub: (entry) => auditFacts(entry.facts),
      },
      {
        header: 'Qui',
        cell: (entry) => auditWho(entry),
        sub: (entry) => (entry.by !== 'program' && entry.channel ? CHANNEL_WORDS[entry.channel] : ''),
      },
      { header: 'Quand', cell: (entry) => formatDateTime(entry.at, props.timeZone) },
    ]}
  />
);

/** The audit as managers read it: the bank's administrators all of it, each organisation's manager their own. */
@ApiController('audit')
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
