import { showAssetCode } from '#bank/devices';
import type { DocumentView } from '#bank/documents';
import type { LossView } from '#bank/incidents';
import type { PlaceView } from '#bank/people';
import {
  REMOVED_LIFECYCLE,
  REMOVED_REASONS,
  type RemovedDetail,
  type RemovedEventView,
  type RemovedVerb,
  STATEMENTS,
  showMediumCode,
} from '#bank/workshop';
import type { EndingOf } from '#platform/kernel';
import {
  Actions,
  AskPage,
  Card,
  Code,
  EndingAct,
  Ends,
  ErrorSummary,
  Facts,
  type FieldProblem,
  FieldsOf,
  FileField,
  type FormState,
  formatWho,
  type IconName,
  LinkButton,
  Notice,
  SigningPassword,
  ThingPage,
  Timeline,
  TimelineItem,
} from '#platform/ui';
import { PaperLink } from '../../../documents/web/paper-link.js';
import { LossNotice } from '../../../incidents/web/loss-notice.js';
import { SendFile } from '../../erasure/web/erasure-files.page.js';
import { FileBadge } from '../../erasure/web/log.page.js';
import { LogAsks } from '../../erasure/web/log-confirmations.page.js';
import { mediumWords } from '../../web/workshop.words.js';
import { RemovedActionDto } from './media.dto.js';
import { labelsAt, RemovedBadge, removedAt } from './removed-media.page.js';

interface Props {
  removed: RemovedDetail;
  timeline: readonly RemovedEventView[];
  papers: readonly DocumentView[];
  timeZone: string;
  problems?: FieldProblem[] | undefined;
}

export const removedTrail = (x: RemovedDetail, ...more: { label: string }[]) => [
  { label: 'Supports retirés', href: '/atelier/supports-retires' },
  { label: showMediumCode(x.code), href: more.length ? removedAt(x.code) : undefined },
  ...more,
];

export function RemovedMediumPage({ removed: x, timeline, papers, timeZone, problems }: Props) {
  return (
    <ThingPage
      title={`Support ${showMediumCode(x.code)}`}
      heading={<Code big>{showMediumCode(x.code)}</Code>}
      lead={mediumWords(x)}
      trail={removedTrail(x)}
      state={<RemovedBadge state={x.state} />}
      next={x.allowed.length ? <NextSteps removed={x} /> : undefined}
      aside={
        <>
          {papers.length ? <Papers papers={papers} /> : null}
          <Files removed={x} problems={problems} />
        </>
      }
    >
      <ErrorSummary problems={problems} />
      {x.waits ? <LogAsks waits={x.waits} /> : null}
      {x.state === 'kept' ? (
        <Notice icon="pencil" title="Écrivez ce code sur le support :">
          {showMediumCode(x.code)}. Il garde ses données jusqu’à ce qu’il soit effacé ou détruit. Ou collez son
          étiquette.
        </Notice>
      ) : null}
      {x.allowed.includes('put_back') ? (
        <Notice tone="attention" icon="cpu" title="Un inventaire l’a revu dans l’appareil.">
          S’il y est vraiment, notez-le ici : prouvez ensuite son effacement dans l’appareil.
        </Notice>
      ) : null}
      <Card title="Le support">
        <Facts
          facts={[
            ['N° de série', x.serial ? <Code>{x.serial}</Code> : 'sans numéro de série'],
            ['Retiré de', <Code>{showAssetCode(x.deviceCode)}</Code>],
            ['Chez', x.holder],
            ['Lieu', x.place ?? 'pas rangé'],
            ['Bordereau', x.state === 'destroyed' ? <Slip removed={x} /> : null],
          ]}
        />
      </Card>
      <Card title="Histoire">
        <Timeline>
          {timeline.map((e) => (
            <TimelineItem
              key={e.id}
              icon={REMOVED_LIFECYCLE.transitions[e.verb].icon as IconName}
              title={REMOVED_LIFECYCLE.transitions[e.verb].done}
              detail={detailOf(e)}
              at={e.at}
              timeZone={timeZone}
              meta={[formatWho(e)]}
            />
          ))}
        </Timeline>
      </Card>
    </ThingPage>
  );
}

function Slip({ removed: x }: { removed: RemovedDetail }) {
  return (
    <>
      {x.slip ? `n° ${x.slip}` : x.slipFile ? 'sans numéro' : 'attendu'}
      {x.slipFile ? (
        <>
          , <a href={`${removedAt(x.code)}/bordereau`}>télécharger</a>
        </>
      ) : null}
    </>
  );
}

function detailOf(e: RemovedEventView) {
  if (e.reason) return REMOVED_REASONS[e.reason].toLowerCase();
  if (e.logId) return <a href={`/atelier/journaux/${e.logId}`}>journal d’effacement</a>;
  if (e.slip) return `bordereau n° ${e.slip}`;
  if (e.statedText) return 'déclaré et signé';
  return e.place ?? undefined;
}

