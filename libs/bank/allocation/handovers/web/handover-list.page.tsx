import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { deviceWords, showAssetCode } from '#bank/devices';
import type { CountedPage } from '#platform/database';
import { apiQuery, Cursor, exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
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
import { HandoverQueries } from '../handover.queries.js';
import type { HandoverView } from '../handover.views.js';
import { HANDOVERS, type HandoversAsked } from '../handover-listing.js';
import { deviceCell, ENDED, HandoverBadge, handedOverOn } from './handover-parts.js';

export class HandoverQuery extends apiQuery(HANDOVERS) {}
/** What a counter has before it: a device or a person, whichever was scanned or named first; or what people have. */
export class CounterQuery extends pageQuery(HANDOVERS) {
  @IsOptional() @IsString() @MaxLength(120) q?: string;
  @IsOptional() @IsUUID() personne?: string;
  @IsOptional() @IsIn(['remis']) liste?: 'remis';
}
/** The same page, where what waits to be handed over goes on at `suite`. */
export class CounterPageQuery extends CounterQuery {
  @Cursor() suite?: string;
}

/** Its export: which device, from where and when; to whom is in no file, not even as a reference (docs/adr/0033). */
export const HandoverExport = exportOf({
  query: CounterQuery,
  right: READ.handovers,
  page: 'remises',
  api: 'handovers',
  name: 'Appareils remis',
  filename: 'remises',
  reads: HandoverQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Code', (h) => showAssetCode(h.deviceCode)],
    ['Appareil', (h) => deviceWords(h)],
    ['Structure', (h) => h.structure],
    ['Comment', (h) => (h.origin === 'declared' ? 'non connu' : h.mode === 'gift' ? 'donné' : 'vendu')],
    ['Remis le', (h) => (h.dateKnown ? h.handedOverAt : null)],
    ['Déclaré', (h) => (h.origin === 'declared' ? 'oui' : 'non')],
    ['Original signé', (h) => h.originalPlace],
    ['Fini le', (h) => h.endedAt],
    ['Fin', (h) => (h.endReason ? ENDED[h.endReason] : '')],
  ],
});

export function HandoverListPage({
  page,
  bank,
  asked: { sort, cursor: apres, open },
}: {
  page: CountedPage<HandoverView>;
  bank: boolean;
  asked: HandoversAsked;
}) {
  const list: ListAddress = {
    at: '/remises',
    query: { liste: 'remis', open, sort, apres },
    cursor: HANDOVERS.pageCursor,
  };
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
          <SortField sorts={HANDOVERS.sorts} value={sort ?? HANDOVERS.usual} />
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
        sorts={HANDOVERS.sorts}
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
