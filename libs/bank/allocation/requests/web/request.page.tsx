import type { ComponentChildren } from 'preact';
import { REQUEST_LIFECYCLE, REQUEST_REFUSAL_REASONS, type RequestView, URGENCIES } from '#bank/allocation';
import {
  Card,
  DoLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDate,
  Notice,
  ThingPage,
  Timeline,
  TimelineItem,
  Who,
} from '#platform/ui';
import { askedWords } from '../../web/allocation.words.js';
import { RequestNextSteps } from './request-next-steps.js';
import { RequestBadge } from './request-parts.js';
import { RequestUnits } from './request-units.js';

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
              icon={REQUEST_LIFECYCLE.steps[e.verb].icon}
              title={REQUEST_LIFECYCLE.steps[e.verb].done}
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
