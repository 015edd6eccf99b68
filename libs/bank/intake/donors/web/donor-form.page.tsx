import { type DonorView, isPerson } from '#bank/intake';
import type { CommuneView } from '#bank/territory';
import { type Again, AskPage, TextField } from '#platform/ui';
import { DonorFields } from './donor-fields.js';
import { donorWords } from './donor-words.js';

/** Correcting what one's organisation says of a donor. */
export function DonorCardPage({
  donor: d,
  problems,
  values,
  communes,
}: Again & {
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
