import { Actions, type Again, Button, Code, Form, PhoneShell, QrPicture, TextField } from '#platform/ui';

/** An application is shown its secret, and shows a first code. */
export function SetUpAppPage({
  secret,
  address,
  picture,
  problems,
}: Again & { secret: string; address: string; picture: string }) {
  return (
    <PhoneShell title="Régler l’application" wide>
      <h1>Régler l’application</h1>
      <p>1. Ouvrez l’application sur votre téléphone, et faites-lui lire ce carré.</p>
      <QrPicture svg={picture} />
      <p>
        Sur ce téléphone même : <a href={address}>ouvrir dans l’application</a>. Sans caméra, tapez cette clé :
      </p>
      <p>
        <Code>{secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
      </p>
      <Form action="/compte/verification/application/code" problems={problems}>
        <TextField
          name="code"
          label="2. Écrivez le code à 6 chiffres qu’elle montre"
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          width="short"
          maxlength={7}
        />
        <Actions>
          <Button icon="check">Vérifier</Button>
        </Actions>
      </Form>
      <p>
        <a href="/compte/verification">Revenir</a>
      </p>
    </PhoneShell>
  );
}
