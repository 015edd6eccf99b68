import type { LinkOwner, OwnKey } from '#bank/people';
import { ChoiceField, FieldsOf, Form, type FormState, LinkButton, PhoneShell } from '#platform/ui';
import { AcceptDto, NewPasswordDto } from '../../members/web/account.dto.js';
import { AskLinkPage, oneLinkAtATime, WhoHelps } from './ask-link.page.js';

interface PasswordPageProps extends FormState {
  owner: LinkOwner | null;
  secret: string;
  mail: boolean;
}

/** The page behind a one-time link: choose a password, once. */
export function PasswordPage({ owner, secret, mail, problems, values }: PasswordPageProps) {
  if (!owner) return <LinkUsedPage mail={mail} />;
  if (owner.purpose === 'joining') return <AcceptPage owner={owner} secret={secret} problems={problems} />;
  return (
    <PhoneShell title="Choisir un mot de passe" barHref="/">
      <h1>Bonjour {owner.name}</h1>
      <p>Choisissez votre mot de passe. Vous vous connecterez avec {owner.email}.</p>
      <Form action={`/mot-de-passe/${secret}`} problems={problems} does={{ label: 'Enregistrer', icon: 'check' }}>
        <FieldsOf form={NewPasswordDto} but={{ password: { label: 'Mot de passe' } }} />
        <KeysThatStay keys={owner.keys} kept={values ? (values['keep'] ?? '').split(',') : null} />
      </Form>
    </PhoneShell>
  );
}

/** Somebody has an account, and one more organisation invites them. The account's name is not said: the link is not yet theirs. */
function AcceptPage({ owner, secret, problems }: Pick<FormState, 'problems'> & { owner: LinkOwner; secret: string }) {
  return (
    <PhoneShell title="Accepter une invitation" barHref="/">
      <h1>{owner.organisationName} vous invite</h1>
      <p>
        L’adresse {owner.email} a déjà un compte. Pour travailler aussi pour cette organisation, écrivez le mot de passe
        de ce compte. Sinon, ne faites rien.
      </p>
      <Form action={`/mot-de-passe/${secret}`} problems={problems} does={{ label: 'Accepter', icon: 'check' }}>
        <FieldsOf form={AcceptDto} but={{ currentPassword: { label: 'Mot de passe' } }} />
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

export const ForgottenPage = (props: { mail: boolean; asked?: boolean } & FormState) => (
  <AskLinkPage
    title="Mot de passe oublié"
    action="/mot-de-passe-oublie"
    intro="Écrivez l’adresse mail avec laquelle vous vous connectez. Vous recevrez un lien."
    good={`Il sert une fois, pendant une heure. ${oneLinkAtATime('reset')}`}
    {...props}
  />
);

/** Whoever knew the password may have made an access key. @param kept what was ticked before; null: all of them */
export function KeysThatStay({ keys, kept }: { keys: readonly OwnKey[]; kept: readonly string[] | null }) {
  if (!keys.length) return null;
  return (
    <ChoiceField
      name="keep"
      label="Les clés d’accès qui restent"
      hint="Des logiciels se connectent avec elles. Décochez celles que vous ne reconnaissez pas : elles ne serviront plus."
      optionalUnsaid
      multiple
      value={[...(kept ?? keys.map(({ id }) => id))]}
      options={keys.map(({ id, name, organisationName }) => ({ value: id, label: name, hint: organisationName }))}
    />
  );
}