function NextSteps({ removed: x }: { removed: RemovedDetail }) {
  // What its log leaves open is answered before anything else is done with it.
  const first = x.allowed.find((verb) =>
    x.waits ? verb === 'erase' : verb === 'put_back' || verb === 'destroy' || verb === 'add_slip',
  );
  return (
    <>
      {x.state === 'kept' && !x.waits ? (
        <p>Effacé avec nwipe ? Envoyez ici son journal : le support y est reconnu par son numéro de série.</p>
      ) : null}
      <Actions stack>
        {x.allowed.map((verb) => {
          const { label, icon, ends } = REMOVED_LIFECYCLE.transition(verb);
          const href = `${removedAt(x.code)}/actions/${verb}`;
          const look = verb === first ? 'primary' : ends ? 'danger' : 'secondary';
          return verb === 'put_back' ? (
            <EndingAct
              key={verb}
              of={REMOVED_LIFECYCLE.transition(verb)}
              action={href}
              lines={REMOVED_ENDINGS.put_back}
            />
          ) : (
            <LinkButton key={verb} href={href} icon={icon as IconName} look={look} wide>
              {label}
            </LinkButton>
          );
        })}
        {x.state === 'kept' || x.state === 'erased' ? (
          <LinkButton href={labelsAt([x])} icon="printer" wide>
            Imprimer son étiquette
          </LinkButton>
        ) : null}
      </Actions>
    </>
  );
}

/** What tools wrote of it, and the form that sends more. */
function Files({ removed: x, problems }: Pick<Props, 'removed' | 'problems'>) {
  return (
    <Card title="Ce que les outils ont écrit">
      {x.files.map((f) => (
        <p key={f.id}>
          <a href={`/atelier/journaux/${f.id}`}>{f.filename || 'Journal'}</a> <FileBadge outcome={f.outcome} />
        </p>
      ))}
      <SendFile action={`${removedAt(x.code)}/journal`} problems={problems} />
    </Card>
  );
}

function Papers({ papers }: { papers: readonly DocumentView[] }) {
  return (
    <Card title="Documents">
      {papers.map((p) => (
        <p key={p.id}>
          <PaperLink paper={p} label={`Certificat ${p.number}`} />
        </p>
      ))}
    </Card>
  );
}

export const REMOVED_ENDINGS: Readonly<Record<EndingOf<typeof REMOVED_LIFECYCLE>, readonly string[]>> = {
  put_back: [
    'Il n’est plus à effacer ni à détruire à part : ses données sont de nouveau à prouver avec l’appareil.',
    'Retiré encore, il se signe encore à l’établi.',
  ],
  destroy: [
    'Le support sort de ce qui est à effacer, et ne sera plus cherché à sa place.',
    'Son certificat le dira. Une erreur se reprend en disant pourquoi.',
  ],
  report_lost: [
    'Il sort de ce qui est à effacer, et ne sera plus cherché à sa place.',
    'Retrouvé, il se remet à traiter.',
  ],
};

interface ActionProps extends FormState {
  removed: RemovedDetail;
  verb: RemovedVerb;
  places: readonly PlaceView[];
  /** Of a loss: what it opens. */
  loss: LossView | null;
}

export function RemovedActionPage({ removed: x, verb, places, loss, problems, values = {} }: ActionProps) {
  const { label, icon, ends, reasons = [] } = REMOVED_LIFECYCLE.transition(verb);
  const signed = verb === 'erase' || verb === 'destroy';
  return (
    <AskPage
      title={label}
      lead={`${showMediumCode(x.code)}, ${mediumWords(x)}${x.serial ? `, n° ${x.serial}` : ''}`}
      trail={removedTrail(x, { label })}
      action={`${removedAt(x.code)}/actions/${verb}`}
      multipart={verb === 'destroy' || verb === 'add_slip' || verb === 'attach_slip'}
      problems={problems}
      values={values}
      does={{
        label: signed ? 'Signer' : label,
        look: ends ? 'danger' : 'primary',
        icon: signed ? 'signature' : (icon as IconName),
      }}
      back={{ href: removedAt(x.code) }}
      intro={
        <>
          {verb === 'destroy' || verb === 'report_lost' ? (
            <Ends of={REMOVED_LIFECYCLE.transition(verb)} lines={REMOVED_ENDINGS[verb]} />
          ) : null}
          {loss ? <LossNotice loss={loss} /> : null}
          {verb === 'erase' && x.waits ? <LogAsks waits={x.waits} /> : null}
          {signed ? (
            <Notice icon="signature" title="Ce que vous signez :">
              {verb === 'erase' && x.waits
                ? STATEMENTS.log_confirmed
                : verb === 'erase'
                  ? STATEMENTS.medium_erased
                  : STATEMENTS.medium_destroyed}
            </Notice>
          ) : null}
        </>
      }
    >
      <FieldsOf
        form={RemovedActionDto}
        but={{
          slip:
            verb === 'destroy'
              ? { hint: 'Il peut venir plus tard : laissez vide, vous l’écrirez alors ici.' }
              : verb === 'add_slip'
                ? { required: true }
                : null,
          placeId:
            verb === 'move' || verb === 'receive'
              ? { options: places.map((p) => ({ value: p.id, label: p.path })) }
              : null,
          reason: reasons.length ? { among: reasons } : null,
        }}
      />
      {verb === 'destroy' || verb === 'add_slip' || verb === 'attach_slip' ? (
        <FileField
          name="scan"
          label="Le bordereau, numérisé ou en photo"
          hint={verb === 'attach_slip' ? 'PDF, JPEG ou PNG.' : 'PDF, JPEG ou PNG. Il peut venir plus tard.'}
          required={verb === 'attach_slip'}
          accept="application/pdf,image/jpeg,image/png"
        />
      ) : null}
      {signed ? <SigningPassword act="medium_ended" problems={problems} /> : null}
    </AskPage>
  );
}
