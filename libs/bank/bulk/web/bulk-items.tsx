import { type BulkItemsAsked, type BulkItemView, type BulkView, bulkVerb } from '#bank/bulk';
import { deviceWords } from '#bank/devices';
import { shownIccid } from '#bank/sims';
import { sentenceAmongMany } from '#platform/http';
import type { Page } from '#platform/kernel';
import { Badge, Card, Cell, Code, Pager, pagesOf, Table } from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';

interface Props {
  act: BulkView;
  items: Page<BulkItemView>;
  listed: BulkItemsAsked;
}

/** Thing by thing: what will become of it, or what became of it. */
export function BulkItems({ act, items, listed: { refuses, cursor: after } }: Props) {
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
            cell: (item) => <Became act={act} item={item} />,
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
