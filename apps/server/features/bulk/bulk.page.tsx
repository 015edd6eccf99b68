import { BULK_STATES, type BulkItemView, type BulkView, bulkVerb } from '#bulk';
import { DEVICE_LIFECYCLE, deviceWords, REASONS, showAssetCode } from '#devices';
import type { Page } from '#kernel';
import { sentenceOf } from '../../http/sentences.js';
import {
  Actions,
  type Again,
  addressOf,
  Badge,
  Button,
  Card,
  Cell,
  Code,
  Empty,
  ErrorSummary,
  Form,
  FormPage,
  formatDateTime,
  HowFar,
  type IconName,
  LinkButton,
  ListPage,
  Notice,
  Pager,
  PostButton,
  plural,
  SelectField,
  Table,
  ThingPage,
} from '../../ui/index.js';
import type { BulkItemsQuery, BulkListQuery } from './bulk.dto.js';

export type Choices = readonly { value: string; label: string; group?: string }[];

interface Props extends Again {
  act: BulkView;
  items: Page<BulkItemView>;
  query: BulkItemsQuery;
  choices: Choices;
}

const things = (act: Pick<BulkView, 'verb'>, n: number): string =>
  bulkVerb(act.verb).subject === 'request' ? plural(n, 'demande') : plural(n, 'appareil');
/** « 12 rangés ». */
const doneWords = (act: Pick<BulkView, 'verb'>, n: number): string => plural(n, ...bulkVerb(act.verb).done);
const listOf = (act: Pick<BulkView, 'verb'>) =>
  bulkVerb(act.verb).subject === 'request'
    ? { label: 'Demandes', href: '/demandes' }
    : { label: 'Appareils', href: '/appareils' };

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
      next={<Next {...props} />}
      nextTitle={act.state === 'prepared' ? 'Avant de confirmer' : 'Où on en est'}
      {...(act.state === 'running' ? { refreshSeconds: 2 } : {})}
    >
      <ErrorSummary {...(problems ? { problems } : {})} />
      <Items {...props} />
    </ThingPage>
  );
}

function Next({ act, choices, problems, values }: Props) {
  if (act.state === 'prepared') return <Prepared act={act} choices={choices} problems={problems} values={values} />;
  const stays = act.state === 'cancelled' ? plural(act.waiting, 'non traité', 'non traités') : '';
  return (
    <>
      {act.state === 'running' ? (
        <HowFar label={things(act, act.total)} done={act.done + act.refused} total={act.total} />
      ) : null}
      <p>
        <strong>{doneWords(act, act.done)}</strong>
      </p>
      {act.refused ? <p>{plural(act.refused, 'refusé', 'refusés')}, avec la raison.</p> : null}
      {stays ? <p>{stays}</p> : null}
      <Result act={act} />
      {act.allowed.includes('cancel') ? (
        <PostButton action={`/actions-groupees/${act.id}/arreter`} label="Arrêter là" look="quiet" icon="ban" wide />
      ) : null}
    </>
  );
}

function Prepared({ act, choices, problems, values }: Omit<Props, 'items' | 'query'>) {
  const { asks, grave, icon } = bulkVerb(act.verb);
  const told = !asks || act.settings[asks];
  const refused = act.waiting - act.possible;
  return (
    <>
      {asks ? (
        <Form
          action={`/actions-groupees/${act.id}/reglages`}
          values={{ ...act.settings, ...values }}
          {...(problems ? { problems } : {})}
        >
          <Asked asks={asks} choices={choices} />
          <Button look={told ? 'quiet' : 'primary'} icon="eye" wide>
            Voir ce qui se passera
          </Button>
        </Form>
      ) : null}
      {told ? (
        <>
          <p>
            <strong>{things(act, act.possible)}</strong> sur {act.total}.
            {refused
              ? ` ${plural(refused, 'ne peut pas l’être', 'ne peuvent pas l’être')} : la liste dit pourquoi.`
              : ''}
          </p>
          {grave ? (
            <Notice tone="attention" title="Ces appareils sortent de la banque.">
              En cas d’erreur, chaque sortie s’annule le jour même, depuis la page de l’appareil.
            </Notice>
          ) : null}
          {act.possible ? (
            <PostButton
              action={`/actions-groupees/${act.id}/confirmer`}
              label={`Confirmer : ${things(act, act.possible)}`}
              look={grave ? 'danger' : 'primary'}
              icon={icon as IconName}
              wide
            />
          ) : null}
        </>
      ) : null}
      <PostButton action={`/actions-groupees/${act.id}/arreter`} label="Ne rien faire" look="quiet" icon="x" wide />
    </>
  );
}

