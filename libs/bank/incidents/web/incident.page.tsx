import { deviceWords, showAssetCode } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import {
  ANSWERS,
  CONTROLLER_KINDS,
  type ControllerView,
  HOW_LOST,
  INCIDENT_LIFECYCLE,
  type IncidentEventView,
  type IncidentView,
  type LostItemView,
  type LostMediumView,
  TOLD_HOW,
} from '#bank/incidents';
import { DONOR_KINDS } from '#bank/intake';
import { showMediumCode } from '#bank/workshop';
import { joined } from '#platform/kernel';
import {
  Actions,
  Badge,
  Card,
  Cell,
  Code,
  Disclosure,
  Facts,
  formatDateTime,
  formatHoursLeft,
  formatWho,
  type IconName,
  LinkButton,
  Notice,
  PostButton,
  ThingPage,
  Timeline,
  TimelineItem,
  Who,
} from '#platform/ui';
import { PapersCard } from '../../documents/list/web/documents.page.js';
import { MailText } from '../../mails/web/mail-log.pages.js';
import { IncidentBadge, whatWasLost } from './incident-list.page.js';
import { unerasedWords } from './loss-notice.js';

export interface ReadyNotice {
  readonly controller: ControllerView;
  readonly text: string;
  readonly email: string;
}

interface PageProps {
  incident: IncidentView;
  papers: readonly DocumentView[];
  timeline: readonly IncidentEventView[];
  /** Where one controller is to be told, and its address is known. */
  ready: ReadyNotice | null;
  now: Date;
  timeZone: string;
}

export function IncidentPage(props: PageProps) {
  const { incident: i, timeZone } = props;
  return (
    <ThingPage
      title={`Incident ${i.number}`}
      heading={<Code big>{i.number}</Code>}
      lead={`${HOW_LOST[i.how]} : ${whatWasLost(i)}`}
      trail={[{ label: 'Incidents', href: '/incidents' }, { label: i.number }]}
      state={<IncidentBadge state={i.state} />}
      next={ACTS.some((verb) => i.allowed.includes(verb)) ? <NextSteps {...props} /> : undefined}
      aside={
        <>
          <Delays {...props} />
          <PapersCard papers={props.papers} />
        </>
      }
    >
      {i.controllers.map((c) => (
        <Controller key={c.id} controller={c} {...props} />
      ))}
      <Card title="Ce qui manque">
        <ul class="plain fact-rows">
          {i.items.map((item) => (
            <Item key={item.id} item={item} incident={i} timeZone={timeZone} />
          ))}
        </ul>
      </Card>
      <History {...props} />
    </ThingPage>
  );
}

const ACTS = ['tell', 'write', 'answer', 'sheet'] as const;

function NextSteps({ incident: i, ready, now }: PageProps) {
  const verbs = ACTS.filter((verb) => i.allowed.includes(verb));
  return (
    <>
      <p>
        {i.untold
          ? 'Le responsable des données n’est pas prévenu. Le texte est prêt : il reste à l’envoyer.'
          : i.unanswered
            ? 'Le responsable des données est prévenu. Sa réponse clôt l’incident.'
            : 'Rien n’est attendu. La fiche des faits peut être refaite.'}
      </p>
      {i.dueAt ? (
        <p>
          <strong>Délai : {formatHoursLeft(i.dueAt, i.dueHours, now)}.</strong>
        </p>
      ) : null}
      {ready && i.allowed.includes('tell') ? <SendNotice incident={i} {...ready} /> : null}
      <Actions stack>
        {verbs.map((verb, n) => {
          const { label, icon } = INCIDENT_LIFECYCLE.transition(verb);
          return (
            <LinkButton
              key={verb}
              href={`/incidents/${i.id}/actions/${verb}`}
              look={n || ready ? 'secondary' : 'primary'}
              icon={icon as IconName}
              wide
            >
              {verb === 'tell' && ready ? 'Prévenir autrement' : label}
            </LinkButton>
          );
        })}
      </Actions>
    </>
  );
}

/** One controller, one address: the notice that is shown leaves by one press. */
function SendNotice({ incident, controller, text, email }: ReadyNotice & { incident: IncidentView }) {
  return (
    <>
      <Disclosure summary={`Lire le texte pour ${controllerName(controller)}`}>
        <MailText text={text} />
      </Disclosure>
      <PostButton
        action={`/incidents/${incident.id}/actions/tell`}
        fields={{ controllerId: controller.id, how: 'mail', email }}
        label={`Envoyer ce mail à ${email}`}
        look="primary"
        icon="mail"
        wide
      />
    </>
  );
}

function Delays({ incident: i, now, timeZone }: PageProps) {
  return (
    <Card title="Délais">
      <Facts
        facts={[
          ['Déclaré', formatDateTime(i.openedAt, timeZone)],
          [
            `À signaler avant (${i.noticeHours} h)`,
            joined(
              ' : ',
              formatDateTime(i.noticeDueAt, timeZone),
              i.untold && !i.endedAt && formatHoursLeft(i.noticeDueAt, i.noticeHours, now),
            ),
          ],
          ['Terminé', i.endedAt && formatDateTime(i.endedAt, timeZone)],
        ]}
      />
    </Card>
  );
}

