import type { ComponentChildren } from 'preact';
import {
  FORGOTTEN,
  REFUSAL_REASONS,
  REQUEST_LIFECYCLE,
  type RequestUnitView,
  type RequestView,
  URGENCIES,
} from '#allocation';
import { categoryOf, type State, showAssetCode } from '#devices';
import {
  Actions,
  Badge,
  Card,
  Cell,
  Code,
  DoLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDate,
  formatWho,
  LinkButton,
  Notice,
  PostButton,
  Table,
  ThingPage,
  Timeline,
  TimelineItem,
} from '../../ui/index.js';
import { StateBadge } from '../devices/device-table.js';
import { askedWords, needsWords } from './allocation.words.js';
import { RequestBadge } from './request-parts.js';

interface RequestPageProps {
  request: RequestView;
  bank: boolean;
  timeZone: string;
  /** Quotas of the structure now, for the bank: « 7 sur 10 ». */
  quotas: readonly { label: string; used: number; allowed: number }[];
  problems: FieldProblem[];
}

/** One request: what was asked, where each device stands, what comes next. */
export function RequestPage(props: RequestPageProps) {
  const { request: r, bank, timeZone } = props;
  return (
    <ThingPage
      title={`Demande ${r.number}`}
      heading={r.number}
      lead={`${askedWords(r.asked)} · ${r.structure}`}
      trail={[{ label: 'Demandes', href: '/demandes' }, { label: r.number }]}
      state={<RequestBadge state={r.state} />}
      next={<NextSteps {...props} />}
      aside={
        <>
          <Card title="La demande">
            <Facts
              facts={[
                ['Structure', r.structure],
                ['Commune', r.commune],
                ['Livraison', r.place],
                ['Urgence', URGENCIES[r.urgency]],
                ['Envoyée', r.submittedAt ? formatDate(r.submittedAt, timeZone) : 'pas encore'],
                ['Valable jusqu’au', r.state === 'approved' && r.expiresAt ? formatDate(r.expiresAt, timeZone) : ''],
              ]}
            />
            {r.state === 'approved' || r.state === 'refused' ? (
              <DoLink href={`/demandes/${r.id}/message`}>Prévenir la structure</DoLink>
            ) : null}
          </Card>
          {props.quotas.length ? (
            <Card title="Quota">
              <Facts
                facts={props.quotas.map((q): [string, ComponentChildren] => [q.label, `${q.used} sur ${q.allowed}`])}
              />
              <p>
                <DoLink href={r.state === 'submitted' ? `/demandes/${r.id}/accepter` : `/quotas/${r.structureId}`}>
                  Changer le quota
                </DoLink>
              </p>
            </Card>
          ) : null}
        </>
      }
    >
      <ErrorSummary problems={props.problems} />
      {r.refusalReason ? (
        <Notice tone="alert" icon="ban" title={`${REFUSAL_REASONS[r.refusalReason]}.`}>
          {r.refusalNote}
        </Notice>
      ) : null}
      <Card title="Appareils">
        <Units request={r} bank={bank} />
      </Card>
      <Card title="Histoire">
        <Timeline>
          {r.events.map((e) => (
            <TimelineItem
              key={String(e.at)}
              icon={REQUEST_LIFECYCLE.steps[e.verb].icon}
              title={REQUEST_LIFECYCLE.steps[e.verb].done}
              at={e.at}
              timeZone={timeZone}
              meta={[formatWho(e) || 'automatique']}
            />
          ))}
        </Timeline>
      </Card>
    </ThingPage>
  );
}

function Units({ request: r, bank }: { request: RequestView; bank: boolean }) {
  return (
    <Table
      caption="Un appareil demandé par ligne"
      rows={r.unitList}
      rowKey={(u) => u.id}
      columns={[
        {
          header: 'Demandé',
          row: true,
          cell: (u) => <Cell main={categoryOf(u.category).short} sub={needsWords(u.needs)} />,
        },
        {
          header: 'Pour',
          cell: (u) => <ForWhom request={r} unit={u} bank={bank} />,
        },
        { header: 'Appareil', cell: (u) => <DeviceOfUnit request={r} unit={u} bank={bank} /> },
        { header: 'État', cell: (u) => <UnitState unit={u} /> },
      ]}
    />
  );
}

/** The device that is kept, and for who decides, the way to another. */
function DeviceOfUnit({ request: r, unit: u, bank }: { request: RequestView; unit: RequestUnitView; bank: boolean }) {
  const here = `/demandes/${r.id}/appareils/${u.id}`;
  const waits = bank && u.state === 'approved';
  if (!u.deviceCode)
    return waits ? (
      <DoLink href={`${here}/choix`} otherwise="aucun encore">
        choisir un appareil
      </DoLink>
    ) : (
      <>aucun{u.state === 'closed' ? '' : ' encore'}</>
    );
  return (
    <Cell
      main={
        <a href={`/appareils/${u.deviceCode}`}>
          <Code>{showAssetCode(u.deviceCode)}</Code>
        </a>
      }
      sub={
        waits && u.deviceState === 'reserved' ? (
          <DoLink href={`${here}/refus?appareil=${u.deviceId}`} otherwise="">
            en changer
          </DoLink>
        ) : undefined
      }
    />
  );
}

