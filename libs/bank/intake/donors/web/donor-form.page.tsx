import { type DonorView, isPerson } from '#bank/intake';
import type { CommuneView } from '#bank/territory';
import type { Posted } from '#platform/http';
import { AskPage, type FieldProblem, type FormState, TextField } from '#platform/ui';
import { donorWords } from '../../web/intake.words.js';
import { ContactFields, DonorFields } from './donor-fields.js';

export function DonorCardPage({
  donor: d,
  problems,
  values,
  communes,
}: FormState & {
  donor: DonorView;
  communes?: readonly CommuneView[];
}) {
  const person = isPerson(d.kind);
  const now = values ?? {
    donorName: person ? '' : d.name,
    legalForm: d.legalForm ?? '',
    address: d.address ?? '',
    postalCode: d.postalCode ?? '',
    commune: d.commune ?? '',
  };
  return (
    <AskPage
      title="Corriger la fiche du donateur"
      lead={donorWords(d)}
      trail={[
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
        { label: 'Corriger' },
      ]}
      action={`/dons/donateurs/${d.id}/fiche`}
      problems={problems}
      values={now}
      does={{ label: 'Enregistrer', icon: 'save' }}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      {person ? null : <TextField name="donorName" label="Nom de l’organisme" required />}
      {person ? <p class="hint">Son adresse est gardée avec ses coordonnées. Ici, seulement sa commune.</p> : null}
      <DonorFields kind={d.kind} values={now} communes={communes} cardOnly={person} />
    </AskPage>
  );
}

export function DonorContactPage({
  donor: d,
  ...again
}: FormState & {
  donor: DonorView;
}) {
  return (
    <AskPage
      title="Ajouter une personne à joindre"
      lead={donorWords(d)}
      trail={[
        { label: 'Donateurs', href: '/dons/donateurs' },
        { label: donorWords(d), href: `/dons/donateurs/${d.id}` },
        { label: 'Ajouter une personne' },
      ]}
      action={`/dons/donateurs/${d.id}/contacts`}
      {...again}
      does={{ label: 'Ajouter', icon: 'plus' }}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      <ContactFields person={false} />
    </AskPage>
  );
}

export const readCardForm = ({ donorName, ...card }: Posted): object => ({ ...card, name: donorName ?? '' });

export const readContactForm = ({ contactName, ...contact }: Posted): object => ({
  ...contact,
  name: contactName ?? '',
});

/** What is wrong with a name, beside the field that a page asks it in. */
export const problemOfName = (field: 'donorName' | 'contactName', problems: FieldProblem[]): FieldProblem[] =>
  problems.map((p) => (p.field === 'name' ? { ...p, field } : p));
