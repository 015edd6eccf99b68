import type { DonorKind } from '#intake';
import type { CommuneView } from '#territory';
import { type FieldProblem, Fieldset, TextField } from '../../ui/index.js';
import { CommuneField } from './commune-field.js';

export interface DonorFieldsProps {
  /** Without the address: of a person it is a contact detail. */
  cardOnly?: boolean;
  kind: DonorKind;
  values: Record<string, string>;
  /** Communes that what was typed may mean. */
  communes?: readonly CommuneView[];
  problems?: FieldProblem[];
}

/** What is said of a donor besides its number: legal form, address, commune. */
export function DonorFields({ kind, values, communes, problems, cardOnly }: DonorFieldsProps) {
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <>
      {kind === 'person' ? null : (
        <TextField
          name="legalForm"
          label="Forme juridique"
          hint="Commune, SARL, association loi 1901…"
          width="medium"
          maxlength={60}
          value={values.legalForm ?? ''}
          {...shared}
        />
      )}
      {cardOnly ? null : (
        <>
          <TextField
            name="address"
            label="Adresse"
            hint="Le numéro et la rue. Elle figure sur les reçus."
            maxlength={200}
            value={values.address ?? ''}
            {...shared}
          />
          <TextField
            name="postalCode"
            label="Code postal"
            width="short"
            inputmode="numeric"
            maxlength={5}
            value={values.postalCode ?? ''}
            {...shared}
          />
        </>
      )}
      <CommuneField
        value={values.commune ?? ''}
        {...(communes ? { candidates: communes } : {})}
        {...(values.communeCode ? { chosen: values.communeCode } : {})}
        {...shared}
      />
    </>
  );
}

/** Somebody to call. */
export function ContactFields({
  person,
  values,
  problems,
}: {
  person: boolean;
  values: Record<string, string>;
  problems?: FieldProblem[];
}) {
  const shared = { ...(problems ? { problems } : {}), optionalUnsaid: true as const };
  return (
    <Fieldset
      legend={person ? 'Comment le joindre' : 'Qui joindre'}
      hint="Facultatif, et le minimum : gardé à part, vu de votre organisation et de la banque seulement, effaçable à tout moment."
    >
      <TextField
        name="contactName"
        label={person ? 'Nom' : 'Personne à joindre'}
        value={values.contactName ?? ''}
        {...shared}
      />
      {person ? null : (
        <TextField name="job" label="Sa fonction" width="medium" maxlength={120} value={values.job ?? ''} {...shared} />
      )}
      <TextField name="phone" label="Téléphone" type="tel" width="medium" value={values.phone ?? ''} {...shared} />
      <TextField name="email" label="Adresse électronique" type="email" value={values.email ?? ''} {...shared} />
    </Fieldset>
  );
}
