import { type LinkOwner, MIN_PASSWORD } from '#people';
import {
  Actions,
  type Again,
  Button,
  Form,
  LinkButton,
  Notice,
  PhoneShell,
  TextField,
  useView,
} from '../../ui/index.js';
import { KeysThatStay } from './keys-field.js';

interface PasswordPageProps extends Again {
  owner: LinkOwner | null;
  secret: string;
  /** Whether this installation sends mail. */
  mail: boolean;
}

/** The page behind a one-time link: choose a password, once. */
export function PasswordPage({ owner, secret, mail, problems, values }: PasswordPageProps) {
  if (!owner) return <LinkUsedPage mail={mail} />;
  if (owner.purpose === 'joining') return <AcceptPage owner={owner} secret={secret} problems={problems} />;
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
        <KeysThatStay keys={owner.keys} kept={values ? (values['keep'] ?? '').split(',') : null} />
        <Actions>
          <Button icon="check">Enregistrer</Button>
        </Actions>
      </Form>
    </PhoneShell>
  );
}

/** Somebody has an account, and one more organisation invites them. The account's name is not said: the link is not yet theirs. */
function AcceptPage({ owner, secret, problems }: Pick<Again, 'problems'> & { owner: LinkOwner; secret: string }) {
  return (
    <PhoneShell title="Accepter une invitation" barHref="/">
      <h1>{owner.organisationName} vous invite</h1>
      <p>
        L’adresse {owner.email} a déjà un compte. Pour travailler aussi pour cette organisation, écrivez le mot de passe
        de ce compte. Sinon, ne faites rien.
      </p>
      <Form action={`/mot-de-passe/${secret}`} problems={problems}>
        <TextField
          name="currentPassword"
          label="Mot de passe"
          type="password"
          autocomplete="current-password"
          required
        />
        <Actions>
          <Button icon="check">Accepter</Button>
        </Actions>
      </Form>
      <p>
        <a href="/mot-de-passe-oublie">Mot de passe oublié ?</a> Après, ouvrez de nouveau ce lien.
      </p>
    </PhoneShell>
  );
}

function LinkUsedPage({ mail }: { mail: boolean }) {
  return (
    <PhoneShell title="Lien périmé" barHref="/">
      <h1>Ce lien ne sert plus</h1>
      <p>Il a déjà servi, un autre l’a remplacé, ou il est trop vieux.</p>
      {mail ? (
        <LinkButton look="primary" href="/mot-de-passe-oublie" icon="mail">
          Recevoir un nouveau lien
        </LinkButton>
      ) : (
        <WhoHelps />
      )}
      <p>
        <a href="/connexion">Aller à la connexion</a>
      </p>
    </PhoneShell>
  );
}

/** Asks for the mail address; afterwards says the same whoever asked. */
export function ForgottenPage({ mail, asked, problems, values }: { mail: boolean; asked?: boolean } & Again) {
  return (
    <PhoneShell title="Mot de passe oublié" barHref="/">
      <h1>Mot de passe oublié</h1>
      {asked ? (
        <Notice tone="ok" icon="mail" title="C’est noté.">
          Si cette adresse a un compte, un message part avec un lien. Il sert une fois, pendant une heure. Regardez
          aussi dans les messages indésirables.
        </Notice>
      ) : mail ? (
        <Form action="/mot-de-passe-oublie" problems={problems} values={values ?? {}}>
          <p>Écrivez l’adresse mail avec laquelle vous vous connectez. Vous recevrez un lien.</p>
          <TextField
            name="email"
            label="Adresse mail"
            type="email"
            inputmode="email"
            autocomplete="username"
            required
          />
          <Actions stack>
            <Button icon="mail">Recevoir un lien</Button>
          </Actions>
        </Form>
      ) : (
        <WhoHelps />
      )}
      <p>
        <a href="/connexion">Revenir à la connexion</a>
      </p>
    </PhoneShell>
  );
}

/** Where no mail leaves: a person gives the link. */
export function WhoHelps() {
  const { bank } = useView();
  return (
    <p>
      Demandez un lien à la personne responsable de votre organisation : elle le fait dans « Réglages », « Membres ».
      {bank.helpline ? ` Sinon, appelez la banque au ${bank.helpline}.` : ' Sinon, demandez à la banque.'}
    </p>
  );
}
