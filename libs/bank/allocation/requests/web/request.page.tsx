import type { ComponentChildren } from 'preact';
import {
  Actions,
  Card,
  DoLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDate,
  LinkButton,
  Notice,
  PostButton,
  ThingPage,
  Timeline,
  TimelineItem,
  Who,
} from '#platform/ui';
import { askedWords } from '../../web/allocation.words.js';
import { URGENCIES } from '../needs.js';
import { REQUEST_LIFECYCLE, REQUEST_REFUSAL_REASONS } from '../request.lifecycle.js';
import type { RequestView } from '../request.views.js';
import { RequestBadge, RequestUnits } from './request-parts.js';

interface RequestPageProps {
  request: RequestView;
  bank: boolean;
  timeZone: string;
  /** Quotas of the structure now, for the bank: « 7 sur 10 ». */
  quotas: readonly { label: string; used: number; allowed: number }[];
  problems: FieldProblem[];
}

export function RequestPage(props: RequestPageProps) {
  const { request: r, bank, timeZone } = props;
  return (
    <ThingPage
      title={`Demande ${r.number}`}
      heading={r.number}
      lead={`${askedWords(r.asked)} · ${r.structure}`}
      trail={[{ label: 'Demandes', href: '/demandes' }, { label: r.number }]}
      state={<RequestBadge state={r.state} />}
      next={<RequestNextSteps request={r} bank={bank} />}
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
                <DoLink href={r.unanswered ? `/demandes/${r.id}/accepter` : `/quotas/${r.structureId}`}>
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
        <Notice tone="alert" icon="ban" title={`${REQUEST_REFUSAL_REASONS[r.refusalReason]}.`}>
          {r.refusalNote}
        </Notice>
      ) : null}
      <Card title="Appareils">
        <RequestUnits request={r} bank={bank} />
      </Card>
      <Card title="Histoire">
        <Timeline>
          {r.events.map((e) => (
            <TimelineItem
              key={String(e.at)}
              icon={REQUEST_LIFECYCLE.transitions[e.verb].icon}
              title={REQUEST_LIFECYCLE.transitions[e.verb].done}
              at={e.at}
              timeZone={timeZone}
              meta={[
                e.operatorNumber || e.organisation ? (
                  <Who operatorNumber={e.operatorNumber} organisation={e.organisation} />
                ) : (
                  'automatique'
                ),
              ]}
            />
          ))}
        </Timeline>
      </Card>
    </ThingPage>
  );
}

function RequestNextSteps({ request: r, bank }: { request: RequestView; bank: boolean }) {
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
        {may('approve') || may('approve_more') ? (
          <LinkButton href={`/demandes/${r.id}/accepter`} icon="list" wide>
            {may('approve') ? 'En accorder une partie' : 'Accepter la suite'}
          </LinkButton>
        ) : null}
        {bank && r.state === 'approved' && waiting ? (
          <LinkButton href={`/attributions?demande=${r.id}`} look="primary" icon="bookmark" wide>
            Voir les propositions
          </LinkButton>
        ) : null}
        {bank && !waiting && r.unitList.some((u) => u.deviceState === 'reserved') ? (
          <LinkButton href="/attributions/livraisons" look="primary" icon="truck" wide>
            Préparer la livraison
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