function Asked({ asks, choices }: { asks: string; choices: Choices }) {
  if (asks === 'reason') {
    const { reasons = [] } = DEVICE_LIFECYCLE.step('recycle');
    const options = reasons.map((reason) => ({ value: reason as string, label: REASONS[reason] as string }));
    return <SelectField name="reason" label="Pourquoi ?" required empty="Choisir…" options={options} />;
  }
  const label = asks === 'placeId' ? 'Où ?' : 'Qui reçoit ce lot ?';
  return <SelectField name={asks} label={label} required empty="Choisir…" options={[...choices]} />;
}

/** What it made. */
function Result({ act }: { act: BulkView }) {
  if (!act.resultId) return null;
  return act.verb === 'list' ? (
    <LinkButton look="primary" icon="truck" href={`/lots/${act.resultId}`} wide>
      Voir le lot et l’envoyer
    </LinkButton>
  ) : (
    <LinkButton look="primary" icon="tag" href={`/dons/etiquettes/planches/${act.resultId}`} wide>
      Voir les étiquettes
    </LinkButton>
  );
}

function Items({ act, items, query }: Props) {
  const here = `/actions-groupees/${act.id}`;
  const refused = act.state === 'prepared' ? act.waiting - act.possible : act.refused;
  return (
    <Card
      title={act.state === 'prepared' ? 'Ce qui se passera' : 'Ligne par ligne'}
      {...(query.refuses
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
            header: bulkVerb(act.verb).subject === 'request' ? 'Demande' : 'Appareil',
            row: true,
            cell: (item) => <Which act={act} item={item} />,
          },
          {
            header: act.state === 'prepared' ? 'Ce qui se passera' : 'Résultat',
            cell: (item) => <Became act={act} item={item} />,
          },
        ]}
      />
      <Pager
        nextHref={items.next ? addressOf(here, { ...query, after: items.next }) : null}
        firstHref={query.after ? addressOf(here, { ...query, after: null }) : null}
      />
    </Card>
  );
}

function Which({ act, item }: { act: BulkView; item: BulkItemView }) {
  if (!item.label) return <>Ligne {item.n}</>;
  if (bulkVerb(act.verb).subject === 'request') return <a href={`/demandes/${item.thingId}`}>{item.label}</a>;
  return (
    <Cell
      main={
        <a href={`/appareils/${item.label}`}>
          <Code>{showAssetCode(item.label)}</Code>
        </a>
      }
      sub={deviceWords(item)}
    />
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
        {sentenceOf(item.refusal, item.facts)}
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

/** What was done with many things at once, by one's organisation. */
export function BulkListPage({
  page,
  query,
  timeZone,
}: {
  page: Page<Omit<BulkView, 'allowed' | 'possible'>>;
  query: BulkListQuery;
  timeZone: string;
}) {
  return (
    <ListPage
      title="Actions groupées"
      trail={[{ label: 'Appareils', href: '/appareils' }, { label: 'Actions groupées' }]}
      nextHref={page.next ? addressOf('/actions-groupees', { after: page.next }) : null}
      firstHref={query.after ? '/actions-groupees' : null}
      {...(page.items.length
        ? {}
        : {
            empty: (
              <Empty icon="list-checks" title="Aucune action groupée">
                Dans une liste, cochez des lignes et choisissez ce qu’il faut en faire.
              </Empty>
            ),
          })}
    >
      <Table
        caption="Actions groupées, de la plus récente à la plus ancienne"
        rows={page.items}
        rowKey={(a) => a.id}
        columns={[
          {
            header: 'Action',
            row: true,
            cell: (a) => (
              <Cell
                main={<a href={`/actions-groupees/${a.id}`}>{bulkVerb(a.verb).label}</a>}
                sub={things(a, a.total)}
              />
            ),
          },
          {
            header: 'État',
            cell: (a) => (
              <Badge tone={BULK_STATES[a.state].tone} icon={BULK_STATES[a.state].icon}>
                {BULK_STATES[a.state].label}
              </Badge>
            ),
          },
          { header: 'Faits', numeric: true, cell: (a) => a.done },
          { header: 'Refusés', numeric: true, cell: (a) => a.refused },
          { header: 'Par', minor: true, cell: (a) => `opérateur n° ${a.operatorNumber}` },
          { header: 'Quand', cell: (a) => formatDateTime(a.createdAt, timeZone) },
        ]}
      />
    </ListPage>
  );
}

/** Nothing was chosen, or not what to do: back to the list. */
export const ChooseAgainPage = ({ problems, back }: Again & { back: string }) => (
  <FormPage title="Action groupée">
    <ErrorSummary {...(problems ? { problems } : {})} />
    <Actions>
      <LinkButton icon="arrow-left" href={back}>
        Revenir à la liste
      </LinkButton>
    </Actions>
  </FormPage>
);
