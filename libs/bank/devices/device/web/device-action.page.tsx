import {
  CHECK_POINTS,
  DEVICE_FIELD_NAMES,
  DEVICE_LIFECYCLE,
  type DeviceField,
  type DeviceView,
  deviceWords,
  type State,
  showAssetCode,
  urgentWords,
  type Verb,
} from '#bank/devices';
import type { LossView } from '#bank/incidents';
import type { PlaceView } from '#bank/people';
import { type DataEnd, STATEMENTS } from '#bank/workshop';
import type { EndingOf } from '#platform/kernel';
import {
  AskPage,
  Ends,
  FieldsOf,
  type FormState,
  HiddenField,
  type IconName,
  Notice,
  SigningPassword,
} from '#platform/ui';
import { ReasonField } from '../../../corrections/web/reason-field.js';
import { LossNotice } from '../../../incidents/web/loss-notice.js';
import { atBench, deviceTrail } from '../../web/device.words.js';
import { CorrectDeviceForm, DeviceActionDto } from '../../web/devices.dto.js';
import { DescribedField } from './device-field.js';

const LEAVES = [
  'L’appareil sort de la banque et ne pourra plus être remis à une personne.',
  'Son histoire reste. En cas d’erreur, cette sortie s’annule le jour même.',
];

const DEVICE_ENDINGS: Readonly<Record<EndingOf<typeof DEVICE_LIFECYCLE>, readonly string[]>> = {
  recycle: LEAVES,
  dismantle: LEAVES,
  return_to_donor: LEAVES,
  report_lost: [
    'Cet appareil ne sera plus compté parmi ceux de la banque.',
    'Son histoire reste. Si on le retrouve, vous pourrez le déclarer retrouvé.',
  ],
  withdraw: [
    'Cet appareil n’aurait pas dû être enregistré : il sort de tous les comptes et de toutes les listes du don.',
    'Son numéro de série redevient libre. Son étiquette ne servira plus : jetez-la.',
    'Son histoire dit qui l’a retiré. Pour le remettre, enregistrez-le de nouveau.',
  ],
};

/** What goes with a device that is out: its reservation, its hand-over. */
const ENDS_WITH_IT: Partial<Record<State, string>> = {
  reserved: 'Il est réservé : la demande attendra de nouveau un appareil.',
  in_transit: 'Son lot le comptera manquant. S’il est réservé, la demande attendra de nouveau un appareil.',
  delivered: 'S’il est réservé à une personne, elle attendra de nouveau un appareil.',
  in_maintenance:
    'S’il est en réparation pour une personne, sa remise se termine : elle n’a plus d’appareil de la banque.',
  handed_over: 'Sa remise se termine : la personne n’a plus d’appareil de la banque.',
};

interface ActionPageProps extends FormState {
  device: DeviceView;
  verb: Verb;
  places: readonly PlaceView[];
  /** What becomes of data that nothing proves gone, when this takes the device out for good: it is signed. */
  left?: DataEnd | null;
  /** Of a loss: what it opens. */
  loss?: LossView | undefined;
}

export function DeviceActionPage({ device: d, verb, places, left, loss, problems, values = {} }: ActionPageProps) {
  const t = DEVICE_LIFECYCLE.transition(verb);
  // Nobody but a person who has it can have lost it so.
  const reasons = (t.reasons ?? []).filter((reason) => reason !== 'lost_by_person' || d.holderRef !== null);
  const ends = t.ends ? DEVICE_ENDINGS[verb as keyof typeof DEVICE_ENDINGS] : null;
  const urgent = urgentWords(reasons);
  const asksPlace = verb === 'move' || verb === 'find';
  return (
    <AskPage
      title={t.label}
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, t.label)}
      bench={atBench(d, values['de'])}
      action={`/appareils/${d.code}/actions/${verb}`}
      problems={problems}
      values={values}
      does={{ label: t.label, look: t.ends ? 'danger' : 'primary', icon: t.icon as IconName }}
      back={{ href: `/${values['de'] === 'atelier' ? 'atelier' : 'appareils'}/${d.code}` }}
      intro={
        ends ? (
          <>
            <Ends of={t} lines={[...ends, ENDS_WITH_IT[d.state] ?? ''].filter(Boolean)} />
            {loss ? <LossNotice loss={loss} /> : null}
            {verb === 'withdraw' ? (
              <p>
                S’il est enregistré deux fois, <a href={`/appareils/${d.code}/double`}>dites quel est l’autre</a> : les
                deux étiquettes y mèneront.
              </p>
            ) : null}
          </>
        ) : null
      }
    >
      <FieldsOf
        form={DeviceActionDto}
        only={['placeId', 'reason', 'note']}
        but={{
          placeId: asksPlace ? { options: places.map((p) => ({ value: p.id, label: p.path })) } : null,
          reason: reasons.length > 1 ? { among: reasons } : null,
        }}
      />
      {reasons.length === 1 ? <HiddenField name="reason" value={reasons[0]} /> : null}
      <HiddenField name="de" value={values['de'] ?? ''} />
      {left ? (
        <>
          <Notice
            tone="attention"
            icon="shield-alert"
            title="Rien ne prouve que ses données sont effacées. Ce que vous signez :"
          >
            {STATEMENTS[left]}
            {urgent ? ` ${urgent} : l’appareil part tout de suite, sans signature. Vous direz la suite après.` : ''}
          </Notice>
          <SigningPassword act="data_end" problems={problems} />
        </>
      ) : null}
    </AskPage>
  );
}

export function CorrectDevicePage({
  device: d,
  problems,
  values,
}: FormState & {
  device: DeviceView;
}) {
  return (
    <AskPage
      title="Corriger la fiche"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, 'Corriger la fiche')}
      action={`/appareils/${d.code}/fiche`}
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: `/appareils/${d.code}` }}
    >
      {DEVICE_FIELD_NAMES.map((name) => (
        <DescribedField key={name} name={name} value={values?.[name] ?? d[name] ?? ''} {...hintOf(d, name)} />
      ))}
      <FieldsOf form={CorrectDeviceForm} />
    </AskPage>
  );
}

/** What a list left to be checked is settled by putting it right. */
const hintOf = ({ toCheck }: DeviceView, name: DeviceField) =>
  CHECK_POINTS.some(({ id, field }) => field === name && toCheck.includes(id))
    ? { hint: 'À vérifier sur l’appareil. Si vous le corrigez ici, il ne sera plus à vérifier.' }
    : {};

export function UndoExitPage({ device: d, ...again }: FormState & { device: DeviceView }) {
  return (
    <AskPage
      title="Annuler cette sortie"
      lead={`${showAssetCode(d.code)} · ${deviceWords(d)}`}
      trail={deviceTrail(d, 'Annuler')}
      intro={
        <p class="hint">
          Le jour même seulement. L’appareil redevient ce qu’il était avant ; les deux lignes restent dans son histoire.
        </p>
      }
      action={`/appareils/${d.code}/sortie-annulee`}
      {...again}
      does={{ label: 'Annuler cette sortie', icon: 'undo-2' }}
      back={{ href: `/appareils/${d.code}` }}
    >
      <ReasonField kind="device_back" />
    </AskPage>
  );
}
