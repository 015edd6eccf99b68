import { showAssetCode, showLabel } from '#bank/devices';
import {
  RECEIVED,
  RECEIVED_STATES,
  type ReceivedListView,
  ReceivedQueries,
  type ReceivedState,
} from '#bank/inventories';
import type { CountedPage } from '#platform/database';
import { apiQuery, exportOf, pageQuery } from '#platform/http';
import { joined, READ } from '#platform/kernel';
import { BadgeOf, Empty, formatDateTime, LinkButton, ListOf } from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';
import { channelWords, machineWords, reasonWords, sourceWords } from './inventories.words.js';

/** What is asked of the list by a program, and in the address of its page. */
export class ReceivedQuery extends apiQuery(RECEIVED) {}
export class ReceivedPageQuery extends pageQuery(RECEIVED) {}

export const ReceivedExport = exportOf({
  query: ReceivedPageQuery,
  right: READ.inventories,
  page: 'inventaires',
  api: 'inventories',
  name: 'Inventaires',
  filename: 'inventaires',
  reads: ReceivedQueries,
  read: (queries, ctx, asked) => queries.list(ctx.actor, asked),
  columns: [
    ['Machine', (r) => machineWords(r)],
    ['N° de série', (r) => r.serial],
    ['État', (r) => RECEIVED_STATES[r.state].label],
    ['Pourquoi', (r) => (r.state === 'waiting' ? reasonWords(r.reason)[0] : '')],
    ['Appareil', (r) => (r.deviceCode ? showAssetCode(r.deviceCode) : '')],
    ['Reçu le', (r) => r.receivedAt],
    ['Par', (r) => r.organisation],
    ['Comment', (r) => `${channelWords(r.channel)} (${sourceWords(r.source)})`],
  ],
});

export const ReceivedListPage = ({
  page,
  query,
  state,
  timeZone,
}: {
  page: CountedPage<ReceivedListView>;
  query: ReceivedPageQuery;
  state: ReceivedState | undefined;
  timeZone: string;
}) => (
  <ListOf
    title="Inventaires"
    list={RECEIVED}
    at="/inventaires"
    query={query}
    page={page}
    noun={['inventaire']}
    offers={{ state: ['waiting', 'attached', 'discarded'] }}
    trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Inventaires' }]}
    lead="Ce que les machines disent d’elles-mêmes : par un agent au démarrage, ou par un fichier."
    action={
      <LinkButton look="primary" icon="upload" href="/inventaires/envoi">
        Envoyer des fichiers
      </LinkButton>
    }
    none={<Nothing />}
    notFound={<Nothing state={state} />}
    columns={[
      {
        header: 'Machine',
        row: true,
        href: (r) => `/inventaires/${r.id}`,
        cell: (r) => machineWords(r),
        sub: (r) => joined(' · ', r.serial ? `n° ${r.serial}` : null, r.number ? showLabel(r.number) : null),
        short: true,
      },
      { header: 'Où en est-il', cell: (r) => <State received={r} /> },
      {
        header: 'Raison, appareil',
        cell: (r) =>
          r.state === 'waiting' ? reasonWords(r.reason)[0] : r.deviceCode ? <DeviceCode code={r.deviceCode} /> : null,
      },
      { header: 'Reçu', cell: (r) => formatDateTime(r.receivedAt, timeZone) },
      {
        header: 'Par',
        minor: true,
        cell: (r) => r.organisation,
        sub: (r) => `${channelWords(r.channel)} (${sourceWords(r.source)})`,
        short: true,
      },
    ]}
  />
);

function Nothing({ state }: { state?: ReceivedState | undefined }) {
  return (
    <Empty icon="cpu" title={state === 'waiting' ? 'Rien à vérifier' : 'Aucun inventaire'}>
      Branchez l’agent de vos machines sur notre adresse, ou envoyez des fichiers.{' '}
      <a href="/inventaires/agents">Brancher vos agents</a>
    </Empty>
  );
}

const State = ({ received: r }: { received: ReceivedListView }) => <BadgeOf {...RECEIVED_STATES[r.state]} />;

export function Outcome({ received: r }: { received: ReceivedListView }) {
  return (
    <>
      <State received={r} /> {r.state === 'waiting' ? reasonWords(r.reason)[0] : null}
      {r.deviceCode ? <DeviceCode code={r.deviceCode} /> : null}
    </>
  );
}
