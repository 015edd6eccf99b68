import { CANCEL_REASONS, DONATION_LIFECYCLE, type DonationView } from '#intake';
import { type Again, AskPage, ChoiceField, Ends, optionsOf } from '../../ui/index.js';
import { DONATION_ENDINGS } from './donation-endings.js';
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
      intro={<Ends of={DONATION_LIFECYCLE.step('cancel')} lines={DONATION_ENDINGS.cancel(d)} />}
    >
      <ChoiceField name="reason" label="Pourquoi ?" required options={optionsOf(CANCEL_REASONS)} />
    </AskPage>
  );
}
