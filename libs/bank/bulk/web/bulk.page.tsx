import { BULK_STATES, type BulkItemsAsked, type BulkItemView, type BulkView, bulkVerb } from '#bank/bulk';
import { deviceWords } from '#bank/devices';
import type { LossView } from '#bank/incidents';
import { shownIccid } from '#bank/sims';
import { sentenceAmongMany } from '#platform/http';
import { joined, type Page } from '#platform/kernel';
import {
  Actions,
  Badge,
  Card,
  Cell,
  Code,
  ErrorSummary,
  FormPage,
  type FormState,
  LinkButton,
  Pager,
  pagesOf,
  Table,
  ThingPage,
} from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';
import { unerasedCount, unerasedWords } from '../../incidents/web/loss-notice.js';
import { listOf, things } from './bulk-bar.js';
import { BulkNext, type Choices } from './bulk-next.js';

interface Props extends FormState {
  act: BulkView;
  items: Page<BulkItemView>;
  listed: BulkItemsAsked;
  choices: Choices;
  /** Of a loss that is looked at: what each device on this page leaves in the open. */
  losses: readonly LossView[];
}

/** What will become of each, what becomes of them, what became of them. */
export function BulkPage(props: Props) {
  const { act, problems } = props;
  const { label } = bulkVerb(act.verb);
  const { tone, icon, label: stands } = BULK_STATES[act.state];
  return (
    <ThingPage
      title={`${label} : ${things(act, act.total)}`}
      trail={[listOf(act), { label: 'Actions groupées', href: '/actions-groupees' }, { label }]}
      state={
        <Badge tone={tone} icon={icon}>
          {stands}
        </Badge>
      }
      next={<BulkNext {...props} />}
      nextTitle={act.state === 'prepared' ? 'Avant de confirmer' : 'Où on en est'}
      refreshSeconds={act.state === 'running' ? 2 : undefined}
    >
      <ErrorSummary problems={problems} />
      <BulkItems {...props} />
    </ThingPage>
  );
}

/** Nothing was chosen, or not what to do: back to the list. */
export const ChooseAgainPage = ({ problems, back }: FormState & { back: string }) => (
  <FormPage title="Action groupée">
    <ErrorSummary problems={problems} />
    <Actions>
      <LinkButton icon="arrow-left" href={back}>
        Revenir à la liste
      </LinkButton>
    </Actions>
  </FormPage>
);

interface BulkItemsProps {
  act: BulkView;
  items: Page<BulkItemView>;
  listed: BulkItemsAsked;
  losses: readonly LossView[];
}

function BulkItems({ act, items, losses, listed: { refuses, cursor: after } }: BulkItemsProps) {
  const here = `/actions-groupees/${act.id}`;
  const refused = act.state === 'prepared' ? act.waiting - act.possible : act.refused;
  return (
    <Card
      title={act.state === 'prepared' ? 'Ce qui se passera' : 'Ligne par ligne'}
      {...(refuses
        ? { actions: <a href={here}>Tout voir</a> }
        : refused
          ? { actions: <a href={`${here}?refuses=oui`}>Voir seulement les refus ({refused})</a> }
          : {})}
    >
      <Table
        caption={act.state === 'prepared' ? 'Ce qui se passera pour chacun' : 'Ce qui est arrivé à chacun'}
        rows={items.items}
        rowKey={(item) => item.n}
        stacks
        columns={[
          {
            header: { device: 'Appareil', request: 'Demande', sim: 'Carte' }[bulkVerb(act.verb).subject],
            row: true,
            cell: (item) => <Which act={act} item={item} />,
          },
          {
            header: act.state === 'prepared' ? 'Ce qui se passera' : 'Résultat',
            cell: (item) => (
              <>
                <Became act={act} item={item} />
                <Unerased loss={losses.find(({ deviceId }) => deviceId === item.thingId)} />
              </>
            ),
          },
        ]}
      />
      <Pager {...pagesOf(here, { refuses, after }, items)} />
    </Card>
  );
}

function Which({ act, item }: { act: BulkView; item: BulkItemView }) {
  if (!item.label) return <>Ligne {item.n}</>;
  const { subject } = bulkVerb(act.verb);
  if (subject === 'request') return <a href={`/demandes/${item.thingId}`}>{item.label}</a>;
  if (subject === 'sim')
    return (
      <a href={`/sim/${item.thingId}`}>
        <Code>{shownIccid(item.label)}</Code>
      </a>
    );
  return <Cell main={<DeviceCode code={item.label} />} sub={deviceWords(item)} />;
}

function Unerased({ loss }: { loss: LossView | undefined }) {
  if (!loss?.unerased.length) return null;
  return (
    <p class="hint">{joined(' : ', unerasedCount(loss.unerased), loss.unerased.map(unerasedWords).join(' ; '))}</p>
  );
}

function Became({ act, item }: { act: BulkView; item: BulkItemView }) {
  const [done] = bulkVerb(act.verb).done;
  if (item.refusal)
    return (
      <>
        <Badge tone="attention" icon="ban">
          non
        </Badge>{' '}
        {sentenceAmongMany(item.refusal, item.facts)}
      </>
    );
  if (item.state === 'done')
    return (
      <Badge tone="ok" icon="check">
        {done}
      </Badge>
    );
  if (act.state === 'cancelled') return <Badge tone="neutral">non traité</Badge>;
  const { asks } = bulkVerb(act.verb);
  if (asks && !act.settings[asks]) return <>répondez d’abord à la question</>;
  return <Badge tone="info">{act.state === 'prepared' ? `sera ${done}` : 'en attente'}</Badge>;
}
