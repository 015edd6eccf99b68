import { CATEGORIES } from '#devices';
import { type DonationView, REFUSAL_FATES, REFUSAL_REASONS } from '#intake';
import {
  Actions,
  Button,
  ChoiceField,
  type FieldProblem,
  Form,
  FormPage,
  LinkButton,
  SelectField,
  TextField,
} from '../../ui/index.js';

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Something brought that we do not take: what, how many, why, and where it goes instead. */
export function RefusalFormPage({
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
      title="Refuser un appareil"
      lead={`${d.number} · ${d.donorName}. Ce qui est refusé est compté, et n’entre jamais dans les appareils de la banque.`}
      trail={[{ label: 'Dons', href: '/dons' }, { label: d.number, href: `/dons/${d.id}` }, { label: 'Refuser' }]}
    >
      <Form action={`/dons/${d.id}/refus`} {...shared}>
        <SelectField
          name="category"
          label="Quoi ?"
          required
          empty="Choisir"
          width="medium"
          value={values.category ?? ''}
          options={CATEGORIES.map((c) => ({ value: c.id, label: c.label }))}
          {...shared}
        />
        <TextField
          name="quantity"
          label="Combien ?"
          required
          width="short"
          inputmode="numeric"
          maxlength={6}
          value={values.quantity ?? '1'}
          {...shared}
        />
        <ChoiceField
          name="reason"
          label="Pourquoi ?"
          required
          value={values.reason ?? null}
          options={options(REFUSAL_REASONS)}
          {...shared}
        />
        <ChoiceField
          name="fate"
          label="Où va-t-il ?"
          required
          layout="inline"
          value={values.fate ?? null}
          options={options(REFUSAL_FATES)}
          {...shared}
        />
        <TextField
          name="note"
          label="Marque, numéro de série"
          hint="Pour le reconnaître. Pas de nom de personne."
          maxlength={200}
          value={values.note ?? ''}
          {...shared}
        />
        <Actions>
          <Button icon="ban">Noter le refus</Button>
          <LinkButton look="quiet" href={`/dons/${d.id}`}>
            Revenir au don
          </LinkButton>
        </Actions>
      </Form>
    </FormPage>
  );
}
