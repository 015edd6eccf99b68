import { AGE_BANDS, SITUATIONS } from '#bank/allocation';
import { AskPage, CommuneTextField, type FieldProblem, Fieldset, FieldsOf, HiddenField, TextField } from '#platform/ui';
import { BeneficiaryDto } from './beneficiaries.dto.js';
import { waitingPage, writtenFor } from './beneficiary-form.js';

interface FormProps {
  id?: string;
  values: Readonly<Record<string, string>>;
  problems?: FieldProblem[] | undefined;
}

/** What figures need of somebody, and, apart, who it is. */
export function BeneficiaryFields() {
  return (
    <>
      <Fieldset legend="Pour les chiffres" hint="Les mêmes réponses que dans La Coop. Rien n’est obligatoire.">
        <FieldsOf
          form={BeneficiaryDto}
          but={{ ageBand: { among: known(AGE_BANDS) }, situation: { among: known(SITUATIONS) } }}
        />
        <CommuneTextField />
      </Fieldset>
      <Fieldset
        legend="Identité, gardée à part"
        hint="Seule votre structure peut la lire. Elle est chiffrée, et s’efface deux ans après le dernier contact."
      >
        <TextField name="name" label="Nom" width="medium" maxlength={120} />
        <TextField name="contact" label="Téléphone ou autre contact" width="medium" maxlength={120} />
      </Fieldset>
    </>
  );
}

const known = (labels: object) => Object.keys(labels).filter((value) => value !== 'non_communique');

export function BeneficiaryFormPage({ id, values, problems }: FormProps) {
  const title = id ? 'Corriger' : 'Nouvelle personne';
  const purpose = writtenFor(values);
  return (
    <AskPage
      title={title}
      lead="Elle reçoit une référence au hasard, comme R-7K3F9."
      trail={[{ label: 'Bénéficiaires', href: '/beneficiaires' }, { label: title }]}
      action={id ? `/beneficiaires/${id}/modifier` : '/beneficiaires'}
      problems={problems}
      values={values}
      does={{ label: 'Enregistrer', icon: 'check' }}
      back={{ href: id ? `/beneficiaires/${id}` : (waitingPage(purpose) ?? '/beneficiaires') }}
    >
      <BeneficiaryFields />
      {Object.entries(purpose).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
    </AskPage>
  );
}
