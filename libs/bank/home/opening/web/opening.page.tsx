import { fields, mail, text } from '#platform/http';
import { Actions, type Again, Button, Fieldset, FieldsOf, Form, LinkButton, PhoneShell } from '#platform/ui';
import { NEW_PASSWORD } from '../../../people/members/web/account.dto.js';
import { openingHours } from '../../../people/web/people.dto.js';

/** What a bank is called, and where and when it is reached. */
class NewBankForm extends fields({
  bankName: text({
    max: 120,
    filled: true,
    label: 'Son nom',
    hint: 'Comme « Banque du Numérique du Val d’Oise ».',
  }),
  commune: text({
    max: 80,
    filled: true,
    label: 'Sa commune',
    hint: 'Son nom, ou son code postal et son nom.',
    width: 'full',
    communes: true,
  }),
  helpline: text({
    max: 40,
    optional: true,
    label: 'Téléphone d’aide',
    hint: 'Il est imprimé sur les étiquettes, pour qui a un appareil en panne. Il peut venir plus tard.',
    type: 'tel',
  }),
  openingHours,
  address: text({
    max: 300,
    optional: true,
    label: 'Son adresse',
    hint: 'Elle est imprimée sur les documents. Elle peut venir plus tard.',
  }),
}) {}

const ADMINISTRATOR = {
  name: text({ max: 120, filled: true, label: 'Votre nom', autocomplete: 'name' }),
  email: mail({ label: 'Votre adresse mail', width: undefined, autocomplete: 'email', maxlength: 200 }),
  ...NEW_PASSWORD,
};

/** What opens a bank. */
export class OpeningForm extends fields(ADMINISTRATOR, NewBankForm) {}

/** An address that opens nothing: it has served, or is too old. */
export function OpeningOver() {
  return (
    <PhoneShell title="Adresse périmée" barHref="/">
      <h1>Cette adresse ne sert plus</h1>
      <p>
        La banque est déjà ouverte, ou l’adresse a plus de trois jours. La personne qui a installé le programme peut en
        faire une autre, tant que la banque n’est pas ouverte.
      </p>
      <LinkButton href="/connexion">Aller à la connexion</LinkButton>
    </PhoneShell>
  );
}

/** The first page of a bank: how it is called, and who administers it. Everything else waits on its home page. */
export function OpeningPage({ secret, problems, values }: { secret: string } & Again) {
  return (
    <PhoneShell title="Ouvrir votre banque" barHref="/">
      <h1>Ouvrir votre banque</h1>
      <p>Quelques lignes suffisent pour commencer. Le reste se complète ensuite, étape par étape.</p>
      <Form action={`/ouvrir/${secret}`} problems={problems} values={values}>
        <Fieldset legend="La banque">
          <FieldsOf form={NewBankForm} />
        </Fieldset>
        <Fieldset legend="Vous, qui l’administrez">
          <FieldsOf
            form={OpeningForm}
            only={['name', 'email', 'password', 'again']}
            but={{ password: { label: 'Un mot de passe' } }}
          />
        </Fieldset>
        <Actions>
          <Button icon="check">Ouvrir la banque</Button>
        </Actions>
      </Form>
    </PhoneShell>
  );
}
