import type { LinkOwner } from '#bank/people';
import { Actions, type Again, Button, Form, LinkButton, Onward, PhoneShell } from '#platform/ui';
import { AskLinkPage, oneLinkAtATime } from './ask-link.page.js';

export const AskSignInLinkPage = ({ next, ...props }: { mail: boolean; asked?: boolean; next: string } & Again) => (
  <AskLinkPage
    title="Lien de connexion"
    heading="Se connecter par un lien"
    action="/connexion/lien"
    intro="Écrivez l’adresse mail de votre compte. Vous recevrez un lien qui remplace le mot de passe."
    good={`Il sert une fois, pendant quinze minutes. ${oneLinkAtATime('sign_in')}`}
    along={<Onward next={next} />}
    then={
      <>
        <p>Une fois le lien ouvert dans ce navigateur :</p>
        <LinkButton href={next}>Continuer</LinkButton>
      </>
    }
    {...props}
  />
);

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
