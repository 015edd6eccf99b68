import type { ReceivedListView, ReceivedState } from '#inventories';
import type { Page } from '#kernel';
import { Badge, Cell, Empty, formatDateTime, LinkButton, ListPage, SelectField, Table } from '../../ui/index.js';
import { DeviceCode } from '../devices/device-code.js';
import { channelWords, machineWords, reasonWords, STATE_WORDS, shownNumber, sourceWords } from './inventories.words.js';

export interface ReceivedListProps {
  page: Page<ReceivedListView>;
  state: ReceivedState | null;
  timeZone: string;
}

const STATES = (['waiting', 'attached', 'discarded'] as const).map((value) => ({
  value,
  label: STATE_WORDS[value].label,
}));

/** What machines said of themselves: first what waits for somebody. */
export function ReceivedListPage({ page, state, timeZone }: ReceivedListProps) {
  const next = page.next ? `/inventaires?suite=${page.next}${state ? `&etat=${state}` : ''}` : undefined;
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
      filters={<SelectField name="etat" label="Afficher" value={state ?? ''} empty="Tous" options={STATES} />}
      nextHref={next}
      rows={page.items}
      empty={<Nothing state={state} />}
    >
      <Table
        caption="Inventaires reçus"
        rows={[...page.items]}
        rowKey={(r) => r.id}
        columns={[
          {
            header: 'Machine',
            row: true,
            cell: (r) => (
              <Cell
                main={<a href={`/inventaires/${r.id}`}>{machineWords(r)}</a>}
                sub={[r.serial ? `n° ${r.serial}` : null, r.number ? shownNumber(r.number) : null]
                  .filter(Boolean)
                  .join(' · ')}
              />
            ),
          },
          { header: 'Où en est-il', cell: (r) => <Outcome received={r} /> },
          {
            header: 'Reçu',
            cell: (r) => (
              <Cell
                main={formatDateTime(r.receivedAt, timeZone)}
                sub={`${r.organisation}, ${channelWords(r.channel)} (${sourceWords(r.source)})`}
              />
            ),
          },
        ]}
      />
    </ListPage>
  );
}

function Nothing({ state }: { state: ReceivedState | null }) {
  return (
    <Empty icon="cpu" title={state === 'waiting' ? 'Rien à vérifier' : 'Aucun inventaire'}>
      Branchez l’agent de vos machines sur notre adresse, ou envoyez des fichiers.{' '}
      <a href="/inventaires/agents">Brancher vos agents</a>
    </Empty>
  );
}

/** State, and the device or the reason. */
export function Outcome({ received: r }: { received: ReceivedListView }) {
  const { label, tone, icon } = STATE_WORDS[r.state];
  return (
    <>
      <Badge tone={tone} icon={icon}>
        {label}
      </Badge>{' '}
      {r.state === 'waiting' ? reasonWords(r.reason)[0] : null}
      {r.deviceCode ? <DeviceCode code={r.deviceCode} /> : null}
    </>
  );
}
