import { type DeviceView, deviceWords, showAssetCode } from '#devices';
import { LOCK_CHECKS, LOCKS, type LockView } from '#intake';
import {
  Actions,
  Button,
  ChoiceField,
  type FieldProblem,
  Form,
  FormPage,
  HiddenField,
  LinkButton,
  Notice,
} from '../../ui/index.js';

interface Asked {
  device: DeviceView;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}

const trailOf = (d: DeviceView, label: string) => [
  { label: 'Appareils', href: '/appareils' },
  { label: showAssetCode(d.code), href: `/appareils/${d.code}` },
  { label },
];

/** Which lock keeps this device closed? */
export function DeclareLockPage({ device: d, problems, values = {} }: Asked) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Signaler un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)}`}
      trail={trailOf(d, 'Signaler un verrou')}
    >
      <Notice tone="info" icon="lock" title="L’appareil attendra son donateur.">
        Il ne pourra ni entrer en stock, ni être réservé, ni être livré, tant que le verrou n’est pas levé. Le donateur
        reçoit les numéros de série à libérer.
      </Notice>
      <Form action={`/appareils/${d.code}/verrou`} {...shared}>
        <ChoiceField
          name="kind"
          label="Qu’est-ce qui le verrouille ?"
          required
          value={values.kind ?? null}
          options={Object.entries(LOCKS).map(([value, { label }]) => ({ value, label }))}
          {...shared}
        />
        <HiddenField name="de" value={values.de ?? ''} />
        <Actions>
          <Button icon="lock">Signaler ce verrou</Button>
          <LinkButton look="quiet" href={`/${values.de === 'atelier' ? 'atelier' : 'appareils'}/${d.code}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

/** The lock is gone: how was it checked? */
export function ReleaseLockPage({ device: d, lock, problems, values = {} }: Asked & { lock: LockView }) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Lever un verrou"
      lead={`${showAssetCode(d.code)}, ${deviceWords(d)} · ${LOCKS[lock.kind].label}`}
      trail={trailOf(d, 'Lever un verrou')}
    >
      <p>La parole du donateur ne suffit pas : essayez. {LOCKS[lock.kind].check} C’est le signe qu’il est levé.</p>
      <Form action={`/appareils/${d.code}/verrous/${lock.id}/levee`} {...shared}>
        <ChoiceField
          name="check"
          label="Comment l’avez-vous vérifié ?"
          required
          value={values.check ?? null}
          options={Object.entries(LOCK_CHECKS).map(([value, label]) => ({ value, label }))}
          {...shared}
        />
        <Actions>
          <Button icon="lock-open">Le verrou est levé</Button>
          <LinkButton look="quiet" href={`/appareils/${d.code}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
