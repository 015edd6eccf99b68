import { type DeviceView, deviceWords, showAssetCode } from '#bank/devices';
import { LOCKS, type LockView } from '#bank/intake';
import { type Again, AskPage, FieldsOf, HiddenField, Notice } from '#platform/ui';
import { atBench, deviceTrail } from '../../../devices/web/device.words.js';
import { DeclareLockDto, ReleaseLockDto } from './locks.dto.js';

interface Asked extends Again {
  device: DeviceView;
}

export function DeclareLockPage({ device: d, problems, values = {} }: Asked) {
  return (
    <AskPage
      title="Signaler un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={deviceTrail(d, 'Signaler un verrou')}
      bench={atBench(d, values['de'])}
      action={`/appareils/${d.code}/verrou`}
      problems={problems}
      values={values}
      does={{ label: 'Signaler ce verrou', icon: 'lock' }}
      back={{ href: `/${values.de === 'atelier' ? 'atelier' : 'appareils'}/${d.code}` }}
      intro={
        <Notice tone="info" icon="lock" title="L’appareil attendra son donateur.">
          Il ne pourra ni entrer en stock, ni être réservé, ni être livré, tant que le verrou n’est pas levé. Le
          donateur reçoit les numéros de série à libérer.
        </Notice>
      }
    >
      <FieldsOf form={DeclareLockDto} />
      <HiddenField name="de" value={values.de ?? ''} />
    </AskPage>
  );
}

export function ReleaseLockPage({ device: d, lock, problems, values = {} }: Asked & { lock: LockView }) {
  return (
    <AskPage
      title="Lever un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)} · ${LOCKS[lock.kind].label}`}
      trail={deviceTrail(d, 'Lever un verrou')}
      bench={atBench(d, values['de'])}
      action={`/appareils/${d.code}/verrous/${lock.id}/levee`}
      problems={problems}
      values={values}
      does={{ label: 'Le verrou est levé', icon: 'lock-open' }}
      back={{ href: `/${values['de'] === 'atelier' ? 'atelier' : 'appareils'}/${d.code}` }}
      intro={
        <p>La parole du donateur ne suffit pas : essayez. {LOCKS[lock.kind].check} C’est le signe qu’il est levé.</p>
      }
    >
      <FieldsOf form={ReleaseLockDto} />
      <HiddenField name="de" value={values['de'] ?? ''} />
    </AskPage>
  );
}
