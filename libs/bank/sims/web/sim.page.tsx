import { type DocumentView, withA } from '#bank/documents';
import {
  END_REASONS,
  SIM_FIELD_NAMES,
  SIM_LIFECYCLE,
  type SimDetail,
  type SimEventView,
  type SimOfPerson,
  SimQueries,
  type SimVerb,
  shownIccid,
  simField,
} from '#bank/sims';
import type { Reader } from '#platform/database';
import type { Ctx } from '#platform/http';
import { joined, may, READ } from '#platform/kernel';
import {
  Actions,
  Card,
  Cell,
  Code,
  Disclosure,
  DoLink,
  ErrorSummary,
  Facts,
  type FieldProblem,
  formatDate,
  formatDateTime,
  formatPhone,
  formatWho,
  type IconName,
  LinkButton,
  Operator,
  PostButton,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { AwaitedCorrection } from '../../corrections/web/awaited.js';
import { PaperLink } from '../../documents/web/paper-link.js';
import { endOfIccid, SimBadge, shownField } from './sim.words.js';

interface Props {
  sim: SimDetail;
  timeline: readonly SimEventView[];
  papers: readonly DocumentView[];
  timeZone: string;
  problems?: FieldProblem[];
}

const OFFERED: readonly SimVerb[] = ['hand_out', 'call_back', 'recharge', 'end'];
/** Offered apart, since nobody comes for them. */
const MISTAKES: readonly SimVerb[] = ['correct_holder', 'undo_hand_out'];

export function SimPage({ sim, timeline, papers, timeZone, problems }: Props) {
  const verbs = OFFERED.filter((verb) => sim.allowed.includes(verb));
  const allot = sim.allowed.includes('allot');
  const waiting = papers.some((p) => p.state === 'requested' || p.state === 'rendering');
  const next = sim.codesOpen || allot || verbs.length > 0;
  return (
    <ThingPage
      title={`Carte SIM ${sim.iccid.slice(-6)}`}
      heading={
        <>
          Carte <Code big>{endOfIccid(sim.iccid)}</Code>
        </>
      }
      lead={joined(' · ', sim.carrier, sim.plan)}
      trail={[{ label: 'Cartes SIM', href: '/sim' }, { label: `Carte ${endOfIccid(sim.iccid)}` }]}
      state={<SimBadge status={sim.status} reason={sim.endedReason} />}
      refreshSeconds={waiting ? 5 : undefined}
      next={next ? <NextSteps sim={sim} verbs={verbs} allot={allot} /> : undefined}
      aside={papers.length ? <Papers papers={papers} here={waiting ? `/sim/${sim.id}` : undefined} /> : undefined}
    >
      <ErrorSummary problems={problems} />
      <AwaitedCorrection of={sim} />
      <Card title="La carte">
        <Facts
          facts={[
            ['Numéro (ICCID)', shownIccid(sim.iccid)],
            ...SIM_FIELD_NAMES.map((name): [string, string] => [simField(name).label, shownField(sim, name)]),
            ['Numéro de ligne', sim.msisdn && formatPhone(sim.msisdn)],
            ['Structure', sim.structure],
            [
              'Remise à',
              sim.reference ? (
                <DoLink href={`/beneficiaires/${sim.beneficiaryId}`} otherwise={<Code>{sim.reference}</Code>}>
                  <Code>{sim.reference}</Code>
                </DoLink>
              ) : null,
            ],
            ['Liste', sim.batch],
          ]}
        />
      </Card>
      {sim.codesRead.length ? (
        <Card title="Codes lus">
          <ul>
            {sim.codesRead.map((r) => (
              <li key={r.at}>
                {formatDateTime(new Date(r.at), timeZone)}, <Operator number={r.operatorNumber} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card title="Histoire">
        <Timeline>
          {timeline.map((e) => (
            <TimelineItem
              key={e.id}
              icon={SIM_LIFECYCLE.transitions[e.verb].icon as IconName}
              title={SIM_LIFECYCLE.transitions[e.verb].done}
              detail={detailOf(e)}
              at={e.at}
              timeZone={timeZone}
              meta={[e.operatorNumber ? formatWho(e) : null]}
            />
          ))}
        </Timeline>
      </Card>
    </ThingPage>
  );
}

function NextSteps({ sim, verbs, allot }: { sim: SimDetail; verbs: readonly SimVerb[]; allot: boolean }) {
  return (
    <>
      {sim.codesOpen ? (
        <p>
          Donnez à la personne son code PIN et son code PUK. Vous pouvez les relire tant que la ligne est en service ;
          sans nouvelles pendant la durée fixée par la banque, ils sont effacés. Chaque lecture est notée.
        </p>
      ) : null}
      <Actions stack>
        {sim.codesOpen ? (
          <PostButton action={`/sim/${sim.id}/codes`} label="Voir le PIN et le PUK" look="primary" icon="eye" wide />
        ) : null}
        {allot ? (
          <LinkButton look="primary" icon="building-2" wide href={`/sim/attribution?ids=${sim.id}`}>
            Attribuer à une structure
          </LinkButton>
        ) : null}
        {verbs.map((verb) => {
          const { label, icon } = SIM_LIFECYCLE.transition(verb);
          const href = `/sim/${sim.id}/${PATHS[verb]}`;
          const look = verb === 'hand_out' ? 'primary' : 'secondary';
          return verb === 'call_back' ? (
            <PostButton key={verb} action={href} label={label} look={look} icon={icon as IconName} wide />
          ) : (
            <LinkButton key={verb} look={look} icon={icon as IconName} wide href={href}>
              {verb === 'end' ? 'Terminer la carte' : label}
            </LinkButton>
          );
        })}
        {MISTAKES.some((verb) => sim.allowed.includes(verb)) ? (
          <Disclosure summary="Corriger une erreur">
            {MISTAKES.map((verb) => (
              <LinkButton
                key={verb}
                icon={SIM_LIFECYCLE.transition(verb).icon as IconName}
                wide
                href={`/sim/${sim.id}/${PATHS[verb]}`}
              >
                {SIM_LIFECYCLE.transition(verb).label}
              </LinkButton>
            ))}
          </Disclosure>
        ) : null}
      </Actions>
    </>
  );
}

const PATHS: Partial<Record<SimVerb, string>> = {
  hand_out: 'remise',
  call_back: 'reprise',
  recharge: 'recharge',
  end: 'fin',
  correct_holder: 'reference',
  undo_hand_out: 'mauvaise-carte',
};

/** `here` leads back to this page while a paper is being made. */
function Papers({ papers, here }: { papers: readonly DocumentView[]; here: string | undefined }) {
  return (
    <Card title="Documents">
      {papers.map((p) => (
        <p key={p.id}>
          <PaperLink paper={p} label={`Bon de remise ${p.number}`} />
        </p>
      ))}
      {here ? (
        <p>
          <a href={here}>Voir s’il est prêt</a>
        </p>
      ) : null}
    </Card>
  );
}

const detailOf = (e: SimEventView): string | undefined =>
  (e.creditEndsOn && `crédit jusqu’au ${formatDate(e.creditEndsOn)}`) ||
  (e.reason && END_REASONS[e.reason].toLowerCase()) ||
  (e.verb === 'hand_out' || e.verb === 'correct_holder'
    ? `à ${e.reference}`
    : e.verb === 'allot' && e.structure
      ? withA(e.structure)
      : undefined);

/** PIN and PUK, once asked for: never in a list, never on paper. */
export function SimCodesPage({
  sim,
  codes,
}: {
  sim: SimDetail;
  codes: { pin: string | null; puk: string | null } | null;
}) {
  return (
    <ThingPage
      title="PIN et PUK"
      lead={`Carte ${shownIccid(sim.iccid)}, remise à ${sim.reference ?? ''}`}
      trail={[
        { label: 'Cartes SIM', href: '/sim' },
        { label: `Carte ${endOfIccid(sim.iccid)}`, href: `/sim/${sim.id}` },
        { label: 'PIN et PUK' },
      ]}
      nextTitle="Et ensuite"
      next={
        <>
          <p>La lecture de ces codes est notée avec votre numéro d’opérateur.</p>
          <LinkButton look="primary" icon="arrow-left" wide href={`/sim/${sim.id}`}>
            Revenir à la carte
          </LinkButton>
        </>
      }
    >
      <Card title="À donner à la personne">
        {codes ? (
          <Facts
            facts={[
              ['Code PIN', codes.pin ? <Code big>{codes.pin}</Code> : 'le fournisseur ne l’a pas donné'],
              ['Code PUK', codes.puk ? <Code big>{codes.puk}</Code> : 'le fournisseur ne l’a pas donné'],
            ]}
          />
        ) : (
          <p>Cette page a déjà été demandée. Revenez à la carte pour lire les codes de nouveau.</p>
        )}
      </Card>
    </ThingPage>
  );
}

const SHOWN = 5;

export async function personSims(queries: SimQueries, ctx: Ctx, personId: string, on: Reader) {
  if (!may(ctx.actor, READ.sims)) return null;
  const sims = await queries.ofPerson(ctx.actor, personId, SHOWN, on);
  return sims.length ? <PersonSims sims={sims} /> : null;
}

const PersonSims = ({ sims }: { sims: readonly SimOfPerson[] }) => (
  <Card title="Cartes SIM">
    <ul class="plain fact-rows">
      {sims.map((s) => (
        <li key={s.id}>
          <Cell main={<a href={`/sim/${s.id}`}>{shownIccid(s.iccid)}</a>} sub={`${s.carrier}, ${s.plan}`} />
          <SimBadge status={s.status} reason={s.endedReason} />
        </li>
      ))}
    </ul>
  </Card>
);
