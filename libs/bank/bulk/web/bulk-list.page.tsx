import { BULK_LIFECYCLE, BULK_STATES, BulkQueries, type BulkView, bulkVerb } from '#bank/bulk';
import { exportOf, PlainListQuery } from '#platform/http';
import type { Page } from '#platform/kernel';
import { Badge, Cell, Empty, formatDateTime, ListExports, ListPage, pagesOf, Table, Who } from '#platform/ui';
import { things } from './bulk.words.js';

/** What was done with many at once, to take away. */
export const BulkExport = exportOf({
  query: PlainListQuery,
  right: BULK_LIFECYCLE.right('prepare'),
  page: 'actions-groupees',
  api: 'bulk-acts',
  name: 'Actions groupées',
  filename: 'actions-groupees',
  reads: BulkQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Action', (a) => bulkVerb(a.verb).label],
    ['État', (a) => BULK_STATES[a.state].label],
    ['Choisis', (a) => a.total],
    ['Faits', (a) => a.done],
    ['Refusés', (a) => a.refused],
    ['Opérateur', (a) => a.operatorNumber],
    ['Préparée le', (a) => a.createdAt],
    ['Commencée le', (a) => a.startedAt],
    ['Finie le', (a) => a.endedAt],
  ],
});

/** What was done with many things at once, by one's organisation. */
export function BulkListPage({
  page,
  query,
  timeZone,
}: {
  page: Page<Omit<BulkView, 'allowed' | 'possible'>>;
  query: PlainListQuery;
  timeZone: string;
}) {
  return (
    <ListPage
      title="Actions groupées"
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Actions groupées' }]}
      {...pagesOf('/actions-groupees', query, page)}
      exports={<ListExports at="/actions-groupees/export" query={{}} />}
      rows={page.items}
      empty={
        <Empty icon="list-checks" title="Aucune action groupée">
          Dans une liste, cochez des lignes et choisissez ce qu’il faut en faire.
        </Empty>
      }
    >
      <Table
        caption="Actions groupées, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(a) => a.id}
        columns={[
          {
            header: 'Action',
            row: true,
            cell: (a) => (
              <Cell
                main={<a href={`/actions-groupees/${a.id}`}>{bulkVerb(a.verb).label}</a>}
                sub={things(a, a.total)}
              />
            ),
          },
          {
            header: 'État',
            cell: (a) => (
              <Badge tone={BULK_STATES[a.state].tone} icon={BULK_STATES[a.state].icon}>
                {BULK_STATES[a.state].label}
              </Badge>
            ),
          },
          { header: 'Faits', numeric: true, cell: (a) => a.done },
          { header: 'Refusés', numeric: true, cell: (a) => a.refused },
          { header: 'Par', minor: true, cell: (a) => <Who operatorNumber={a.operatorNumber} /> },
          { header: 'Quand', cell: (a) => formatDateTime(a.createdAt, timeZone) },
        ]}
      />
    </ListPage>
  );
}
