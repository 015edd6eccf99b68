import type { BankView, EligibilityGround } from '#bank/people';
import { BODY_KINDS } from '#platform/kernel';
import {
  Actions,
  type Again,
  Asking,
  Button,
  Fieldset,
  Form,
  FormPage,
  OpeningHoursField,
  optionsOf,
  SelectField,
  TextField,
} from '#platform/ui';

const trail = (label: string) => [{ label: 'Réglages', href: '/gestion' }, { label }];

export function BankSettingsPage({
  bank,
  grounds,
  problems,
  values,
}: { bank: BankView; grounds: readonly EligibilityGround[] } & Again) {
  const v = (name: keyof BankView) => values?.[name] ?? bank[name] ?? '';
  const field = (name: keyof BankView, label: string, hint?: string, required = false) => (
    <TextField
      name={name}
      label={label}
      {...(hint ? { hint } : {})}
      required={required}
      value={v(name)}
      problems={problems}
      maxlength={400}
    />
  );
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
      <Form action="/gestion/banque" problems={problems}>
        {field('name', 'Nom affiché', undefined, true)}
        {field('legalName', 'Nom légal')}
        {field('siren', 'SIREN', '9 chiffres')}
        {field('address', 'Adresse')}
        {field('helpline', 'Téléphone d’aide', 'Imprimé sur les étiquettes')}
        <OpeningHoursField value={v('openingHours')} problems={problems} />
        {field('email', 'Adresse mail')}
        <SelectField
          name="bodyKind"
          label="La banque est"
          hint="Décide de la base légale des données personnelles"
          empty="Pas encore dit"
          value={v('bodyKind')}
          options={optionsOf(BODY_KINDS)}
        />
        {field('privacyContact', 'Contact pour les données personnelles')}
        {field('publisher', 'Directeur ou directrice de la publication')}
        {field('hosting', 'Hébergeur', 'Nom, adresse, téléphone')}
        {field('timeZone', 'Fuseau horaire', 'Exemple : Europe/Paris. Il décide des années et des échéances.', true)}
        <Fieldset
          legend="Reçus fiscaux"
          hint="Seul un organisme éligible peut en délivrer. En cas de doute, demandez un rescrit à votre centre des impôts avant de choisir."
        >
          <Asking
            then={
              <>
                {field(
                  'eligibilityBasis',
                  'Ce qui le prouve',
                  'Exemple : rescrit du 3 mars 2025, décret du 2 mai 2019',
                )}
                {field('legalForm', 'Forme juridique', 'Exemple : association loi 1901')}
                {field('object', 'Objet', 'Comme dans les statuts')}
                {field('status', 'Statut', 'Exemple : reconnue d’utilité publique par décret du 2 mai 2019')}
                {field('signatoryTitle', 'Qualité de la personne qui signe', 'Exemple : la présidente, le trésorier')}
              </>
            }
          >
            <SelectField
              name="eligibilityGround"
              label="Organisme éligible au titre de"
              empty="Nous ne délivrons pas de reçus fiscaux"
              value={v('eligibilityGround')}
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
