import { CATEGORIES, CONDITIONS } from '#devices';
import type { DonorKind } from '#intake';
import { PHOTO_LIMIT } from '#photos';
import type { DeviceWords } from '../../contract/desk.js';
import {
  Actions,
  Button,
  Chips,
  ChoiceField,
  type FieldProblem,
  Fieldset,
  FileField,
  Form,
  KeptPhotos,
  LinkButton,
  Pile,
  Same,
  ScanField,
  TextField,
} from '../../ui/index.js';
import { codeIn } from './intake.words.js';

/** The words of an answer, for a script that shows what was written without asking the server. */
export const DEVICE_WORDS: DeviceWords = {
  category: Object.fromEntries(CATEGORIES.map((c) => [c.id, c.short])),
  condition: Object.fromEntries(CONDITIONS.map((c) => [c.id, c.label])),
};

export interface DeviceFormProps {
  /** Where it is sent, and where one goes when all is logged. Without a network, the script sends it. */
  action: string;
  doneHref: string;
  donorKind: DonorKind;
  values: Record<string, string>;
  makes: readonly string[];
  models: readonly string[];
  problems?: FieldProblem[];
}

/** One device, with one hand: its label, what it is, its state, its serial. What a scanner types comes first. */
export function DeviceForm({ action, doneHref, donorKind, values, makes, models, problems }: DeviceFormProps) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <Form action={action} multipart {...shared}>
      <Pile />
      <ScanField
        name="code"
        label="Étiquette déjà collée"
        hint="Scannez-la, ou tapez le code sous le carré noir. Pas d’étiquette ? Laissez vide."
        placeholder="BN-"
        value={values.code ?? ''}
        {...shared}
      />
      <Same>
        <ChoiceField
          name="category"
          label="Type"
          required
          layout="tiles"
          value={values.category ?? null}
          options={CATEGORIES.map((c) => ({ value: c.id, label: c.short, icon: c.pictogram }))}
          {...shared}
        />
      </Same>
      <Same>
        <ChoiceField
          name="condition"
          label="État"
          required
          layout="inline"
          value={values.condition ?? 'unknown'}
          options={CONDITIONS.map((c) => ({ value: c.id, label: c.label }))}
          {...shared}
        />
      </Same>
      <ScanField
        name="serial"
        label="Numéro de série"
        hint={<Seen problems={problems} field="serial" otherwise="Souvent dessous, après « S/N »." />}
        autofocus={false}
        value={values.serial ?? ''}
        {...shared}
      />
      <MakeAndModel values={values} makes={makes} models={models} {...shared} />
      <Chips />
      {donorKind === 'person' ? null : <DonorNumber values={values} {...shared} />}
      <FileField
        name="photo"
        label="Photo"
        hint={`${PHOTO_LIMIT} au plus. Utile si l’appareil est abîmé.`}
        accept="image/*"
        multiple
        capture
        {...shared}
      />
      <KeptPhotos />
      <Sending doneHref={doneHref} />
    </Form>
  );
}

type Part = Pick<DeviceFormProps, 'values' | 'problems'>;

function MakeAndModel({ values, makes, models, ...shared }: Part & Pick<DeviceFormProps, 'makes' | 'models'>) {
  return (
    <Same>
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
          suggestions={[...models]}
          maxlength={120}
          {...shared}
        />
      </Fieldset>
    </Same>
  );
}

/** The number that the donor's own inventory gives the device. */
function DonorNumber({ values, ...shared }: Part) {
  return (
    <TextField
      name="assetNumber"
      label="Numéro d’inventaire du donateur"
      hint={
        <Seen
          problems={shared.problems}
          field="assetNumber"
          otherwise="L’ancienne étiquette de l’organisme, s’il y en a une."
        />
      }
      value={values.assetNumber ?? ''}
      maxlength={80}
      {...shared}
    />
  );
}

function Sending({ doneHref }: Pick<DeviceFormProps, 'doneHref'>) {
  return (
    <Actions stack>
      <Button icon="check" wide>
        Enregistrer
      </Button>
      <Button look="secondary" icon="copy" name="encore" value="oui" wide>
        Puis le même encore
      </Button>
      <LinkButton look="quiet" href={doneHref} part="done" wide>
        J’ai fini
      </LinkButton>
    </Actions>
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
