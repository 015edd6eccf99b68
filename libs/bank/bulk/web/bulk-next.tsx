import { BULK_LIFECYCLE, type BulkView, bulkVerb, type GraveVerb } from '#bank/bulk';
import type { EndingOf } from '#platform/kernel';
import {
  Button,
  EndingAct,
  Form,
  type FormState,
  HowFar,
  type IconName,
  LinkButton,
  Notice,
  PostButton,
  plural,
  SelectField,
} from '#platform/ui';
import { LossesNotice } from '../../incidents/web/loss-notice.js';
import { doneWords, things } from './bulk-bar.js';

const BULK_ENDINGS: Readonly<Record<EndingOf<typeof BULK_LIFECYCLE>, (act: BulkView) => readonly string[]>> = {
  cancel: (act) => [
    act.waiting > 1 ? `${plural(act.waiting, 'reste')} ne seront pas traités.` : 'Le dernier ne sera pas traité.',
    'Ce qui est fait reste fait.',
  ],
};

export type Choices = readonly { value: string; label: string; group?: string }[];

interface Props extends FormState {
  act: BulkView;
  choices: Choices;
  hint?: string | undefined;
}

/** What is asked before it begins, how far it is, or what it made. */
export function BulkNext(props: Props) {
  const { act } = props;
  if (act.state === 'prepared') return <Prepared {...props} />;
  const stays = act.state === 'cancelled' ? plural(act.waiting, 'non traité', 'non traités') : '';
  return (
    <>
      {act.state === 'running' ? <HowFar label="Avancement" done={act.done + act.refused} total={act.total} /> : null}
      <p>
        <strong>{doneWords(act, act.done)}</strong>
      </p>
      {act.refused ? <p>{plural(act.refused, 'refusé', 'refusés')}, avec la raison.</p> : null}
      {stays ? <p>{stays}</p> : null}
      <Result act={act} />
      {act.allowed.includes('cancel') ? (
        <EndingAct
          of={BULK_LIFECYCLE.transition('cancel')}
          action={`/actions-groupees/${act.id}/arreter`}
          label="Arrêter là"
          lines={BULK_ENDINGS.cancel(act)}
        />
      ) : null}
    </>
  );
}

const ASKED = {
  placeId: 'Où ?',
  toOrganisationId: 'Qui reçoit ce lot ?',
  fromOrganisationId: '',
  reason: 'Pourquoi ?',
};

const WITH_THEM = 'Leurs réservations et leurs remises se terminent : ces demandes attendront de nouveau un appareil.';

const GRAVE: Readonly<Record<GraveVerb, { readonly title: string; readonly text: string }>> = {
  recycle: {
    title: 'Ces appareils sortent de la banque.',
    text: `${WITH_THEM} En cas d’erreur, chaque sortie s’annule le jour même, depuis la page de l’appareil.`,
  },
  report_lost: {
    title: 'Ces appareils sortent de la banque.',
    text: `${WITH_THEM} Retrouvé, chacun se déclare retrouvé depuis sa page.`,
  },
  end_sims: {
    title: 'Ces cartes ne serviront plus.',
    text: 'Leurs codes et leurs numéros de ligne sont effacés. Les lignes se résilient chez l’opérateur.',
  },
};

function Prepared({ act, choices, hint, problems, values }: Props) {
  const { asks, grave, icon } = bulkVerb(act.verb);
  const answered = !asks || act.settings[asks];
  const refused = act.waiting - act.possible;
  return (
    <>
      {asks ? (
        <Form
          action={`/actions-groupees/${act.id}/reglages`}
          values={{ [asks]: act.settings[asks] ?? '', ...values }}
          problems={problems}
        >
          <SelectField
            name={asks}
            label={asks === 'toOrganisationId' && act.verb !== 'list' ? 'À quelle structure ?' : ASKED[asks]}
            hint={hint}
            required
            empty="Choisir…"
            options={[...choices]}
          />
          <Button look={answered ? 'quiet' : 'primary'} icon="eye" wide>
            Voir ce qui se passera
          </Button>
        </Form>
      ) : null}
      {answered ? (
        <>
          <p>
            <strong>{things(act, act.possible)}</strong> sur {act.total}.
            {refused
              ? ` ${plural(refused, 'ne peut pas l’être', 'ne peuvent pas l’être')} : la liste dit pourquoi.`
              : ''}
          </p>
          {grave ? (
            <Notice tone="attention" title={GRAVE[act.verb as GraveVerb].title}>
              {GRAVE[act.verb as GraveVerb].text}
            </Notice>
          ) : null}
          {act.settings.unerased === undefined ? null : <LossesNotice devices={act.settings.unerased} />}
          {act.possible ? (
            <PostButton
              action={`/actions-groupees/${act.id}/confirmer`}
              label={`Confirmer : ${things(act, act.possible)}`}
              look={grave ? 'danger' : 'primary'}
              icon={icon as IconName}
              wide
            />
          ) : null}
        </>
      ) : null}
      <PostButton action={`/actions-groupees/${act.id}/arreter`} label="Ne rien faire" look="quiet" icon="x" wide />
    </>
  );
}

function Result({ act }: { act: BulkView }) {
  if (!act.resultId) return null;
  return act.verb === 'list' ? (
    <LinkButton look="primary" icon="truck" href={`/lots/${act.resultId}`} wide>
      Voir le lot et l’envoyer
    </LinkButton>
  ) : (
    <LinkButton look="primary" icon="tag" href={`/dons/etiquettes/planches/${act.resultId}`} wide>
      Voir les étiquettes
    </LinkButton>
  );
}
