import { PURPOSES, TRANSFER_STATES, TRANSFERS, TransferQueries, type TransferView } from '#bank/logistics';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import { Cell, Code, Empty, formatDay, LinkButton, ListOf, plural, waitingColumn } from '#platform/ui';
import { TransferBadge } from '../../web/logistics.words.js';

export class TransferQuery extends apiQuery(TRANSFERS) {}
export class TransferPageQuery extends pageQuery(TRANSFERS) {}

export const TransferExport = exportOf({
  query: TransferPageQuery,
  right: READ.transfers,
  page: 'lots',
  api: 'transfers',
  name: 'Lots',
  filename: 'lots',
  reads: TransferQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Numéro', (t) => t.number],
    ['De', (t) => t.from],
    ['Pour', (t) => t.to],
    ['Objet', (t) => PURPOSES[t.purpose]],
    ['État', (t) => TRANSFER_STATES[t.state].label],
    ['Appareils', (t) => t.devices],
    ['Confirmés', (t) => t.confirmed],
    ['À retrouver', (t) => t.missing],
    ['En plus', (t) => t.extra],
    ['Préparé le', (t) => t.createdAt],
    ['Demandé le', (t) => (t.purpose === 'delivery' ? t.sentAt : null)],
    ['Parti le', (t) => (t.purpose === 'delivery' ? t.departedAt : t.sentAt)],
    ['Attend depuis le', (t) => t.waitingSince],
    ['Fini le', (t) => t.endedAt],
  ],
});

export function TransferListPage({
  page,
  query,
  timeZone,
}: {
  page: CountedPage<TransferView>;
  query: TransferPageQuery;
  timeZone: string;
}) {
  return (
    <ListOf
      title="Lots"
      list={TRANSFERS}
      at="/lots"
      query={query}
      page={page}
      noun={['lot']}
      lead={<a href="/caisses">Caisses et palettes</a>}
      action={
        <LinkButton look="primary" icon="truck" href="/lots/nouveau">
          Préparer un lot
        </LinkButton>
      }
      notFound={
        <Empty icon="search" title="Aucun lot ne correspond">
          Enlevez un filtre pour en voir plus.
        </Empty>
      }
      none={
        <Empty icon="truck" title="Aucun lot">
          Un lot est une liste d’appareils qui part d’ici, et que celui qui reçoit confirme en les scannant.
        </Empty>
      }
      columns={[
        {
          header: 'Lot',
          row: true,
          href: (t) => `/lots/${t.id}`,
          cell: (t) => <Code>{t.number}</Code>,
        },
        {
          header: 'Trajet',
          wide: true,
          cell: (t) => t.to,
          sub: (t) => `de ${t.from} · ${PURPOSES[t.purpose]}`,
        },
        {
          header: 'Contenu',
          minor: true,
          cell: (t) => <Cell main={plural(t.devices, 'appareil')} {...differences(t)} />,
        },
        { header: 'État', cell: (t) => <TransferBadge of={t} /> },
        waitingColumn(timeZone),
        { header: 'Date', minor: true, cell: (t) => formatDay(t.endedAt ?? t.sentAt ?? t.createdAt, timeZone) },
      ]}
    />
  );
}

function differences(t: TransferView): { sub?: string } {
  const parts = joined(', ', t.missing ? `${t.missing} à retrouver` : '', t.extra ? `${t.extra} en plus` : '');
  return parts ? { sub: parts } : {};
}
