import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { AskPage, Card, Code, FieldsOf, type FormState, formatDate, formatHour, PostButton } from '#platform/ui';
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
            <span>
              {a.tomorrow ? `demain, ${formatDate(a.on)}` : 'aujourd’hui'}, <strong>{formatHour(a.at)}</strong>{' '}
              <a href={`/appareils/${a.code}/rendez-vous`}>
                Déplacer<span class="sr">{` le rendez-vous de ${showAssetCode(a.code)}`}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
