import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import {
  Actions,
  AskPage,
  Card,
  Code,
  FieldsOf,
  FormPage,
  type FormState,
  formatDate,
  formatHour,
  LinkButton,
  PostButton,
} from '#platform/ui';
import { KindIcon } from '../../../devices/device/web/kind-icon.js';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { deviceCell } from '../../handovers/web/handover-parts.js';
import type { AppointmentView } from '../appointments.service.js';
import { AppointmentDto } from './appointments.dto.js';

export function AppointmentPage(
  props: FormState & {
    device: Pick<DeviceView, 'code' | 'category' | 'make' | 'model'>;
    appointment: AppointmentView | null;
  },
) {
  const { device: d, appointment: a, problems, values = {} } = props;
  return (
    <AskPage
      title={a ? 'Déplacer le rendez-vous' : 'Donner un rendez-vous'}
      lead={
        <>
          <DeviceCode code={d.code} /> · {deviceWords(d)}
          {a?.reference ? ` · pour ${a.reference}` : ''}
        </>
      }
      trail={[{ label: 'À remettre', href: '/remises' }, { label: 'Rendez-vous' }]}
      aside={
        a ? (
          <PostButton
            action={`/appareils/${d.code}/rendez-vous/annulation`}
            label="Annuler le rendez-vous"
            icon="ban"
            look="secondary"
          />
        ) : null
      }
      action={`/appareils/${d.code}/rendez-vous`}
      problems={problems}
      values={{ ...(a ? { on: a.on, at: a.at } : {}), ...values }}
      does={{ label: a ? 'Déplacer' : 'Enregistrer', icon: 'check' }}
      back={{ href: '/remises', label: 'Revenir' }}
    >
      <FieldsOf form={AppointmentDto} />
    </AskPage>
  );
}

/** What follows an absence. */
export const keptWords = (a: AppointmentView | null): string =>
  a?.free
    ? 'Absence enregistrée. L’appareil est libre : il peut aller à une autre personne.'
    : a?.keptUntil
      ? `Absence enregistrée. L’appareil est gardé jusqu’au ${formatDate(a.keptUntil)} : appelez la personne.`
      : 'Absence enregistrée.';

/** An appointment that is past: the person came, did not, or comes another day. Why is not asked. */
export function MissedPage(
  props: FormState & {
    device: Pick<DeviceView, 'code' | 'category' | 'make' | 'model'>;
    appointment: AppointmentView | null;
  },
) {
  const { device: d, appointment: a, problems, values } = props;
  const recorded = a?.keptUntil != null;
  const about = {
    title: 'La personne est-elle venue ?',
    lead: (
      <>
        <DeviceCode code={d.code} /> · {deviceWords(d)}
        {a?.reference ? ` · pour ${a.reference}` : ''}
      </>
    ),
    trail: [{ label: 'À remettre', href: '/remises' }, { label: 'Rendez-vous passé' }],
  };
  const otherwise = (
    <>
      {a ? (
        <p>
          Rendez-vous du {formatDate(a.on)}, {formatHour(a.at)}. {recorded ? awaited(a) : null}
        </p>
      ) : null}
      <Actions>
        <LinkButton icon="hand-heart" look="primary" href={`/appareils/${d.code}/remise`}>
          Oui : remettre l’appareil
        </LinkButton>
        <LinkButton icon="calendar" href={`/appareils/${d.code}/rendez-vous`}>
          Un autre jour : donner un rendez-vous
        </LinkButton>
        {recorded ? (
          <PostButton
            action={`/appareils/${d.code}/rendez-vous/absence/annulation`}
            label="Annuler l’absence"
            icon="undo-2"
            look="secondary"
          />
        ) : null}
      </Actions>
    </>
  );
  if (recorded && !problems) return <FormPage {...about}>{otherwise}</FormPage>;
  return (
    <AskPage
      {...about}
      intro={otherwise}
      action={`/appareils/${d.code}/rendez-vous/absence`}
      problems={problems}
      values={values}
      does={{ label: 'Non, personne n’est venu', icon: 'ban', look: 'secondary' }}
      back={{ href: '/', label: 'Revenir' }}
    >
      <p class="hint">
        {a?.missed
          ? 'C’est la deuxième absence : l’appareil pourra aller à une autre personne.'
          : 'L’appareil restera gardé quelques jours. Aucune raison n’est demandée.'}
      </p>
    </AskPage>
  );
}

const awaited = (a: AppointmentView): string =>
  a.free
    ? 'Personne n’est venu : l’appareil est libre.'
    : `Personne n’est venu : gardé jusqu’au ${formatDate(a.keptUntil!)}.`;

/** When somebody comes, or what became of it, and the way on. */
function Comes({ appointment: a }: { appointment: AppointmentView }) {
  const [words, label, href] = a.past
    ? a.keptUntil
      ? ([awaited(a), 'Suite', 'rendez-vous/absence'] as const)
      : ([`${formatDate(a.on)}, ${formatHour(a.at)} : passé`, 'Est-elle venue ?', 'rendez-vous/absence'] as const)
    : ([`${a.tomorrow ? `demain, ${formatDate(a.on)}` : 'aujourd’hui'}, `, 'Déplacer', 'rendez-vous'] as const);
  return (
    <span>
      {words}
      {a.past ? null : <strong>{formatHour(a.at)}</strong>}{' '}
      <a href={`/appareils/${a.code}/${href}`}>
        {label}
        <span class="sr">{` rendez-vous de ${showAssetCode(a.code)}`}</span>
      </a>
    </span>
  );
}

export function Appointments({ appointments }: { appointments: readonly AppointmentView[] }) {
  return (
    <Card title="Rendez-vous">
      <ul class="plain fact-rows">
        {appointments.map((a) => (
          <li key={a.code}>
            {deviceCell(
              a.code,
              `/appareils/${a.code}/remise`,
              <>
                <KindIcon category={a.category} />
                {deviceWords(a)}
                {a.reference ? (
                  <>
                    , <Code>{a.reference}</Code>
                  </>
                ) : (
                  ', personne à choisir'
                )}
              </>,
            )}
            <Comes appointment={a} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
