import { deviceWords, showAssetCode, showLabel } from '#bank/devices';
import {
  FOUND,
  PROBLEMS,
  TICKET_STATE_NAMES,
  TICKET_STATES,
  TICKETS,
  type TicketListView,
  TicketQueries,
  type TicketState,
  WAITS_FOR,
} from '#bank/faults';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { READ } from '#platform/kernel';
import { Badge, BadgeOf, Cell, Code, Empty, formatAgo, LinkButton, ListOf, waitingColumn } from '#platform/ui';

export class TicketQuery extends apiQuery(TICKETS) {}
export class TicketPageQuery extends pageQuery(TICKETS) {}

export const TicketExport = exportOf({
  query: TicketPageQuery,
  right: READ.tickets,
  page: 'pannes',
  api: 'tickets',
  name: 'Pannes',
  filename: 'pannes',
  reads: TicketQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Numéro', (t) => t.number],
    ['Problème', (t) => PROBLEMS[t.problem].label],
    ['Étiquette', (t) => showLabel(t.deviceCode ?? t.typed)],
    ['Appareil', (t) => (t.deviceCode ? deviceWords(t) : '')],
    ['Structure', (t) => t.structure],
    ['État', (t) => TICKET_STATES[t.state].label],
    ['Trouvé', (t) => (t.found ? FOUND[t.found].label : '')],
    ['Attend', (t) => (t.waitsFor ? WAITS_FOR[t.waitsFor] : '')],
    ['Jusqu’au', (t) => t.waitsUntil],
    ['En retard', (t) => (t.late ? 'oui' : '')],
    ['Signalée le', (t) => t.openedAt],
    ['Attend depuis le', (t) => t.waitingSince],
    ['Terminée le', (t) => t.endedAt],
  ],
});

export const LateBadge = () => (
  <Badge tone="alert" icon="triangle-alert">
    En retard
  </Badge>
);

export const TicketBadge = ({ state }: { state: TicketState }) => <BadgeOf {...TICKET_STATES[state]} />;

export function DeviceOfTicket({ ticket: t, link = false }: { ticket: TicketListView; link?: boolean }) {
  if (t.gathers) return <Cell main="Plusieurs appareils" sub="signalements à trier" />;
  if (!t.deviceCode) return <Cell main="Appareil à trouver" sub={`étiquette : ${showLabel(t.typed)}`} />;
  const code = <Code>{showAssetCode(t.deviceCode)}</Code>;
  return <Cell main={link ? <a href={`/appareils/${t.deviceCode}`}>{code}</a> : code} sub={deviceWords(t)} />;
}

export function TicketListPage(props: {
  page: CountedPage<TicketListView>;
  query: TicketPageQuery;
  bank: boolean;
  /** It is narrowed to a model, by the page of those that break often. */
  ofModel: boolean;
  now: Date;
  timeZone: string;
}) {
  const { page, query, bank } = props;
  return (
    <ListOf
      title="Pannes"
      list={TICKETS}
      at="/pannes"
      query={query}
      page={page}
      noun={['panne']}
      offers={{ ...(bank ? {} : { state: ['live', ...TICKET_STATE_NAMES] }), ...(props.ofModel ? {} : { model: [] }) }}
      action={
        <LinkButton look="primary" icon="plus" href="/pannes/nouvelle">
          Ouvrir une panne
        </LinkButton>
      }
      notFound={
        <Empty icon="search" title="Aucune panne ne correspond">
          Relisez ce que vous cherchez, ou enlevez un filtre.
        </Empty>
      }
      none={
        <Empty icon="life-buoy" title="Aucune panne signalée">
          Quand quelqu’un scanne l’étiquette d’un appareil pour dire qu’il ne marche plus, sa demande arrive ici.
        </Empty>
      }
      columns={[
        {
          header: 'Numéro',
          row: true,
          href: (t) => `/pannes/${t.id}`,
          cell: (t) => <Code>{t.number}</Code>,
        },
        { header: 'Problème', cell: (t) => PROBLEMS[t.problem].label },
        { header: 'Appareil', cell: (t) => <DeviceOfTicket ticket={t} /> },
        ...(bank
          ? [
              {
                header: 'Structure',
                minor: true,
                cell: (t: TicketListView) => t.structure ?? <Badge tone="attention">à trouver</Badge>,
              },
            ]
          : []),
        {
          header: 'État',
          cell: (t) => (
            <>
              <TicketBadge state={t.state} />
              {t.late ? (
                <>
                  {' '}
                  <LateBadge />
                </>
              ) : null}
            </>
          ),
        },
        waitingColumn(props.timeZone),
        { header: 'Signalée', minor: true, cell: (t) => formatAgo(t.openedAt, props.now, props.timeZone) },
      ]}
    />
  );
}
