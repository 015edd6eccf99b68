import { categoryOf } from '#bank/devices';
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
  SortedTable,
  useLeads,
} from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { originWords } from '../../../intake/web/rule-card.js';
import { missingWords, needsWords, whysWords } from '../../web/allocation.words.js';
import { PROPOSALS } from '../proposal-listing.js';
import type { ProposalView } from '../proposals.service.js';
import type { ReservationView } from '../reservation.queries.js';
import { Delivery } from './delivery.js';

interface ProposalsProps {
  proposals: readonly ProposalView[];
  query: object;
  problems?: FieldProblem[];
  /** « 2 propositions »: accepted a moment ago, and taken by somebody faster. */
  skipped?: string;
}

const pairOf = (p: ProposalView): string => `${p.unitId}:${p.deviceId}`;

export function ProposalsPage({ proposals, query, problems, skipped }: ProposalsProps) {
  const possible = proposals.filter((p) => p.deviceId);
  const list: ListAddress = { at: '/attributions', query: { ...query, deja: undefined } };
  const filtered = isNarrowed(PROPOSALS, list.query);
  const accepts = useLeads('POST', '/attributions');
  return (
    <ListPage
      title="Attributions proposées"
      lead="Les demandes prioritaires, puis les plus anciennes, d’abord. Rien n’est réservé tant que vous n’acceptez pas."
      action={
        <Actions>
          <LinkButton icon="truck" href="/attributions/livraisons">
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
      rows={proposals}
      empty={<NothingWaits filtered={filtered} />}
    >
      {skipped ? (
        <Notice tone="attention" title={`Non réservé, déjà pris : ${skipped}.`}>
          Quelqu’un a été plus rapide. Voici ce qui est possible maintenant.
        </Notice>
      ) : null}
      <Form action="/attributions" list problems={problems}>
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
        <SortedTable
          caption="Appareils attendus"
          sorts={PROPOSALS.sorts}
          list={list}
          usual="first"
          rows={proposals}
          rowKey={(p) => p.unitId}
          columns={accepts ? [...COLUMNS, choice(possible.length === 1)] : COLUMNS}
        />
      </Form>
    </ListPage>
  );
}

const COLUMNS = [
  { header: 'Structure', row: true, cell: (p: ProposalView) => <Cell short main={p.structure} sub={p.commune} /> },
  {
    header: 'Besoin',
    cell: (p: ProposalView) => (
      <Cell
        short
        main={needsWords(p.needs) || categoryOf(p.category).short}
        sub={
          <a href={`/demandes/${p.requestId}`}>
            <span class="whole">{p.number}</span>
            {p.reference ? ` · ${p.reference}` : ''}
          </a>
        }
      />
    ),
  },
  {
    header: 'Appareil proposé',
    cell: (p: ProposalView) =>
      p.device ? (
        <Cell
          short
          main={<DeviceCode code={p.device.code} />}
          sub={[
            categoryOf(p.category).short,
            p.device.grade ? `classé ${p.device.grade}` : '',
            p.device.memoryMb ? `${Math.round(p.device.memoryMb / 1024)}\u00a0Go` : '',
            originWords(p.device),
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ) : (
        <Badge tone="attention" icon="hourglass">
          aucun
        </Badge>
      ),
  },
  {
    header: 'Pourquoi',
    wide: true,
    cell: (p: ProposalView) => (p.missing ? missingWords(p.missing) : whysWords(p.why)),
  },
  { header: 'Quota', minor: true, cell: (p: ProposalView) => `${p.quota.used}\u00a0/\u00a0${p.quota.allowed}` },
];

/** `alone`: the one that can be accepted has no button above the list. */
const choice = (alone: boolean) => ({
  header: 'Choix',
  cell: (p: ProposalView) => {
    const unit = `/demandes/${p.requestId}/appareils/${p.unitId}`;
    return p.deviceId ? (
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

function NothingWaits({ filtered }: { filtered: boolean }) {
  return (
    <Empty icon="bookmark" title={filtered ? 'Aucun appareil attendu ici' : 'Aucun appareil attendu'}>
      Une ligne apparaît ici dès qu’une demande est acceptée. Regardez les{' '}
      <a href="/demandes?etat=submitted">demandes à valider</a>.
    </Empty>
  );
}

/** What is reserved and has not left, by structure and by where it stands; each group leaves as one delivery. */
export function DeliveriesPage({
  reserved,
  problems,
}: {
  reserved: readonly ReservationView[];
  problems?: FieldProblem[];
}) {
  const journey = (r: ReservationView) => `${r.structureId} ${r.at ?? ''}`;
  const groups = [...new Set(reserved.map(journey))].map((one) => reserved.filter((r) => journey(r) === one));
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
    >
      <ErrorSummary problems={problems} />
      {groups.map((group) => (
        <Delivery key={journey(group[0]!)} group={group} />
      ))}
    </ListPage>
  );
}
