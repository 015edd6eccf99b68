import type { VNode } from 'preact';
import {
  ALIKE_FIELDS,
  CATEGORIES,
  DEVICE_FIELD_NAMES,
  DEVICE_FIELDS,
  type DeviceField,
  NOT_FILLED,
  showAssetCode,
} from '#bank/devices';
import { type DonorKind, isPerson } from '#bank/intake';
import { PHOTO_LIMIT } from '#bank/photos';
import {
  Actions,
  Button,
  Chips,
  ChoiceField,
  type FieldProblem,
  Fieldset,
  FileField,
  Form,
  LinkButton,
  Pile,
  Same,
  ScanField,
  StoredPhotos,
  TextField,
} from '#platform/ui';
import { DescribedField } from '../../../devices/device/web/device-field.js';
import { codeIn } from '../../web/intake.words.js';

/** Fields that have a place and a look of their own in the form; the others follow them as they are described. */
const PLACED: readonly DeviceField[] = ['category', 'condition', 'serial', 'make', 'model'];

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
  return (
    <Form action={action} multipart problems={problems} values={{ ...NOT_FILLED, ...values }}>
      <Pile />
      <ScanField
        name="code"
        label="Étiquette déjà collée"
        hint="Scannez-la, ou tapez le code sous le carré noir. Pas d’étiquette ? Laissez vide."
        placeholder="BN-"
      />
      <Same>
        <ChoiceField
          name="category"
          label="Type"
          required
          layout="tiles"
          options={CATEGORIES.map((c) => ({ value: c.id, label: c.short, icon: c.pictogram }))}
        />
      </Same>
      <Same>
        <DescribedField name="condition" />
      </Same>
      <ScanField
        name="serial"
        label="Numéro de série"
        hint={<Seen problems={problems} field="serial" otherwise="Souvent dessous, après « S/N »." />}
        autofocus={false}
      />
      <MakeAndModel makes={makes} models={models} />
      <Chips />
      {DEVICE_FIELD_NAMES.filter((name) => !PLACED.includes(name)).map((name) => (
        <MaybeSame key={name} alike={ALIKE_FIELDS.includes(name)}>
          <DescribedField name={name} />
        </MaybeSame>
      ))}
      {isPerson(donorKind) ? null : <DonorNumber problems={problems} />}
      <FileField
        name="photo"
        label="Photo"
        hint={`${PHOTO_LIMIT} au plus. Utile si l’appareil est abîmé.`}
        accept="image/*"
        multiple
        capture
      />
      <StoredPhotos />
      <Sending doneHref={doneHref} />
    </Form>
  );
}

const MaybeSame = ({ alike, children }: { alike: boolean; children: VNode }) =>
  alike ? <Same>{children}</Same> : children;

function MakeAndModel({ makes, models }: Pick<DeviceFormProps, 'makes' | 'models'>) {
  return (
    <Same>
      <Fieldset legend="Marque et modèle" hint="Si vous les voyez." pairs>
        <TextField
          name="make"
          optionalUnsaid
          label="Marque"
          suggestions={[...makes]}
          maxlength={DEVICE_FIELDS.make.max}
        />
        <TextField
          name="model"
          optionalUnsaid
          label="Modèle"
          suggestions={[...models]}
          maxlength={DEVICE_FIELDS.model.max}
        />
      </Fieldset>
    </Same>
  );
}

function DonorNumber({ problems }: Pick<DeviceFormProps, 'problems'>) {
  return (
    <TextField
      name="assetNumber"
      label="Numéro d’inventaire du donateur"
      hint={
        <Seen
          problems={problems}
          field="assetNumber"
          otherwise="L’ancienne étiquette de l’organisme, s’il y en a une."
        />
      }
      maxlength={80}
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
      Voir l’appareil {showAssetCode(code)} (nouvel onglet)
    </a>
  );
}
