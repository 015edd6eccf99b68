import { type Factors, passkeyRequest } from '#bank/people';
import {
  Actions,
  type Again,
  Button,
  Code,
  Form,
  FormPage,
  HiddenField,
  LinkButton,
  Notice,
  Onward,
  PasskeyForm,
  PhoneShell,
  type Resumed,
  TextField,
} from '#platform/ui';

/** The password was right: what else proves that it is them. */
export function SecondStepPage({
  step,
  factors,
  next,
  resume,
  problems,
}: Pick<Again, 'problems'> & { step: string; factors: Factors; next: string; resume: Resumed | null }) {
  const onward = (
    <>
      <HiddenField name="step" value={step} />
      <Onward next={next} resume={resume ?? undefined} />
    </>
  );
  return (
    <PhoneShell title="Seconde vérification" barHref="/">
      <h1>Encore une vérification</h1>
      {factors.passkeys.length ? (
        <PasskeyForm
          action="/connexion/cle"
          options={passkeyRequest(factors.passkeys)}
          label="Utiliser une clé d’identification (passkey)"
          look={factors.totp ? 'secondary' : 'primary'}
        >
          {onward}
        </PasskeyForm>
      ) : null}
      <Form action="/connexion/code" problems={problems}>
        {onward}
        <TextField
          name="code"
          label={factors.totp ? 'Code à 6 chiffres de votre application' : 'Code de secours'}
          hint={
            factors.totp ? 'Sans votre téléphone : un de vos codes de secours.' : 'Un de vos dix codes, sur papier.'
          }
          autocomplete="one-time-code"
          required
          width="medium"
          maxlength={40}
        />
        <Actions stack>
          <Button icon="log-in">Se connecter</Button>
        </Actions>
      </Form>
      <p class="meta">
        Ni téléphone, ni codes ? La personne responsable de votre organisation demande à la banque de vous rouvrir
        l’accès.
      </p>
      <p>
        <a href="/connexion">Recommencer</a>
      </p>
    </PhoneShell>
  );
}

export function SecretPage({
  title,
  lead,
  secret,
  back,
  from = [{ label: 'Gestion', href: '/gestion' }],
}: {
  title: string;
  lead: string;
  secret: string | null;
  back: string;
  from?: readonly { label: string; href: string }[];
}) {
  return (
    <FormPage title={title} lead={lead} trail={[...from, { label: title }]}>
      {secret ? (
        <Notice tone="attention" title="À copier maintenant : on ne pourra plus le revoir.">
          <Code>{secret}</Code>
        </Notice>
      ) : (
        <Notice tone="info" title="Déjà montré">
          On ne le voit qu’une fois. Si vous ne l’avez plus, recommencez.
        </Notice>
      )}
      <Actions>
        <LinkButton href={back}>Continuer</LinkButton>
      </Actions>
    </FormPage>
  );
}
