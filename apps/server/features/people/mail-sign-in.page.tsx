import type { LinkOwner } from '#people';
import {
  Actions,
  type Again,
  Button,
  Form,
  LinkButton,
  Notice,
  Onward,
  PhoneShell,
  TextField,
} from '../../ui/index.js';
import { WhoHelps } from './password.page.js';

/** Asks for the mail address; afterwards says the same whoever asked. */
export function AskLinkPage({
  mail,
  asked,
  next,
  problems,
  values,
}: { mail: boolean; asked?: boolean; next: string } & Again) {
  return (
    <PhoneShell title="Lien de connexion" barHref="/">
      <h1>Se connecter par un lien</h1>
      {asked ? (
        <>
          <Notice tone="ok" icon="mail" title="C’est noté.">
            Si cette adresse a un compte, un message part avec un lien. Il sert une fois, pendant quinze minutes.
            Regardez aussi dans les messages indésirables.
          </Notice>
          <p>Une fois le lien ouvert dans ce navigateur :</p>
          <LinkButton href={next}>Continuer</LinkButton>
        </>
      ) : mail ? (
        <Form action="/connexion/lien" problems={problems} values={values ?? {}}>
          <Onward next={next} />
          <p>Écrivez l’adresse mail de votre compte. Vous recevrez un lien qui remplace le mot de passe.</p>
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

/** Behind the link: nothing is used up before its button is pressed. */
export function LinkDoorPage({ owner, secret }: { owner: LinkOwner | null; secret: string }) {
  if (!owner)
    return (
      <PhoneShell title="Lien périmé" barHref="/">
        <h1>Ce lien ne sert plus</h1>
        <p>Il a déjà servi, un autre l’a remplacé, ou il est trop vieux.</p>
        <LinkButton look="primary" href="/connexion/lien" icon="mail">
          Recevoir un nouveau lien
        </LinkButton>
        <p>
          <a href="/connexion">Aller à la connexion</a>
        </p>
      </PhoneShell>
    );
  return (
    <PhoneShell title="Se connecter" barHref="/">
      <h1>Bonjour {owner.name}</h1>
      <p>
        Vous allez vous connecter sur cet appareil avec <strong>{owner.email}</strong>.
      </p>
      <Form action={`/connexion/lien/${secret}`}>
        <Actions stack>
          <Button icon="log-in">Se connecter</Button>
        </Actions>
      </Form>
      <p class="meta">Ce n’est pas vous qui avez demandé ce lien ? Fermez cette page : il ne servira pas.</p>
    </PhoneShell>
  );
}
