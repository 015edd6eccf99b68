import { deviceWords, showAssetCode } from '#bank/devices';
import {
  PROBLEMS,
  TICKET_SORTS,
  TICKET_STATE_NAMES,
  TICKET_STATES,
  type TicketListView,
  type TicketState,
} from '#bank/faults';
import type { CountedPage } from '#platform/database';
import {
  Badge,
  Cell,
  Code,
  Empty,
  formatAgo,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  optionsOf,
  SelectField,
  SortedTable,
  SortField,
  TextField,
} from '#platform/ui';
import type { TicketListQuery } from './maintenance.dto.js';

export function TicketBadge({ state }: { state: TicketState }) {
  const { label, tone, icon } = TICKET_STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

/** « Portable Lenovo L480 », or the label as it was read while nobody knows the device. */
export function DeviceOfTicket({ ticket: t, link = false }: { ticket: TicketListView; link?: boolean }) {
  if (!t.deviceCode) return <Cell main="Appareil à trouver" sub={`étiquette : ${t.typed}`} />;
  const code = <Code>{showAssetCode(t.deviceCode)}</Code>;
  return <Cell main={link ? <a href={`/appareils/${t.deviceCode}`}>{code}</a> : code} sub={deviceWords(t)} />;
}

const STATE_OPTIONS = (bank: boolean) => [
  { value: 'live', label: 'Toutes celles qui attendent' },
  ...(bank ? [{ value: 'triage', label: 'Sans structure' }] : []),
  ...TICKET_STATE_NAMES.map((s) => ({ value: s, label: TICKET_STATES[s].label })),
];

/** The faults the reader sees, newest first. */
export function TicketListPage(props: {
  page: CountedPage<TicketListView>;
  query: TicketListQuery;
  bank: boolean;
  now: Date;
  timeZone: string;
}) {
  const { page, query, bank } = props;
  const filtered = Boolean(query.q || query.etat || query.probleme);
  const list: ListAddress = { at: '/pannes', query };
  return (
    <ListPage
      title="Pannes"
      action={
        <LinkButton look="primary" icon="plus" href="/pannes/nouvelle">
          Ouvrir une panne
        </LinkButton>
      }
      filters={<Filters query={query} bank={bank} />}
      clearHref={filtered ? '/pannes' : null}
      {...listProps(list, page, ['panne'])}
      empty={<NothingHere filtered={filtered} />}
    >
      <SortedTable
        caption="Pannes"
        sorts={TICKET_SORTS}
        list={list}
        rows={page.items}
        rowKey={(t) => t.id}
        columns={[
          {
            header: 'Numéro',
            row: true,
            cell: (t) => (
              <a href={`/pannes/${t.id}`}>
                <Code>{t.number}</Code>
              </a>
            ),
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
          { header: 'État', cell: (t) => <TicketBadge state={t.state} /> },
          { header: 'Signalée', cell: (t) => formatAgo(t.openedAt, props.now, props.timeZone) },
        ]}
      />
    </ListPage>
  );
}

function Filters({ query, bank }: { query: TicketListQuery; bank: boolean }) {
  return (
    <>
      <TextField name="q" label="Numéro" width="short" value={query.q} placeholder="P-7K3F-92" />
      <SelectField name="etat" label="État" empty="Toutes" value={query.etat} options={STATE_OPTIONS(bank)} />
      <SelectField name="probleme" label="Problème" empty="Tous" value={query.probleme} options={optionsOf(PROBLEMS)} />
      <SortField sorts={TICKET_SORTS} value={query.sort ?? 'newest'} />
    </>
  );
}

function NothingHere({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty icon="search" title="Aucune panne ne correspond">
      Relisez le numéro, ou enlevez un filtre.
    </Empty>
  ) : (
    <Empty icon="life-buoy" title="Aucune panne signalée">
      Quand quelqu’un scanne l’étiquette d’un appareil pour dire qu’il ne marche plus, sa demande arrive ici.
    </Empty>
  );
}
