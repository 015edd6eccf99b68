import type { HandoverView } from '#bank/allocation';
import { deviceWords, showAssetCode } from '#bank/devices';
import { type Again, AskPage, CheckField, ChoiceField, FieldsOf } from '#platform/ui';
import { FaultDto } from './faults.dto.js';

interface Props extends Again {
  /** The label that is known already. */
  label: string;
  /** Who tells it, and the devices they have. */
  person: { readonly id: string; readonly reference: string } | null;
  devices: readonly HandoverView[];
}

/** A fault that is told at the desk, by telephone or of what lies on the shelf. */
export function DeskFaultPage({ label, person, devices, problems, values = {} }: Props) {
  const back = person ? `/beneficiaires/${person.id}` : label ? `/appareils/${label}` : '/pannes';
  const isAsked = (code: string): boolean => Boolean(problems?.some((p) => p.code === code));
  return (
    <AskPage
      title="Ouvrir une panne"
      lead={person ? `Pour ${person.reference}` : 'Pour quelqu’un au guichet ou au téléphone.'}
      trail={[{ label: 'Pannes', href: '/pannes' }, { label: 'Ouvrir' }]}
      action={person ? `/pannes/nouvelle?personne=${person.id}` : '/pannes/nouvelle'}
      problems={problems}
      values={{ label, ...values }}
      does={{ label: 'Ouvrir la panne', icon: 'life-buoy' }}
      back={{ href: back }}
    >
      {devices.length ? (
        <ChoiceField
          name="code"
          label="Quel appareil de cette personne ?"
          options={devices.map((h) => ({
            value: h.deviceCode,
            label: `${showAssetCode(h.deviceCode)} · ${deviceWords(h)}`,
          }))}
        />
      ) : null}
      <FieldsOf
        form={FaultDto}
        only={['label']}
        but={{
          label: {
            label: devices.length ? 'Ou un autre appareil' : 'Appareil',
            required: !devices.length,
            autofocus: !label && !devices.length,
          },
        }}
      />
      {isAsked('maintenance.label_of_no_device') || isAsked('maintenance.label_wrong_check') || values['asWritten'] ? (
        <CheckField name="asWritten" label="C’est bien ce qui est écrit : ouvrir la panne quand même." />
      ) : null}
      {isAsked('maintenance.fault_open') || values['second'] ? (
        <CheckField name="second" label="C’est une autre panne : l’ouvrir aussi." />
      ) : null}
      <FieldsOf form={FaultDto} but={{ label: null, phone: { label: 'Un téléphone où rappeler la personne' } }} />
    </AskPage>
  );
}
