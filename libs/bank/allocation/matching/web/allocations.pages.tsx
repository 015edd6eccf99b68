import { categoryOf } from '#bank/devices';
import { joined, type Page } from '#platform/kernel';
import {
  Actions,
  Badge,
  Button,
  Cell,
  DoLink,
  Empty,
  ErrorSummary,
  type FieldProblem,
  FilterFields,
  Form,
  HiddenField,
  isNarrowed,
  LinkButton,
  type ListAddress,
  ListExports,
  ListPage,
  Notice,
  pagesOf,
  plural,
  Table,
  useLeads,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { originWords } from '../../../intake/web/rule-card.js';
import { missingWords, needsWords, whysWords } from '../../web/allocation.words.js';
import { PROPOSALS } from '../proposal-listing.js';
import type { ProposalView, ProposedDevice } from '../proposals.service.js';
import type { ReservationView } from '../reservation.queries.js';
import { Delivery, toDeliver } from './delivery.js';
import { LastRun, type LastRunProps } from './last-run.js';

interface ProposalsProps extends LastRunProps {
  page: Page<ProposalView>;
  query: object;
  problems?: FieldProblem[];
  /** « 2 propositions »: accepted a moment ago, and taken by somebody faster. */
  skipped?: string;
  /** The first reservation of this visit. */
  since?: string | undefined;
}

const pairOf = (p: ProposalView): string => `${p.unitId}:${p.deviceId}`;

export function ProposalsPage({ page, counts, runs, query, problems, skipped, since, timeZone }: ProposalsProps) {
  const possible = page.items.filter((p) => p.deviceId && !p.gone);
  const list: ListAddress = { at: '/attributions', query: { ...query, deja: undefined, depuis: undefined } };
  const open = runs.find((run) => !run.endedAt);
  const filtered = isNarrowed(PROPOSALS, list.query);
  const accepts = useLeads('POST', '/attributions');
  return (
    <ListPage
      title="Attributions proposées"
      lead="Rien n’est réservé tant que vous n’acceptez pas."
      refreshSeconds={open ? 2 : undefined}
      action={
        <Actions>
          <LinkButton icon="truck" href={toDeliver(since).href}>
            À livrer
          </LinkButton>
          <LinkButton icon="chart-column" href="/quotas">
            Quotas
          </LinkButton>
        </Actions>
      }
      filters={<FilterFields list={PROPOSALS} query={query} />}
      clearHref={filtered ? '/attributions' : null}
      exports={<ListExports {...list} at="/attributions/export" />}
      rows={page.items}
      empty={<NothingWaits filtered={filtered} computing={Boolean(open)} waiting={counts.waiting} />}
      above={<LastRun runs={runs} counts={counts} timeZone={timeZone} />}
      {...pagesOf('/attributions', list.query, page, 'apres')}
    >
      {skipped ? (
        <Notice tone="attention" title={`Non réservé, déjà pris ou quota atteint : ${skipped}.`}>
          Quelqu’un a été plus rapide. Voici ce qui est possible maintenant.
        </Notice>
      ) : null}
      <Form action="/attributions" list problems={problems}>
        {since ? <HiddenField name="depuis" value={since} /> : null}
        {possible.map((p) => (
          <HiddenField key={p.unitId} name="all" value={pairOf(p)} />
        ))}
        {possible.length > 1 ? (
          <Actions>
            <Button icon="check" name="accept" value="all">
              {`Accepter les ${possible.length}`}
            </Button>
          </Actions>
        ) : null}
        <Table
          caption="Appareils attendus : les demandes prioritaires, puis ce qui attend depuis le plus longtemps"
          rows={page.items}
          rowKey={(p) => p.unitId}
          columns={accepts ? [...COLUMNS, choice(possible.length === 1)] : COLUMNS}
        />
      </Form>
    </ListPage>
  );
}

const COLUMNS = [
  { header: 'Structure', row: true, cell: (p: ProposalView) => p.structure, sub: (p: ProposalView) => p.commune },
  {
    header: 'Besoin',
    cell: (p: ProposalView) => needsWords(p.needs) || categoryOf(p.category).short,
    sub: (p: ProposalView) => (
      <>
        <a href={`/demandes/${p.requestId}`}>
          <span class="whole">{p.number}</span>
          {p.reference ? ` · ${p.reference}` : ''}
        </a>{' '}
        {p.needs.length ? `${categoryOf(p.category).short}, ` : ''}
        <span class="whole">{`quota ${p.quota.used}\u00a0/\u00a0${p.quota.allowed}`}</span>
      </>
    ),
  },
  {
    header: 'Appareil proposé',
    wide: true,
    cell: (p: ProposalView) =>
      p.gone ? (
        <Badge tone="attention" icon="hourglass">
          pris ou refusé depuis
        </Badge>
      ) : p.device ? (
        <Cell main={<DeviceCode code={p.device.code} />} sub={factsOf(p, p.device)} />
      ) : (
        <Badge tone="attention" icon="hourglass">
          aucun
        </Badge>
      ),
  },
  { header: 'Pourquoi', cell: (p: ProposalView) => (p.missing ? missingWords(p.missing) : whysWords(p.why)) },
];

/** What of the device is in neither column beside: the need says its kind, and the reasons its memory where it is asked for. */
const factsOf = ({ why }: ProposalView, d: ProposedDevice): string =>
  joined(
    ' · ',
    d.grade ? `classé ${d.grade}` : '',
    d.memoryMb && !why.some(({ code }) => code === 'memory_enough') ? `${Math.round(d.memoryMb / 1024)}\u00a0Go` : '',
    originWords(d),
  );

/** `alone`: the one that can be accepted has no button above the list. */
const choice = (alone: boolean) => ({
  header: 'Choix',
  cell: (p: ProposalView) => {
    const unit = `/demandes/${p.requestId}/appareils/${p.unitId}`;
    return p.deviceId && !p.gone ? (
      <span class="cell beside">
        <Button look={alone ? 'primary' : 'secondary'} name="accept" value={pairOf(p)}>
          Accepter
        </Button>
        <small>
          <span class="whole">
            <a href={`${unit}/choix`}>un autre</a> ·
          </span>{' '}
          <a href={`${unit}/refus?appareil=${p.deviceId}`}>refuser</a>
        </small>
      </span>
    ) : (
      <>
        <a href={`${unit}/choix`}>choisir</a> · <DoLink href="/blocages">ce qui bloque</DoLink>
      </>
    );
  },
});

function NothingWaits({ filtered, computing, waiting }: { filtered: boolean; computing: boolean; waiting: number }) {
  if (waiting && !filtered)
    return computing ? (
      <Empty icon="hourglass" title="Les propositions se calculent">
        Cette page se recharge toute seule.
      </Empty>
    ) : (
      <Empty icon="hourglass" title={plural(waiting, 'appareil attendu', 'appareils attendus')}>
        Aucun calcul ne les connaît encore.
      </Empty>
    );
  return (
    <Empty icon="bookmark" title={filtered ? 'Aucun appareil attendu ici' : 'Aucun appareil attendu'}>
      Une ligne apparaît ici dès qu’une demande est acceptée. Regardez les{' '}
      <a href="/demandes?etat=submitted">demandes à valider</a>.
    </Empty>
  );
}

interface DeliveriesProps {
  reserved: Page<ReservationView>;
  query: object;
  /** Devices. */
  ticked: ReadonlySet<string>;
  /** A reservation whose whole group is ticked. */
  all?: string | undefined;
  since?: string | undefined;
  problems?: FieldProblem[] | undefined;
}

const journeyOf = (r: ReservationView) => `${r.placeId} ${r.holderId}`;

/** What is reserved and has not left, by structure, by the place that asked and by where it stands; each group leaves as one delivery. */
export function DeliveriesPage({ reserved: { items, next }, query, problems, ticked, all, since }: DeliveriesProps) {
  const groups = [...new Set(items.map(journeyOf))].map((one) => items.filter((r) => journeyOf(r) === one));
  return (
    <ListPage
      title="À livrer"
      lead="Les appareils réservés qui ne sont pas encore partis. Chaque livraison part avec son bon."
      trail={[{ label: 'Attributions', href: '/attributions' }, { label: 'À livrer' }]}
      rows={groups}
      empty={
        <Empty icon="truck" title="Rien à livrer">
          Un appareil apparaît ici dès qu’une <a href="/attributions">attribution</a> est acceptée.
        </Empty>
      }
      {...pagesOf('/attributions/livraisons', query, { next }, 'apres')}
    >
      <ErrorSummary problems={problems} />
      {groups.map((group) => (
        <Delivery
          key={group[0]!.id}
          {...{ group, since }}
          ticked={group.some((r) => r.id === all) ? new Set(group.map((r) => r.deviceId)) : ticked}
        />
      ))}
      {next ? <p class="hint">La dernière livraison peut continuer à la page suivante.</p> : null}
    </ListPage>
  );
}
