import { type DonorKind, isPerson } from '#bank/intake';
import { type CommuneView, communeWords } from '#bank/territory';
import { ChoiceField, CommuneTextField, Fieldset, TextField } from '#platform/ui';

export interface DonorFieldsProps {
  /** Without the address: of a person it is a contact detail. */
  cardOnly?: boolean;
  kind: DonorKind;
  values: Record<string, string>;
  communes?: readonly CommuneView[];
}

export function DonorFields({ kind, values, communes, cardOnly }: DonorFieldsProps) {
  return (
    <>
      {isPerson(kind) ? null : (
        <TextField
          name="legalForm"
          label="Forme juridique"
          hint="Commune, SARL, association loi 1901…"
          width="medium"
          maxlength={60}
        />
      )}
      {cardOnly ? null : (
        <>
          <TextField
            name="address"
            label="Adresse"
            hint="Le numéro et la rue. Elle figure sur les reçus."
            maxlength={200}
          />
          <TextField name="postalCode" label="Code postal" width="short" inputmode="numeric" maxlength={5} />
        </>
      )}
      <CommuneField candidates={communes} chosen={values.communeCode} />
    </>
  );
}

export function ContactFields({ person }: { person: boolean }) {
  return (
    <Fieldset
      legend={person ? 'Comment le joindre' : 'Qui joindre'}
      hint="Facultatif, et le minimum : gardé à part, vu de votre organisation et de la banque seulement, effaçable à tout moment."
    >
      <TextField optionalUnsaid name="contactName" label={person ? 'Nom' : 'Personne à joindre'} />
      {person ? null : <TextField optionalUnsaid name="job" label="Sa fonction" width="medium" maxlength={120} />}
      <TextField optionalUnsaid name="phone" label="Téléphone" type="tel" width="medium" />
      <TextField optionalUnsaid name="email" label="Adresse mail" type="email" />
      {person ? null : <DataContactField />}
    </Fieldset>
  );
}

/** Who answers there for personal data: told when something that may hold them is lost or stolen. */
export const DataContactField = () => (
  <TextField
    optionalUnsaid
    name="dataEmail"
    label="Contact pour les données, adresse mail"
    hint="Son délégué à la protection des données : la banque lui écrit si un appareil est perdu ou volé."
    type="email"
  />
);

interface CommuneFieldProps {
  /** Those that what was typed may mean: shown as a choice when there are several. */
  candidates?: readonly CommuneView[];
  chosen?: string;
  label?: string;
  said?: boolean;
}

/** A commune, typed; when several bear the name the page comes back and asks which. */
export function CommuneField({ candidates = [], chosen, label = 'Commune', said }: CommuneFieldProps) {
  return (
    <>
      <CommuneTextField label={label} maxlength={100} optionalUnsaid={said} />
      {candidates.length > 1 ? (
        <ChoiceField
          name="communeCode"
          label="Laquelle ?"
          required
          value={chosen ?? null}
          options={candidates.map((c) => ({
            value: c.code,
            label: communeWords(c),
            hint: c.postalCodes.slice(0, 3).join(', '),
          }))}
        />
      ) : null}
    </>
  );
}
