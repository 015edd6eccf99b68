import type { Page } from '#kernel';
import { AUDIT_THEMES, type AuditView } from '#people';
import {
  addressOf,
  Cell,
  Empty,
  ExportLinks,
  formatDateTime,
  ListPage,
  optionsOf,
  SelectField,
  Table,
} from '../../ui/index.js';
import type { AuditQuery } from './audit.dto.js';
import { auditFacts, auditSentence, auditWho, CHANNEL_WORDS } from './audit.words.js';

const HERE = '/gestion/journal';

/** Who managed what, newest first. */
export function AuditPage(props: {
  page: Page<AuditView>;
  query: AuditQuery;
  /** The reader is the bank's administrator, and reads all of it. */
  everybody: boolean;
  timeZone: string;
}) {
  const { page, query } = props;
  const filtered = Boolean(query.sujet);
  return (
    <ListPage
      title="Journal de gestion"
      lead={`${props.everybody ? 'Qui s’est connecté, et qui a changé quoi dans les comptes, les droits et les réglages.' : 'Qui, dans votre organisation, s’est connecté ou a changé des comptes et des droits.'} Rien n’y est modifiable : chaque ligne est scellée dans la minute.`}
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Journal de gestion' }]}
      filters={
        <SelectField name="sujet" label="Sujet" empty="Tous" value={query.sujet} options={optionsOf(AUDIT_THEMES)} />
      }
      {...(filtered ? { clearHref: HERE } : {})}
      {...(page.next ? { nextHref: addressOf(HERE, { ...query, after: page.next }) } : {})}
      {...(query.after ? { firstHref: addressOf(HERE, { ...query, after: null }) } : {})}
      {...(page.items.length
        ? {
            exports: (
              <ExportLinks
                what="Tout le journal"
                href={(format) => addressOf(`${HERE}/export`, { ...query, after: null, format })}
              />
            ),
          }
        : {
            empty: (
              <Empty icon="history" title={filtered ? 'Rien sur ce sujet' : 'Rien pour l’instant'}>
                {filtered ? 'Choisissez un autre sujet.' : 'Les prochaines connexions et modifications seront ici.'}
              </Empty>
            ),
          })}
    >
      <Table
        caption="Journal de gestion, du plus récent au plus ancien"
        rows={page.items}
        rowKey={(entry) => entry.id}
        columns={[
          {
            header: 'Quoi',
            row: true,
            cell: (entry) => <Cell main={auditSentence(entry)} sub={auditFacts(entry.facts)} />,
          },
          {
            header: 'Qui',
            cell: (entry) => (
              <Cell
                main={auditWho(entry)}
                sub={entry.by !== 'program' && entry.channel ? CHANNEL_WORDS[entry.channel] : ''}
              />
            ),
          },
          { header: 'Quand', cell: (entry) => formatDateTime(entry.at, props.timeZone) },
        ]}
      />
    </ListPage>
  );
}
