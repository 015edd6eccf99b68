import { showLabel } from '#bank/devices';
import {
  CLOSE_REASONS,
  type CloseReason,
  FOUND,
  type Found,
  isLive,
  outWords,
  PROBLEMS,
  SOLUTIONS,
  type Solution,
  TICKET_LIFECYCLE,
  type TicketAct,
  type TicketEventView,
  type TicketView,
  WAITS_FOR,
  type WaitsFor,
} from '#bank/faults';
import {
  Actions,
  Button,
  Card,
  Code,
  ErrorSummary,
  Facts,
  type FieldProblem,
  FieldsOf,
  Form,
  formatDate,
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
import { TICKET_ASKS, TicketNoteDto } from './faults.dto.js';
import { DeviceOfTicket, LateBadge, TicketBadge } from './ticket-list.page.js';

const BUTTONS = Object.keys(TICKET_ASKS) as readonly TicketAct[];

interface TicketPageProps {
  ticket: TicketView;
  timeline: readonly TicketEventView[];
  words: boolean;
  timeZone: string;
  problems?: FieldProblem[];
  values?: Record<string, string>;
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
      state={
        <>
          <TicketBadge state={t.state} /> {t.late ? <LateBadge /> : null}
        </>
      }
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
      <Out ticket={t} />
      <OtherTickets ticket={t} />
      <WhereItIs {...props} />
      <WhatWasSaid {...props} />
      <OtherReports {...props} />
      <Notes {...props} />
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
          ['Garantie', t.warranty ? warrantyWords(t.warranty) : null],
          ['Réparé', t.deviceRepaired],
          ['Remplacé par', t.replacementCode ? <DeviceCode code={t.replacementCode} /> : null],
        ]}
      />
    </Card>
  );
}

/** Whoever scanned its label was told nothing of it. */
function Out({ ticket: { deviceOut: out, structureId } }: { ticket: TicketView }) {
  if (!out) return null;
  return (
    <Notice
      tone="alert"
      icon="triangle-alert"
      title={`Cet appareil est ${outWords(out)} depuis le ${dayWords(out.since)}.`}
    >
      La personne qui a lu son étiquette n’en sait rien.
      {structureId ? null : ' La banque seule voit cette panne, et décide de la suite.'}
    </Notice>
  );
}

function OtherTickets({ ticket: t }: { ticket: TicketView }) {
  if (t.joined)
    return (
      <Notice tone="info" title="Ce qui a été signalé continue dans une autre panne :">
        {' '}
        <a href={`/pannes/${t.joined.id}`}>{t.joined.number}</a>
      </Notice>
    );
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

/** What those who look after it know: apart from what the person said. */
function WhereItIs({ ticket: t, timeZone }: TicketPageProps) {
  return (
    <Card title="Où elle en est">
      <Facts
        facts={[
          ['En charge', t.owner ? `${formatWho(t.owner)}${t.owner.active ? '' : ' (n’y travaille plus)'}` : null],
          ['Trouvé', t.found ? FOUND[t.found].label : isLive(t.state) && t.state !== 'open' ? 'rien encore' : null],
          ['Attend', t.waitsFor ? `${WAITS_FOR[t.waitsFor]}, jusqu’au ${dayWords(t.waitsUntil!)}` : null],
          [t.late ? 'En retard depuis' : 'En retard après', t.dueAt ? formatDate(t.dueAt, timeZone) : null],
          ['Fin', outcome(t)],
        ]}
      />
    </Card>
  );
}

/** What was reported of it later, or by others: one open fault a device. */
function OtherReports({ ticket: t, timeZone }: TicketPageProps) {
  const [first, ...others] = t.reports;
  const again = first?.askedAgainAt ? [first, ...others] : others;
  if (!again.length) return null;
  return (
    <Card title="Signalée de nouveau">
      <Timeline>
        {again.map((r) => (
          <TimelineItem
            key={r.id}
            icon="life-buoy"
            title={`${r.number} : ${PROBLEMS[r.problem].label}${r.askedAgainAt ? ', redemandée' : ''}`}
            detail={[
              r.sentence ? `« ${r.sentence} »` : null,
              r.phone ? formatPhone(r.phone) : null,
              r.typed ? `étiquette : ${showLabel(r.typed)}` : null,
            ]
              .filter(Boolean)
              .join(', ')}
            at={r.askedAgainAt ?? r.at}
            timeZone={timeZone}
          />
        ))}
      </Timeline>
    </Card>
  );
}

function Notes({ ticket: t, words, timeZone, problems, values }: TicketPageProps) {
  if (!words) return null;
  return (
    <Card title="Notes">
      <Timeline>
        {t.notes.map((note) => (
          <TimelineItem
            key={note.id}
            icon="pencil"
            title={note.text}
            at={note.at}
            timeZone={timeZone}
            meta={[formatWho(note)]}
          />
        ))}
      </Timeline>
      <Form action={`/pannes/${t.id}/notes`} problems={problems} values={values}>
        <FieldsOf form={TicketNoteDto} />
        <Button look="secondary">Ajouter la note</Button>
      </Form>
    </Card>
  );
}

const dayWords = (day: string): string => formatDate(`${day}T12:00:00Z`, 'UTC');
const warrantyWords = ({ until, over, paper }: NonNullable<TicketView['warranty']>): string =>
  `${over ? 'finie le' : 'jusqu’au'} ${dayWords(until)}${paper ? `, document ${paper}` : ''}`;

/** The first report of it, as one: its sentence and where that person is called. The others have theirs beside them. */
function WhatWasSaid({ ticket: t, words, timeZone }: TicketPageProps) {
  const first = t.reports[0];
  return (
    <Card title="Ce qui a été dit">
      <Facts
        facts={[
          ['Problème', PROBLEMS[first?.problem ?? t.problem].label],
          ['Phrase', t.sentence ? `« ${t.sentence} »` : words && 'aucune'],
          ['Téléphone', t.phone ? <a href={`tel:${t.phone}`}>{formatPhone(t.phone)}</a> : words && 'aucun'],
          ['Étiquette lue', showLabel(first?.typed ?? t.typed)],
          ['Signalée', formatDateTime(first?.at ?? t.openedAt, timeZone)],
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
            detail={detailOf(e)}
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
  if (t.gathers)
    return 'Un même réseau a signalé beaucoup d’appareils en un jour. Mettez chaque signalement à part : il rejoint la panne de son appareil.';
  if (!t.deviceId) return 'L’étiquette ne mène à aucun appareil de façon sûre. Dites duquel il s’agit.';
  if (t.state === 'open')
    return t.reports.some((r) => r.phone)
      ? 'Rappelez la personne pour comprendre.'
      : 'La personne reviendra avec son numéro.';
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

function detailOf({ verb, reason, until }: TicketEventView): string | undefined {
  if (!reason) return undefined;
  if (verb === 'wait')
    return `${WAITS_FOR[reason as WaitsFor].toLowerCase()}, jusqu’au ${until ? dayWords(until) : '?'}`;
  if (verb === 'diagnose') return FOUND[reason as Found].label.toLowerCase();
  return (SOLUTIONS[reason as Solution] ?? CLOSE_REASONS[reason as CloseReason])?.toLowerCase();
}

const who = (e: TicketEventView): string =>
  e.operatorNumber === null ? 'par la personne qui a l’appareil' : formatWho(e);
