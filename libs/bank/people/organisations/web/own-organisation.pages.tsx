import type { BankView, EligibilityGround } from '#bank/people';
import { Actions, type Again, Asking, Button, Fieldset, FieldsOf, Form, FormPage, SelectField } from '#platform/ui';
import { BankIdentityForm, BankSettingsForm } from '../../web/people.dto.js';

const OF_RECEIPTS = ['eligibilityBasis', 'legalForm', 'object', 'status', 'signatoryTitle'] as const;

const trail = (label: string) => [{ label: 'Réglages', href: '/gestion' }, { label }];

export function BankSettingsPage({
  bank,
  grounds,
  problems,
  values,
}: { bank: BankView; grounds: readonly EligibilityGround[] } & Again) {
  const now = Object.fromEntries(Object.entries(bank).map(([name, value]) => [name, String(value ?? '')]));
  return (
    <FormPage
      title="La banque"
      lead="Ce que disent les étiquettes, les documents et les pages légales."
      trail={trail('La banque')}
    >
      <p>
        <a href="/gestion/banque/logo">Changer le logo imprimé sur les documents</a>
      </p>
      <p>
        <a href="/gestion/accessibilite">Déclaration d’accessibilité</a>
      </p>
      <Form action="/gestion/banque" problems={problems} values={{ ...now, ...values }}>
        <FieldsOf form={BankIdentityForm} />
        <Fieldset
          legend="Reçus fiscaux"
          hint="Seul un organisme éligible peut en délivrer. En cas de doute, demandez un rescrit à votre centre des impôts avant de choisir."
        >
          <Asking then={<FieldsOf form={BankSettingsForm} only={OF_RECEIPTS} />}>
            <SelectField
              name="eligibilityGround"
              label="Organisme éligible au titre de"
              empty="Nous ne délivrons pas de reçus fiscaux"
              options={grounds.map((g) => ({ value: g.ground, label: `${g.label} (${g.source})`, asks: true }))}
            />
          </Asking>
        </Fieldset>
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Form>
    </FormPage>
  );
}
