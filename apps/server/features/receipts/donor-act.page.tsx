import type { DepositView } from '#intake';
import type { Checklist } from '#receipts';
import { type FieldProblem, FormPage } from '../../ui/index.js';
import { donationTrail } from '../intake/donation-parts.js';
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