export const controllerName = (c: Pick<ControllerView, 'kind' | 'name' | 'donorKind'>): string =>
  c.name ?? (c.donorKind ? DONOR_KINDS[c.donorKind].label : CONTROLLER_KINDS[c.kind]);

function Controller({ controller: c, incident: i, now, timeZone }: PageProps & { controller: ControllerView }) {
  const name = controllerName(c);
  const late = !c.toldAt && !c.replacedAt && i.noticeDueAt < now;
  return (
    <Card title={`Responsable des données : ${name}`}>
      {c.kind === 'bank' ? (
        <p>
          La banque répond elle-même de ces données : la personne qui la dirige décide d’une notification à la CNIL.
        </p>
      ) : null}
      {c.replacedAt ? (
        <Notice title={`Remplacé le ${formatDateTime(c.replacedAt, timeZone)} : le don a été corrigé.`} />
      ) : null}
      {late ? (
        <Notice
          tone="alert"
          title={`Le délai de la convention est ${formatHoursLeft(i.noticeDueAt, i.noticeHours, now)}.`}
        />
      ) : null}
      <Facts
        facts={[
          ['Qui', c.donorId ? <a href={`/dons/donateurs/${c.donorId}`}>{name}</a> : name],
          [
            'Prévenu',
            c.toldAt && c.toldHow ? `${formatDateTime(c.toldAt, timeZone)}, ${TOLD_HOW[c.toldHow]}` : 'pas encore',
          ],
          [
            'Lettre préparée',
            c.letterAt && !c.toldAt ? `${formatDateTime(c.letterAt, timeZone)}, envoi à enregistrer` : null,
          ],
          [
            `Ses ${i.controllerHours} h finissent`,
            c.controllerDueAt &&
              joined(
                ' : ',
                formatDateTime(c.controllerDueAt, timeZone),
                !c.answeredAt &&
                  !c.replacedAt &&
                  !i.endedAt &&
                  formatHoursLeft(c.controllerDueAt, i.controllerHours, now),
              ),
          ],
          ['Sa réponse', c.answer ? ANSWERS[c.answer] : null],
        ]}
      />
    </Card>
  );
}

function Item({ item: x, incident, timeZone }: { item: LostItemView; incident: IncidentView; timeZone: string }) {
  const of = (m: Pick<LostMediumView, 'controllerId'>): string => {
    const controller = incident.controllers.find(({ id }) => id === m.controllerId);
    return controller ? controllerName(controller) : '';
  };
  return (
    <li>
      <Cell
        main={
          <a href={`/appareils/${x.deviceCode}`}>
            <Code>{x.mediumCode ? showMediumCode(x.mediumCode) : showAssetCode(x.deviceCode)}</Code>
          </a>
        }
        sub={
          <>
            {joined(
              ' · ',
              x.mediumCode ? `support retiré de ${showAssetCode(x.deviceCode)}` : deviceWords(x),
              HOW_LOST[x.how],
              joined(', ', x.custodian ?? 'chez une personne', x.place === x.custodian ? null : x.place),
              x.heldSince && `depuis le ${formatDateTime(x.heldSince, timeZone)}`,
              ...x.lostMedia.map((m) => `${unerasedWords(m)} (données : ${of(m)})`),
            )}
            {x.seenAt ? (
              <>
                {' '}
                · vu le {formatDateTime(x.seenAt, timeZone)},{' '}
                <Who operatorNumber={x.seenOperator} organisation={x.seenOrganisation} />
              </>
            ) : null}
          </>
        }
      />
      {x.foundAt ? (
        <Badge tone={x.byMistake ? 'neutral' : 'ok'} icon={x.byMistake ? 'ban' : 'search-check'}>
          {x.byMistake ? 'Par erreur' : 'Retrouvé'}
        </Badge>
      ) : null}
    </li>
  );
}

function History({ timeline, timeZone }: PageProps) {
  return (
    <Card title="Histoire">
      <Timeline>
        {timeline.map((e) => (
          <TimelineItem
            key={e.id}
            icon={INCIDENT_LIFECYCLE.transitions[e.verb].icon as IconName}
            title={INCIDENT_LIFECYCLE.transitions[e.verb].done}
            detail={reasonWords(e.reason)}
            at={e.at}
            timeZone={timeZone}
            meta={[formatWho(e)]}
          />
        ))}
      </Timeline>
    </Card>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  ...HOW_LOST,
  ...ANSWERS,
  found_again: 'retrouvé',
  wrong_entry: 'noté par erreur',
  logged_twice: 'enregistré deux fois',
};
const reasonWords = (reason: string | null): string | undefined => (reason ? WORDS[reason]?.toLowerCase() : undefined);
