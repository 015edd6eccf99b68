import { HANDOVER_SORTS, type HandoverView } from '#bank/allocation';
import { deviceWords } from '#bank/devices';
import type { CountedPage } from '#platform/database';
import {
  Code,
  Empty,
  HiddenField,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  SortedTable,
  SortField,
} from '#platform/ui';
import type { CounterQuery } from '../../web/allocation.queries.dto.js';
import { handedOverOn } from './handover-dates.js';
import { deviceCell, HandoverBadge } from './handover-parts.js';

/** What people have, and had. */
export function HandoverListPage({
  page,
  bank,
  query: { sort, apres },
}: {
  page: CountedPage<HandoverView>;
  bank: boolean;
  query: CounterQuery;
}) {
  const list: ListAddress = { at: '/remises', query: { liste: 'remis', sort, apres }, cursor: 'apres' };
  return (
    <ListPage
      title="Appareils remis"
      lead="Des références et des codes : jamais un nom."
      {...(bank
        ? {}
        : {
            action: (
              <LinkButton look="primary" icon="hand-heart" href="/remises">
                À remettre
              </LinkButton>
            ),
          })}
      filters={
        <>
          <HiddenField name="liste" value="remis" />
          <SortField sorts={HANDOVER_SORTS} value={sort ?? 'newest'} />
        </>
      }
      {...listProps(list, page, ['remise'])}
      empty={
        <Empty icon="hand-heart" title="Aucun appareil remis">
          Une ligne apparaît ici à chaque remise.
        </Empty>
      }
    >
      <SortedTable
        caption="Remises"
        sorts={HANDOVER_SORTS}
        list={list}
        rows={page.items}
        rowKey={(h) => h.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (h) => deviceCell(h.deviceCode, `/remises/${h.id}`, deviceWords(h)),
          },
          { header: 'Référence', cell: (h) => <Code>{h.reference}</Code> },
          ...(bank ? [{ header: 'Structure', cell: (h: HandoverView) => h.structure }] : []),
          { header: 'Remis', cell: (h) => handedOverOn(h) },
          { header: 'État', cell: (h) => <HandoverBadge handover={h} /> },
        ]}
      />
    </ListPage>
  );
}
