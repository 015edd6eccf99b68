import type { ComponentChildren } from 'preact';
import { passkeyRequest } from '#bank/people';
import { identityProviders, mailSettings } from '#platform/kernel';
import { Notice } from '../content.js';
import type { FieldProblem } from '../forms/field-parts.js';
import { HiddenField, TextField } from '../forms/fields.js';
import { Actions, Button, type ButtonLook, Form, LinkButton } from '../forms/form.js';
import { Icon } from '../icon.js';
import { useContext } from '../render.js';
import { HeadContext } from '../view-context.js';
import { PhoneShell } from './phone-shell.js';

/** A form that an expired session interrupted: its address and all its fields (`_key` too). */
export interface Resumed {
  action: string;
  fields: [name: string, value: string][];
  /** Files were attached: they are chosen again. */
  filesLost: boolean;
}

/**
 * Only a path of this site, so that no link redirects people elsewhere after they sign in. Printable ASCII: browsers drop tabs and line ends, and
 * would read `/⇥/elsewhere` as another site.
 */
export const ownPath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[!-~]*$/.test(path) ? path : '/';

/**
 * Signing in. Posts `email`, `password`, and where there is one `vers` (the page asked for) and `resume` (a Resumed as JSON, given back to ResumePage
 * once signed in).
 */
export function SignInPage(props: {
  problems?: FieldProblem[];
  said?: string;
  values?: { email?: string };
  next?: string;
  resume?: Resumed;
}) {
  const { problems, resume } = props;
  return (
    <PhoneShell title="Se connecter" barHref="/">
      <h1>Se connecter</h1>
      {resume ? (
        <Notice tone="attention" icon="save" title="Votre travail n’est pas perdu.">
          Vous avez été déconnecté pendant l’envoi. Connectez-vous : ce que vous avez écrit sera envoyé ensuite.
          {resume.filesLost ? ' Les fichiers et les photos seront à choisir de nouveau.' : null}
        </Notice>
      ) : null}
      {props.said ? (
        <Notice tone="attention" icon="circle-alert" title="La connexion n’a pas abouti.">
          {props.said}
        </Notice>
      ) : null}
      <Form action="/connexion" problems={problems}>
        <Onward next={props.next} resume={resume} />
        <TextField
          name="email"
          label="Adresse mail"
          type="email"
          inputmode="email"
          autocomplete="username"
          required
          value={props.values?.email}
        />
        <TextField name="password" label="Mot de passe" type="password" autocomplete="current-password" required />
        <Actions stack>
          <Button icon="log-in">Se connecter</Button>
        </Actions>
      </Form>
      <PasskeyForm
        action="/connexion/cle"
        options={passkeyRequest()}
        label="Utiliser une clé d’identification (passkey)"
      >
        <Onward next={props.next} resume={resume} />
      </PasskeyForm>
      <OtherWays next={props.next} resume={resume} />
      <p>
        <a href="/mot-de-passe-oublie">Mot de passe oublié ?</a>
      </p>
      <p class="meta">
        Première connexion ? Ouvrez le lien de votre invitation. La personne responsable de votre organisation peut en
        faire un autre.
      </p>
      {resume ? null : <BrokenDevice />}
    </PhoneShell>
  );
}

/** Other ways of signing in, in a new tab while this page holds what was typed. */
function OtherWays({ next, resume }: { next?: string | undefined; resume?: Resumed | undefined }) {
  const [mail, providers] = [mailSettings() !== null, identityProviders()];
  if (!mail && providers.length === 0) return null;
  const towards = next && ownPath(next) !== '/' ? `?vers=${encodeURIComponent(ownPath(next))}` : '';
  return (
    <>
      <div class="actions stack">
        {providers.map(({ id, name }) => (
          <LinkButton
            key={id}
            href={`/connexion/fournisseurs/${id}${towards}`}
            icon="log-in"
            wide
            newTab={Boolean(resume)}
          >
            {`Se connecter avec ${name}`}
          </LinkButton>
        ))}
        {mail ? (
          <LinkButton href={`/connexion/lien${towards}`} icon="mail" wide newTab={Boolean(resume)}>
            Recevoir un lien par mail
          </LinkButton>
        ) : null}
      </div>
      {resume ? (
        <SendAgain resume={resume}>
          <p>Connecté dans un autre onglet ? Revenez ici.</p>
          <Button wide look="secondary" icon="send">
            Envoyer ce que j’ai écrit
          </Button>
        </SendAgain>
      ) : null}
    </>
  );
}

export const SendAgain = ({
  resume,
  alone,
  children,
}: {
  resume: Resumed;
  alone?: boolean;
  children: ComponentChildren;
}) => (
  <form method="post" action={ownPath(resume.action)} class="form" data-resume={alone ? '' : undefined}>
    {resume.fields.map(([name, value], index) => (
      <HiddenField key={`${name}-${index}`} name={name} value={value} />
    ))}
    {children}
  </form>
);

/** Where to go once signed in, and what to send again: each form of signing in carries it. */
export const Onward = ({ next, resume }: { next?: string | undefined; resume?: Resumed | undefined }) => (
  <>
    {next ? <HiddenField name="vers" value={ownPath(next)} /> : null}
    {resume ? <HiddenField name="resume" value={JSON.stringify(resume)} /> : null}
  </>
);

const BrokenDevice = () => (
  <section class="card">
    <h2>Un problème avec un appareil ?</h2>
    <p>Pas besoin de compte : il suffit du numéro de son étiquette.</p>
    <LinkButton href="/E" icon="life-buoy" wide>
      Signaler une panne
    </LinkButton>
    <LinkButton href="/suivi" look="quiet" wide>
      Suivre une panne déjà signalée
    </LinkButton>
  </section>
);

/** Sends again what was interrupted: by itself with JavaScript, by one press without. */
export function ResumePage({ resume }: { resume: Resumed }) {
  return (
    <PhoneShell title="Reprendre l’envoi">
      <h1>Vous êtes connecté</h1>
      <p class="lead">
        Il reste à envoyer ce que vous aviez écrit.
        {resume.filesLost ? ' Les fichiers et les photos seront à choisir de nouveau sur la page suivante.' : null}
      </p>
      <SendAgain resume={resume} alone={!resume.filesLost}>
        <Button wide icon="send">
          Envoyer maintenant
        </Button>
      </SendAgain>
      <p>
        <a href="/">Ne pas envoyer, aller à l’accueil</a>
      </p>
    </PhoneShell>
  );
}

/** A form that a passkey of this device fills in: posts `answer`. Shown only where the page's script can ask for one. */
export function PasskeyForm(props: {
  action: string;
  options: object;
  /** It makes a new one instead of using one. */
  makes?: boolean;
  label: string;
  look?: ButtonLook;
  problems?: FieldProblem[] | undefined;
  children?: ComponentChildren;
}) {
  useContext(HeadContext).scripts.add('passkey');
  return (
    <div data-passkey={JSON.stringify(props.options)} data-makes={props.makes ? '' : undefined} hidden>
      <Form action={props.action} problems={props.problems}>
        {props.children}
        <HiddenField name="answer" value="" />
        <p class="field-error" role="alert" data-part="passkey-said" hidden>
          <Icon name="circle-alert" />
          <span>Votre appareil n’a pas confirmé. Recommencez, ou choisissez une autre façon.</span>
        </p>
        <Actions>
          <Button type="button" part="passkey" look={props.look ?? 'secondary'} icon="key-round">
            {props.label}
          </Button>
        </Actions>
      </Form>
    </div>
  );
}
