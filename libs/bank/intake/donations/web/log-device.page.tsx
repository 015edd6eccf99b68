import { type DeviceView, deviceWords, isGenericSerial } from '#bank/devices';
import type { DonationView } from '#bank/intake';
import { DeskArea, type FieldProblem, Notice, QuestionPage, useView } from '#platform/ui';
import { DeviceCode } from '../../../devices/identification/web/device-code.js';
import { progressWords } from '../../web/intake.words.js';
import { DeviceForm } from './device-form.js';

export interface LogDeviceProps {
  donation: DonationView;
  /** The device that was just logged: said at the top. */
  justLogged: DeviceView | null;
  values: Record<string, string>;
  /** "Le même encore": only the label and the serial are missing. */
  again?: boolean;
  makes: readonly string[];
  models: readonly string[];
  problems?: FieldProblem[];
}

/** The devices of a donation, one after the other. With a script, each is kept on the phone before it is sent. */
export function LogDevicePage({ donation: d, justLogged, again, ...form }: LogDeviceProps) {
  const action = `/dons/${d.id}/appareils`;
  const shown = useView().shown?.(action);
  return (
    <QuestionPage
      question={again ? 'Le même encore' : 'Quel appareil ?'}
      title={`Enregistrer un appareil, don ${d.number}`}
      bar={d.donorName}
      barIcon="package-open"
      barHref={`/dons/${d.id}`}
      progress={progressWords(d)}
    >
      {justLogged ? <JustLogged device={justLogged} donation={d} again={again ?? false} /> : null}
      <DeskArea
        donation={{ id: d.id, number: d.number, donor: d.donorName, kind: d.donorKind, shown }}
        again={again ?? false}
      >
        <DeviceForm action={action} doneHref={`/dons/${d.id}`} donorKind={d.donorKind} {...form} />
      </DeskArea>
    </QuestionPage>
  );
}

function JustLogged({ device, donation, again }: { device: DeviceView; donation: DonationView; again: boolean }) {
  const words = deviceWords(device);
  const generic = device.serial && isGenericSerial(device.serial);
  return (
    <>
      <Notice tone="ok" title="Enregistré :">
        <DeviceCode code={device.code} />, {words}.{' '}
        {again ? null : <a href={`/dons/${donation.id}/appareils/nouveau?comme=${device.id}`}>Le même encore</a>}
      </Notice>
      {generic ? (
        <Notice tone="attention" icon="triangle-alert" title="Numéro de série trop courant.">
          « {device.serial} » est écrit sur beaucoup de machines : il est gardé, mais ne sert pas à reconnaître
          celle-ci. Collez-lui vite son étiquette.
        </Notice>
      ) : null}
    </>
  );
}
