import { Actions, type Again, Button, Code, FieldsOf, Form, PhoneShell, QrPicture } from '#platform/ui';
import { FirstCodeDto } from './second-factor.dto.js';

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
        <FieldsOf form={FirstCodeDto} />
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
