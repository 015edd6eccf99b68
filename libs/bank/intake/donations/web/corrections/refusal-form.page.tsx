import type { DonationView } from '#bank/intake';
import { type Again, FieldsOf } from '#platform/ui';
import { RefusalDto } from '../../../collections/web/collection.dto.js';
import { DonationAskPage } from '../donation-parts.js';

/** Something brought that we do not take: what, how many, why, and where it goes instead. */
export function RefusalFormPage({ donation: d, problems, values }: Again & { donation: DonationView }) {
  return (
    <DonationAskPage
      donation={d}
      crumb="Refuser"
      under="refus"
      title="Refuser un appareil"
      lead={`${d.number} · ${d.donorName}. Ce qui est refusé est compté, et n’entre jamais dans les appareils de la banque.`}
      problems={problems}
      values={{ quantity: '1', ...values }}
      does={{ label: 'Enregistrer le refus', icon: 'ban' }}
    >
      <FieldsOf form={RefusalDto} />
    </DonationAskPage>
  );
}
