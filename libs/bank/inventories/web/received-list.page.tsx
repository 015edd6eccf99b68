import { RECEIVED_SORTS, type ReceivedListView } from '#bank/inventories';
import type { CountedPage } from '#platform/database';
import {
  Badge,
  Cell,
  Empty,
  formatDateTime,
  LinkButton,
  type ListAddress,
  ListPage,
  listProps,
  SelectField,
  SortedTable,
  SortField,
} from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';
import type { ReceivedPageQuery } from './inventories.dto.js';
import { channelWords, machineWords, reasonWords, STATE_WORDS, shownNumber, sourceWords } from './inventories.words.js';

export interface ReceivedListProps {
  page: CountedPage<ReceivedListView>;
  query: ReceivedPageQuery;
  timeZone: string;
}

const STATES = (['waiting', 'attached', 'discarded'] as const).map((value) => ({
  value,
  label: STATE_WORDS[value].label,
}));

/** What machines said of themselves: first what waits for somebody. */
export function ReceivedListPage({ page, query, timeZone }: ReceivedListProps) {
  const list: ListAddress = { at: '/inventaires', query, cursor: 'suite' };
  return (
    <ListPage
      title="Inventaires"
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Inventaires' }]}
      lead="Ce que les machines disent d’elles-mêmes : par un agent au démarrage, ou par un fichier."
      action={
        <LinkButton look="primary" icon="upload" href="/inventaires/envoi">
          Envoyer des fichiers
        </LinkButton>
      }
      filterAction="/inventaires"
      filters={
        <>
          <SelectField name="etat" label="Afficher" value={query.etat ?? ''} empty="Tous" options={STATES} />
          <SortField sorts={RECEIVED_SORTS} value={query.sort ?? 'newest'} />
        </>
      }
      {...listProps(list, page, ['inventaire'])}
      clearHref={query.etat ? '/inventaires' : null}
      empty={<Nothing state={query.etat} />}
    >
      <SortedTable
        caption="Inventaires reçus"
        sorts={RECEIVED_SORTS}
        list={list}
        rows={[...page.items]}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Machine',
            row: true,
            cell: (r) => (
              <Cell
                short
                main={<a href={`/inventaires/${r.id}`}>{machineWords(r)}</a>}
                sub={[r.serial ? `n° ${r.serial}` : null, r.number ? shownNumber(r.number) : null]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ),
          },
          { header: 'Où en est-il', cell: (r) => <State received={r} /> },
          {
            header: 'Raison, appareil',
            cell: (r) =>
              r.state === 'waiting' ? (
                reasonWords(r.reason)[0]
              ) : r.deviceCode ? (
                <DeviceCode code={r.deviceCode} />
              ) : null,
          },
          { header: 'Reçu', cell: (r) => formatDateTime(r.receivedAt, timeZone) },
          {
            header: 'Par',
            minor: true,
            cell: (r) => (
              <Cell short main={r.organisation} sub={`${channelWords(r.channel)} (${sourceWords(r.source)})`} />
            ),
          },
        ]}
      />
    </ListPage>
  );
}

function Nothing({ state }: { state: string | undefined }) {
  return (
    <Empty icon="cpu" title={state === 'waiting' ? 'Rien à vérifier' : 'Aucun inventaire'}>
      Branchez l’agent de vos machines sur notre adresse, ou envoyez des fichiers.{' '}
      <a href="/inventaires/agents">Brancher vos agents</a>
    </Empty>
  );
}

function State({ received: r }: { received: ReceivedListView }) {
  const { label, tone, icon } = STATE_WORDS[r.state];
  return (
    <Badge tone={tone} icon={icon}>
      {label}
    </Badge>
  );
}

/** State, and the device or the reason. */
export function Outcome({ received: r }: { received: ReceivedListView }) {
  return (
    <>
      <State received={r} /> {r.state === 'waiting' ? reasonWords(r.reason)[0] : null}
      {r.deviceCode ? <DeviceCode code={r.deviceCode} /> : null}
    </>
  );
}
