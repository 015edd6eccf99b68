import { CANCEL_REASONS, DONATION_LIFECYCLE, type DonationView } from '#bank/intake';
import { type Again, ChoiceField, Ends, optionsOf } from '#platform/ui';
import { DONATION_ENDINGS } from '../donation-endings.js';
import { DonationAskPage } from '../donation-parts.js';

/** Why a donation came to nothing: a code, never a text. */
export function CancelDonationPage({ donation: d, problems, values = {} }: Again & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Annuler"
      under="annulation"
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      problems={problems}
      values={values}
      does={{ label: 'Annuler ce don', look: 'danger', icon: 'ban' }}
      intro={<Ends of={DONATION_LIFECYCLE.step('cancel')} lines={DONATION_ENDINGS.cancel(d)} />}
    >
      <ChoiceField name="reason" label="Pourquoi ?" required options={optionsOf(CANCEL_REASONS)} />
    </DonationAskPage>
  );
}
