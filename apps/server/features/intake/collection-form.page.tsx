import { COLLECTION_MODES, DONATION_LIFECYCLE, type DonationView, type DonorView } from '#intake';
import type { CommuneView } from '#territory';
import {
  Actions,
  Button,
  ChoiceField,
  type FieldProblem,
  Fieldset,
  Form,
  FormPage,
  LinkButton,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.js';
import { CommuneField } from './commune-field.js';

/** When the equipment comes, how, from where, whom to ring and what to bring. */
export function CollectionFormPage({
  donation: d,
  donor,
  communes,
  problems,
  values,
}: {
  donation: DonationView;
  donor: DonorView;
  communes: readonly CommuneView[];
  problems?: FieldProblem[];
  values?: Record<string, string>;
}) {
  const shared = { ...(problems ? { problems } : {}) };
  const now = values ?? asItIs(d, donor);
  const title = DONATION_LIFECYCLE.steps[d.state === 'planned' ? 'replan' : 'plan'].label;
  return (
    <FormPage
      title={title}
      lead={`${d.number} · ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: title }]}
    >
      <Form action={`/dons/${d.id}/collecte`} {...shared}>
        <TextField name="on" label="Quel jour ?" type="date" required width="medium" value={now.on ?? ''} {...shared} />
        <Hours values={now} {...shared} />
        <ChoiceField
          name="mode"
          label="Comment vient-il ?"
          required
          value={now.mode ?? null}
          options={Object.entries(COLLECTION_MODES).map(([value, { label, icon }]) => ({ value, label, icon }))}
          {...shared}
        />
        <Address values={now} communes={communes} {...shared} />
        <OnSite values={now} donor={donor} {...shared} />
        <TextArea
          name="bring"
          label="Ce qu’il faut apporter"
          hint="Chariot, cartons, film de protection, étiquettes…"
          rows={2}
          maxlength={300}
          value={now.bring ?? ''}
          {...shared}
        />
        <Actions>
          <Button icon="calendar">{d.state === 'planned' ? 'Garder ce changement' : 'Prévoir cette collecte'}</Button>
          <LinkButton look="quiet" href={`/dons/${d.id}`}>
            Annuler
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}

interface FieldsProps {
  values: Record<string, string>;
  problems?: FieldProblem[];
}

function Hours({ values, ...shared }: FieldsProps) {
  return (
    <Fieldset legend="Entre quelle heure et quelle heure ?" hint="Par exemple 9 h 30. Facultatif." pairs>
      <TextField name="from" label="De" optionalUnsaid maxlength={8} value={values.from ?? ''} {...shared} />
      <TextField name="to" label="À" optionalUnsaid maxlength={8} value={values.to ?? ''} {...shared} />
    </Fieldset>
  );
}

function Address({ values, communes, ...shared }: FieldsProps & { communes: readonly CommuneView[] }) {
  return (
    <Fieldset legend="Où aller le chercher" hint="Inutile si le donateur l’apporte.">
      <TextField
        name="address"
        label="Adresse"
        optionalUnsaid
        hint="Le numéro et la rue ; l’étage, l’entrée."
        maxlength={200}
        value={values.address ?? ''}
        {...shared}
      />
      <TextField
        name="postalCode"
        label="Code postal"
        optionalUnsaid
        width="short"
        inputmode="numeric"
        maxlength={5}
        value={values.postalCode ?? ''}
        {...shared}
      />
      <CommuneField
        value={values.commune ?? ''}
        candidates={shared.problems ? communes : []}
        {...(values.communeCode ? { chosen: values.communeCode } : {})}
        said
        {...shared}
      />
    </Fieldset>
  );
}

/** Whom to ring there: one of the donor's contacts. */
function OnSite({ values, donor, ...shared }: FieldsProps & { donor: DonorView }) {
  if (!donor.contacts.length) return null;
  return (
    <SelectField
      name="contactId"
      label="Qui appeler sur place"
      empty="Personne en particulier"
      value={values.contactId ?? ''}
      options={donor.contacts.map((c) => ({
        value: c.id,
        label: [c.name || c.job || 'sans nom', c.phone].filter(Boolean).join(', '),
      }))}
      {...shared}
    />
  );
}

/** The plan there is; before there is one, what the donor's card already says. */
function asItIs(d: DonationView, donor: DonorView): Record<string, string> {
  const c = d.collection;
  if (!c) {
    return {
      on: d.expectedOn ?? '',
      address: donor.address ?? donor.contact?.address ?? '',
      postalCode: donor.postalCode ?? '',
      commune: donor.commune ?? '',
      contactId: donor.contact?.id ?? '',
    };
  }
  return {
    on: d.expectedOn ?? '',
    from: c.from ?? '',
    to: c.to ?? '',
    mode: c.mode,
    address: c.address,
    postalCode: c.postalCode ?? '',
    commune: c.commune ?? '',
    contactId: c.contactId ?? '',
    bring: c.bring,
  };
}
