import { type Factors, passkeyRequest } from '#bank/people';
import {
  Actions,
  Button,
  Form,
  type FormState,
  HiddenField,
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
}: Pick<FormState, 'problems'> & { step: string; factors: Factors; next: string; resume: Resumed | null }) {
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
