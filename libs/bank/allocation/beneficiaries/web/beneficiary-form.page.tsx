import type { Posted } from '#platform/http';
import { AskPage, type FieldProblem, Fieldset, FieldsOf, HiddenField } from '#platform/ui';
import { AGE_BANDS, SITUATIONS } from '../beneficiary.views.js';
import { BeneficiaryDto, IdentityDto } from './beneficiaries.dto.js';

interface FormProps {
  id?: string;
  values: Readonly<Record<string, string>>;
  problems?: FieldProblem[] | undefined;
}

export function BeneficiaryFields() {
  return (
    <>
      <Fieldset legend="Pour les chiffres" hint="Les mêmes réponses que dans La Coop. Rien n’est obligatoire.">
        <FieldsOf
          form={BeneficiaryDto}
          but={{ ageBand: { among: known(AGE_BANDS) }, situation: { among: known(SITUATIONS) } }}
        />
      </Fieldset>
      <Fieldset
        legend="Identité, gardée à part"
        hint="Seule votre structure peut la lire. Elle est chiffrée, et s’efface d’elle-même un temps après le dernier contact ; la page de la personne dit quand."
      >
        <FieldsOf form={IdentityDto} />
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

type WrittenFor = Readonly<Partial<Record<'demande' | 'appareil' | 'sim' | 'remise' | 'carte', string>>>;

export const writtenFor = ({ demande, appareil, sim, remise, carte }: WrittenFor): WrittenFor => ({
  ...(demande && appareil ? { demande, appareil } : {}),
  ...(sim ? { sim } : {}),
  ...(remise ? { remise } : {}),
  ...(carte ? { carte } : {}),
});

/** The page that waits for the new person, which takes them as `personne`; null where none does. */
export function waitingPage({ demande, appareil, sim, remise, carte }: WrittenFor): string | null {
  if (demande && appareil) return `/demandes/${demande}/appareils/${appareil}`;
  if (sim) return `/sim/${sim}/remise`;
  if (remise) return `/remises/${remise}/reference`;
  return carte ? `/sim/${carte}/reference` : null;
}

export function readPerson(posted: Posted) {
  // Only a form's own fields are cleared of empty ones when it is checked, not those of what it holds.
  const filled: Posted = Object.fromEntries(Object.entries(posted).filter(([, value]) => value !== ''));
  const { ageBand, situation, commune, name, contact } = filled;
  return {
    ageBand,
    situation,
    commune,
    identity: name || contact ? { name: name ?? '', contact } : undefined,
  };
}

export const problemOfPerson = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problems.map((p) => ({ ...p, field: p.field.replace(/^(newBeneficiary\.)?(identity\.)?/, '') }));
