import { DONATION_LIFECYCLE, type DonationView } from '#bank/intake';
import { type Again, Ends, FieldsOf } from '#platform/ui';
import { CancelDonationDto } from '../../../web/intake.dto.js';
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
      <FieldsOf form={CancelDonationDto} />
    </DonationAskPage>
  );
}
