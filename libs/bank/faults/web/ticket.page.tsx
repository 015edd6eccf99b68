import {
  CLOSE_REASONS,
  type CloseReason,
  isLive,
  PROBLEMS,
  SOLUTIONS,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketAct,
  type TicketEventView,
  type TicketView,
} from '#bank/faults';
import {
  Actions,
  Card,
  Code,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDateTime,
  formatPhone,
  formatWho,
  type IconName,
  LinkButton,
  Notice,
  PostButton,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { DeviceCode } from '../../devices/identification/web/device-code.js';
import { TICKET_ASKS } from './faults.dto.js';
import { DeviceOfTicket, TicketBadge } from './ticket-list.page.js';

const BUTTONS = Object.keys(TICKET_ASKS) as readonly TicketAct[];

interface TicketPageProps {
  ticket: TicketView;
  timeline: readonly TicketEventView[];
  words: boolean;
  timeZone: string;
  problems?: FieldProblem[];
}

export function TicketPage(props: TicketPageProps) {
  const { ticket: t } = props;
  const verbs = BUTTONS.filter((verb) => t.allowed.includes(verb) && (verb !== 'give_back' || isHere(t)));
  return (
    <ThingPage
      title={`Panne ${t.number}`}
      heading={<Code big>{t.number}</Code>}
      lead={PROBLEMS[t.problem].label}
      trail={[{ label: 'Pannes', href: '/pannes' }, { label: t.number }]}
      state={<TicketBadge state={t.state} />}
      next={
        verbs.length ? (
          <NextSteps ticket={t} verbs={verbs} />
        ) : t.state === 'swapped' ? (
          <AfterSwap ticket={t} />
        ) : undefined
      }
      aside={<DeviceCard ticket={t} />}
    >
      <ErrorSummary problems={props.problems} />
      <OtherTickets ticket={t} />
      <WhatWasSaid {...props} />
      <History {...props} />
    </ThingPage>
  );
}

function DeviceCard({ ticket: t }: { ticket: TicketView }) {
  return (
    <Card title="Appareil">
      {t.deviceCode ? <DeviceOfTicket ticket={t} link /> : <DeviceOfTicket ticket={t} />}
      <Facts
        facts={[
          ['Structure', t.structure],
          ['Personne', t.person ? <a href={`/beneficiaires/${t.person.id}`}>{t.person.reference}</a> : null],
          ['Réparé', t.deviceRepaired],
          ['Remplacé par', t.replacementCode ? <DeviceCode code={t.replacementCode} /> : null],
        ]}
      />
    </Card>
  );
}

function OtherTickets({ ticket: t }: { ticket: TicketView }) {
  if (!t.others.length) return null;
  return (
    <Notice tone="attention" title="Le même appareil a une autre panne en attente :">
      {t.others.map((other) => (
        <>
          {' '}
          <a href={`/pannes/${other.id}`}>{other.number}</a>
        </>
      ))}
    </Notice>
  );
}

function WhatWasSaid({ ticket: t, words, timeZone }: TicketPageProps) {
  return (
    <Card title="Ce qui a été dit">
      <Facts
        facts={[
          ['Problème', PROBLEMS[t.problem].label],
          ['Phrase', t.sentence ? `« ${t.sentence} »` : words && 'aucune'],
          ['Téléphone', t.phone ? <a href={`tel:${t.phone}`}>{formatPhone(t.phone)}</a> : words && 'aucun'],
          ['Étiquette lue', t.typed],
          ['Signalée', formatDateTime(t.openedAt, timeZone)],
          ['Fin', outcome(t)],
        ]}
      />
    </Card>
  );
}

function History({ timeline, timeZone }: TicketPageProps) {
  return (
    <Card title="Histoire">
      <Timeline>
        {timeline.map((e) => (
          <TimelineItem
            key={e.id}
            icon={TICKET_LIFECYCLE.transitions[e.verb].icon as IconName}
            title={TICKET_LIFECYCLE.transitions[e.verb].done}
            detail={reasonWords(e.reason)}
            at={e.at}
            timeZone={timeZone}
            meta={[who(e)]}
          />
        ))}
      </Timeline>
    </Card>
  );
}

/** Both devices of a swap still want something: the old one leaves, the new one's paper is printed. */
function AfterSwap({ ticket: t }: { ticket: TicketView }) {
  return (
    <>
      <p>L’ancien appareil est à renvoyer. L’attestation du nouveau est dans les documents de la structure.</p>
      {t.deviceCode ? (
        <LinkButton href={`/appareils/${t.deviceCode}`} look="primary" icon="laptop" wide>
          Voir l’ancien appareil
        </LinkButton>
      ) : null}
    </>
  );
}

function NextSteps({ ticket: t, verbs }: { ticket: TicketView; verbs: readonly TicketAct[] }) {
  return (
    <>
      <p>{sentenceOf(t)}</p>
      <Actions stack>
        {verbs.map((verb, i) => {
          const { label, icon } = TICKET_LIFECYCLE.transition(verb);
          const quiet = verb === 'reopen' || (verb === 'close' && i > 0);
          const look = quiet ? 'quiet' : i === 0 ? 'primary' : 'secondary';
          const href = `/pannes/${t.id}/actions/${verb}`;
          return !TICKET_ASKS[verb].length ? (
            <PostButton key={verb} action={href} label={label} look={look} icon={icon as IconName} wide />
          ) : (
            <LinkButton key={verb} href={href} look={look} icon={icon as IconName} wide>
              {label}
            </LinkButton>
          );
        })}
        {verbs.includes('give_back') ? (
          <LinkButton href={`/lots/nouveau?appareil=${t.deviceCode}`} look="secondary" icon="truck" wide>
            L’envoyer à l’atelier
          </LinkButton>
        ) : null}
      </Actions>
    </>
  );
}

const isHere = (t: TicketView): boolean => !t.deviceOnItsWay && t.deviceElsewhere === null;

function sentenceOf(t: TicketView): string {
  if (!t.deviceId) return 'L’étiquette ne mène à aucun appareil de façon sûre. Dites duquel il s’agit.';
  if (t.state === 'open')
    return t.phone ? 'Rappelez la personne pour comprendre.' : 'La personne reviendra avec son numéro.';
  if (t.state === 'device_in') {
    if (t.deviceOnItsWay) return 'L’appareil est en route, dans un lot.';
    if (t.deviceElsewhere)
      return `L’appareil est chez ${t.deviceElsewhere}, qui le répare puis le renvoie dans un lot.`;
    return 'L’appareil est chez vous. Il retourne à la même personne, ou il est remplacé.';
  }
  return isLive(t.state) ? 'Notez ce qui a été fait.' : 'Cette panne est finie.';
}

const outcome = (t: TicketView): string | null =>
  t.solution
    ? SOLUTIONS[t.solution]
    : t.closeReason
      ? CLOSE_REASONS[t.closeReason]
      : t.replacementCode
        ? 'Appareil remplacé'
        : null;

const reasonWords = (reason: string | null): string | undefined =>
  reason ? (SOLUTIONS[reason as Solution] ?? CLOSE_REASONS[reason as CloseReason])?.toLowerCase() : undefined;

const who = (e: TicketEventView): string =>
  e.operatorNumber === null ? 'par la personne qui a l’appareil' : formatWho(e);
