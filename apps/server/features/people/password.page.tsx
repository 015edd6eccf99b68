import { MIN_PASSWORD } from '#people';
import { Actions, Button, type FieldProblem, Form, LinkButton, PhoneShell, TextField } from '../../ui/index.js';

interface PasswordPageProps {
  owner: { name: string; email: string } | null;
  secret: string;
  problems?: FieldProblem[];
}

/** The page behind a one-time link: choose a password, once. */
export function PasswordPage({ owner, secret, problems }: PasswordPageProps) {
  if (!owner) {
    return (
      <PhoneShell title="Lien périmé" barHref="/">
        <h1>Ce lien ne sert plus</h1>
        <p>
          Il a déjà servi, ou il a plus de trois jours. Demandez-en un autre à la personne qui administre votre
          organisation.
        </p>
        <LinkButton href="/connexion">Aller à la connexion</LinkButton>
      </PhoneShell>
    );
  }
  return (
    <PhoneShell title="Choisir un mot de passe" barHref="/">
      <h1>Bonjour {owner.name}</h1>
      <p>
        Choisissez votre mot de passe : au moins {MIN_PASSWORD} caractères. Une phrase que vous retenez convient très
        bien. Vous vous connecterez avec {owner.email}.
      </p>
      <Form action={`/mot-de-passe/${secret}`} problems={problems}>
        <TextField name="password" label="Mot de passe" type="password" autocomplete="new-password" required />
        <TextField name="again" label="Le même, encore une fois" type="password" autocomplete="new-password" required />
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Form>
    </PhoneShell>
  );
}
