import { CANCEL_REASONS, type DonationView } from '#intake';
import { type Again, AskPage, ChoiceField } from '../../ui/index.js';
import { donationTrail } from './donation-parts.js';

/** Why a donation came to nothing: a code, never a text. */
export function CancelDonationPage({
  donation: d,
  problems,
  values = {},
}: Again & {
  donation: DonationView;
}) {
  return (
    <AskPage
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      trail={donationTrail(d, 'Annuler')}
      action={`/dons/${d.id}/annulation`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler ce don', look: 'danger', icon: 'ban' }}
      back={{ href: `/dons/${d.id}`, label: 'Revenir au don' }}
    >
      <ChoiceField
        name="reason"
        label="Pourquoi ?"
        required
        options={Object.entries(CANCEL_REASONS).map(([value, label]) => ({ value, label }))}
      />
    </AskPage>
  );
}
