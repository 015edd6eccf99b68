import { type HandoverView } from '#allocation';
import { deviceWords } from '#devices';
import type { Page } from '#kernel';
import { Code, Empty, LinkButton, ListPage, Table } from '../../ui/index.js';
import { handedOverOn } from './handover-dates.js';
import { deviceCell, HandoverBadge } from './handover-parts.js';

/** What people have, and had. */
export function HandoverListPage({ page, bank, after }: { page: Page<HandoverView>; bank: boolean; after: string }) {
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
      nextHref={page.next ? `/remises?liste=remis&apres=${page.next}` : null}
      firstHref={after ? '/remises?liste=remis' : null}
      rows={page.items}
      empty={
        <Empty icon="hand-heart" title="Aucun appareil remis">
          Une ligne apparaît ici à chaque remise.
        </Empty>
      }
    >
      <Table
        caption="Remises, de la plus récente à la plus ancienne"
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
