import { CATEGORIES, CONDITIONS, type DeviceView, deviceWords, isGenericSerial, showAssetCode } from '#devices';
import type { DonationView } from '#intake';
import {
  Actions,
  Button,
  ChoiceField,
  Code,
  type FieldProblem,
  Fieldset,
  Form,
  LinkButton,
  Notice,
  QuestionPage,
  ScanField,
  TextField,
} from '../../ui/index.js';
import { codeIn, progressWords } from './intake.words.js';

export interface LogDeviceProps {
  donation: DonationView;
  /** The device that was just logged: said at the top. */
  justLogged: DeviceView | null;
  values: Record<string, string>;
  /** "Le même encore": only the serial is missing. */
  again?: boolean;
  makes: readonly string[];
  problems?: FieldProblem[];
}

/** One device after the other, with one hand: type, state, label, serial, next. */
export function LogDevicePage({ donation: d, justLogged, values, again, makes, problems }: LogDeviceProps) {
  const shared = { ...(problems ? { problems } : {}) };
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
      <Form action={`/dons/${d.id}/appareils`} {...shared}>
        <ChoiceField
          name="category"
          label="Type"
          required
          layout="tiles"
          value={values.category ?? null}
          options={CATEGORIES.map((c) => ({ value: c.id, label: c.short, icon: c.pictogram }))}
          {...shared}
        />
        <ChoiceField
          name="condition"
          label="État"
          required
          layout="inline"
          value={values.condition ?? 'unknown'}
          options={CONDITIONS.map((c) => ({ value: c.id, label: c.label }))}
          {...shared}
        />
        <ScanField
          name="code"
          label="Étiquette déjà collée"
          hint="Le code sous le carré noir. Pas d’étiquette ? Laissez vide : on la collera plus tard."
          autofocus={false}
          placeholder="BN-"
          value={values.code ?? ''}
          {...shared}
        />
        <ScanField
          name="serial"
          label="Numéro de série"
          hint={<Seen problems={problems} field="serial" otherwise="Souvent dessous, après « S/N »." />}
          autofocus={again ?? false}
          value={values.serial ?? ''}
          {...shared}
        />
        <Fieldset legend="Marque et modèle" hint="Si vous les voyez." pairs>
          <TextField
            name="make"
            optionalUnsaid
            label="Marque"
            value={values.make ?? ''}
            suggestions={[...makes]}
            maxlength={80}
            {...shared}
          />
          <TextField
            name="model"
            optionalUnsaid
            label="Modèle"
            value={values.model ?? ''}
            maxlength={120}
            {...shared}
          />
        </Fieldset>
        {d.donorKind === 'person' ? null : (
          <TextField
            name="inventoryNumber"
            label="Numéro d’inventaire du donateur"
            hint={
              <Seen
                problems={problems}
                field="inventoryNumber"
                otherwise="L’ancienne étiquette de l’organisme, s’il y en a une."
              />
            }
            value={values.inventoryNumber ?? ''}
            maxlength={80}
            {...shared}
          />
        )}
        <Actions stack>
          <Button icon="check" wide>
            Enregistrer
          </Button>
          <Button look="secondary" icon="copy" name="encore" value="oui" wide>
            Puis le même encore
          </Button>
          <LinkButton look="quiet" href={`/dons/${d.id}`} wide>
            J’ai fini
          </LinkButton>
        </Actions>
      </Form>
    </QuestionPage>
  );
}

function JustLogged({ device, donation, again }: { device: DeviceView; donation: DonationView; again: boolean }) {
  const words = deviceWords(device);
  const generic = device.serial && isGenericSerial(device.serial);
  return (
    <>
      <Notice tone="ok" title="Enregistré :">
        <a href={`/appareils/${device.code}`}>
          <Code>{showAssetCode(device.code)}</Code>
        </a>
        , {words}.{' '}
        {again ? null : <a href={`/dons/${donation.id}/appareils/nouveau?comme=${device.id}`}>Le même encore</a>}
      </Notice>
      {generic ? (
        <Notice tone="attention" icon="triangle-alert" title="Numéro de série ordinaire.">
          « {device.serial} » est écrit sur beaucoup de machines : il est gardé, mais ne sert pas à reconnaître
          celle-ci. Collez-lui vite son étiquette.
        </Notice>
      ) : null}
    </>
  );
}

/** The device that a refusal names, one press away. */
function Seen({
  problems,
  field,
  otherwise,
}: {
  problems: FieldProblem[] | undefined;
  field: string;
  otherwise: string;
}) {
  const code = codeIn(problems, field);
  if (!code) return <>{otherwise}</>;
  return (
    <a href={`/appareils/${code}`} target="_blank" rel="noreferrer">
      Voir l’appareil {code} (nouvel onglet)
    </a>
  );
}
