import type { DonorView } from '#bank/intake';
import { type Again, AskPage } from '#platform/ui';
import { ContactFields } from './donor-fields.js';
import { donorWords } from './donor-words.js';

/** One more person to call at a donor's. */
export function DonorContactPage({
  donor: d,
  problems,
  values = {},
}: Again & {
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
      problems={problems}
      values={values}
      does={{ label: 'Ajouter', icon: 'plus' }}
      back={{ href: `/dons/donateurs/${d.id}` }}
    >
      <ContactFields person={false} />
    </AskPage>
  );
}
