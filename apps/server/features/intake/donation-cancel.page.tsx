import { CANCEL_REASONS, type DonationView } from '#intake';
import { Actions, Button, ChoiceField, type FieldProblem, Form, FormPage, LinkButton } from '../../ui/index.js';

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
  const shared = { ...(problems ? { problems } : {}) };
  return (
    <FormPage
      title="Annuler ce don"
      lead={`${d.number} · ${d.donorName}`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Annuler' }]}
    >
      <Form action={`/dons/${d.id}/annulation`} {...shared}>
        <ChoiceField
          name="reason"
          label="Pourquoi ?"
          required
          value={values.reason ?? null}
          options={Object.entries(CANCEL_REASONS).map(([value, label]) => ({ value, label }))}
          {...shared}
        />
        <Actions>
          <Button look="danger" icon="ban">
            Annuler ce don
          </Button>
          <LinkButton look="quiet" href={`/dons/${d.id}`}>
            Revenir au don
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
