import type { DepositView } from '#bank/intake';
import type { Checklist } from '#bank/receipts';
import { type FieldProblem, FormPage } from '#platform/ui';
import { donationTrail } from '../../intake/donations/web/donation-parts.js';
import { DecisionCard, RepresentativeCard } from './donor-act.card.js';

/** The form that was refused, alone, with what is wrong. */
export function DonorActPage(props: {
  gift: Checklist['gift'];
  deposit: DepositView;
  at: string;
  problems: FieldProblem[];
  values: Record<string, string>;
}) {
  return (
    <FormPage title="Documents du don" lead={props.gift.number} trail={donationTrail(props.gift, 'Documents')}>
      {props.at === 'decision' ? <DecisionCard {...props} /> : <RepresentativeCard {...props} />}
    </FormPage>
  );
}
