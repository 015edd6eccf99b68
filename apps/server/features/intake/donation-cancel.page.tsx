import { CANCEL_REASONS, type DonationView } from '#intake';
import { AskPage, ChoiceField, type FieldProblem } from '../../ui/index.js';

/** Why a donation came to nothing: a code, never a text. */
export function CancelDonationPage({
  donation: d,
  problems,
  values = {},
}: {
  donation: DonationView;
  problems?: FieldProblem[];
  values?: Record<string, string>;
}) {
  return (
    <AskPage
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Annuler' }]}
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