/** The reference a device is for; the structure may choose it until the device is handed over. */
function ForWhom({ request: r, unit: u, bank }: { request: RequestView; unit: RequestUnitView; bank: boolean }) {
  const choosing = !bank && (u.state === 'asked' || u.state === 'approved');
  const href = `/demandes/${r.id}/appareils/${u.id}`;
  if (!u.reference) return choosing ? <a href={href}>choisir la personne</a> : 'pas encore choisie';
  if (bank || u.reference === FORGOTTEN) return <Code>{u.reference}</Code>;
  return (
    <Cell
      main={<a href={`/beneficiaires/${u.beneficiaryId}`}>{u.reference}</a>}
      sub={choosing ? <a href={href}>changer</a> : undefined}
    />
  );
}

function UnitState({ unit: u }: { unit: RequestUnitView }) {
  if (u.deviceState) return <StateBadge state={u.deviceState as State} />;
  if (u.state === 'approved') return <Badge tone="attention">Attend un appareil</Badge>;
  if (u.state === 'asked') return <Badge tone="info">Demandé</Badge>;
  if (u.refusalReason)
    return (
      <Cell
        main={
          <Badge tone="alert" icon="ban">
            Non accordé
          </Badge>
        }
        sub={REFUSAL_REASONS[u.refusalReason]}
      />
    );
  return <Badge tone="neutral">Clos</Badge>;
}

function NextSteps({ request: r, bank }: RequestPageProps) {
  const may = (verb: (typeof r.allowed)[number]) => r.allowed.includes(verb);
  const waiting = r.unitList.some((u) => u.state === 'approved' && !u.deviceId);
  return (
    <>
      <p>{nextWords(r, bank, waiting)}</p>
      <Actions stack>
        {may('submit') ? (
          <PostButton
            action={`/demandes/${r.id}/envoyer`}
            label="Envoyer à la banque"
            icon="send"
            look="primary"
            wide
          />
        ) : null}
        {may('submit') ? (
          <LinkButton href={`/demandes/${r.id}/modifier`} icon="pencil" wide>
            Modifier
          </LinkButton>
        ) : null}
        {may('approve') ? (
          <PostButton
            action={`/demandes/${r.id}/accepter`}
            label="Accepter la demande"
            icon="check"
            look="primary"
            wide
          />
        ) : null}
        {may('approve') ? (
          <LinkButton href={`/demandes/${r.id}/accepter`} icon="list" wide>
            En accorder une partie
          </LinkButton>
        ) : null}
        {bank && r.state === 'approved' && waiting ? (
          <LinkButton href={`/attributions?demande=${r.id}`} look="primary" icon="bookmark" wide>
            Voir les propositions
          </LinkButton>
        ) : null}
        {!bank && r.unitList.some((u) => u.deviceState === 'delivered') ? (
          <LinkButton href="/remises" look="primary" icon="hand-heart" wide>
            Remettre les appareils
          </LinkButton>
        ) : null}
        {may('refuse') ? (
          <LinkButton href={`/demandes/${r.id}/refuser`} icon="ban" wide>
            Refuser
          </LinkButton>
        ) : null}
        {may('cancel') ? (
          <LinkButton href={`/demandes/${r.id}/annuler`} look="quiet" icon="circle-x" wide>
            Annuler la demande
          </LinkButton>
        ) : null}
      </Actions>
    </>
  );
}

function nextWords(r: RequestView, bank: boolean, waiting: boolean): string {
  if (r.state === 'draft') return 'Vérifiez, choisissez les personnes si vous les connaissez déjà, puis envoyez.';
  if (r.state === 'submitted')
    return r.allowed.includes('approve')
      ? 'Acceptez la demande entière ou en partie, ou refusez-la en disant pourquoi.'
      : `La banque va répondre.${bank ? '' : ' Vous pouvez encore choisir les personnes.'}`;
  if (r.state === 'approved' && waiting)
    return bank
      ? 'Des appareils sont attendus : choisissez parmi les propositions.'
      : 'La banque cherche les appareils qui conviennent.';
  if (r.state === 'approved')
    return bank
      ? 'Les appareils sont réservés ou en route.'
      : 'Les appareils arrivent : confirmez la livraison dans « Lots », puis remettez-les.';
  if (r.state === 'refused')
    return bank ? 'La structure lit la raison du refus.' : 'Lisez la raison, puis refaites une demande si besoin.';
  return 'Cette demande est close.';
}
