import { AUDIT_SORTS, AUDIT_THEMES, type AuditView } from '#bank/people';
import type { Page } from '#platform/kernel';
import {
  Cell,
  Empty,
  formatDateTime,
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  SelectField,
  SortedTable,
  SortField,
} from '#platform/ui';
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
  const list: ListAddress = { at: HERE, query };
  return (
    <ListPage
      title="Journal de gestion"
      lead={`${props.everybody ? 'Qui s’est connecté, et qui a changé quoi dans les comptes, les droits et les réglages.' : 'Qui, dans votre organisation, s’est connecté ou a changé des comptes et des droits.'} Rien n’y est modifiable : chaque ligne est scellée dans la minute.`}
      trail={[{ label: 'Réglages', href: '/gestion' }, { label: 'Journal de gestion' }]}
      filters={
        <>
          <SelectField name="sujet" label="Sujet" empty="Tous" value={query.sujet} options={optionsOf(AUDIT_THEMES)} />
          <SortField sorts={AUDIT_SORTS} value={query.sort ?? 'newest'} />
        </>
      }
      {...(filtered ? { clearHref: HERE } : {})}
      {...listProps(list, page, ['ligne'])}
      empty={
        <Empty icon="history" title={filtered ? 'Rien sur ce sujet' : 'Rien pour l’instant'}>
          {filtered ? 'Choisissez un autre sujet.' : 'Les prochaines connexions et modifications seront ici.'}
        </Empty>
      }
    >
      <SortedTable
        caption="Journal de gestion"
        sorts={AUDIT_SORTS}
        list={list}
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
