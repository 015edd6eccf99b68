import {
  Actions,
  type Again,
  Button,
  CommuneTextField,
  Fieldset,
  Form,
  LinkButton,
  NewPasswordFields,
  OpeningHoursField,
  PhoneShell,
  TextField,
} from '#platform/ui';

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
          <TextField
            name="bankName"
            label="Son nom"
            hint="Comme « Banque du Numérique du Val d’Oise »."
            required
            maxlength={120}
          />
          <CommuneTextField label="Sa commune" required width="full" />
          <TextField
            name="helpline"
            label="Téléphone d’aide"
            hint="Il est imprimé sur les étiquettes, pour qui a un appareil en panne. Il peut venir plus tard."
            type="tel"
            maxlength={40}
          />
          <OpeningHoursField />
          <TextField
            name="address"
            label="Son adresse"
            hint="Elle est imprimée sur les documents. Elle peut venir plus tard."
            maxlength={300}
          />
        </Fieldset>
        <Fieldset legend="Vous, qui l’administrez">
          <TextField name="name" label="Votre nom" autocomplete="name" required maxlength={120} />
          <TextField
            name="email"
            label="Votre adresse mail"
            type="email"
            autocomplete="email"
            required
            maxlength={200}
          />
          <NewPasswordFields label="Un mot de passe" />
        </Fieldset>
        <Actions>
          <Button icon="check">Ouvrir la banque</Button>
        </Actions>
      </Form>
    </PhoneShell>
  );
}
