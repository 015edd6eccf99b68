import type { LinkedProvider } from '#bank/people';
import { Actions, Badge, Card, FieldsOf, Form, type FormState, formatDate, LinkButton, PhoneShell } from '#platform/ui';
import { AfreshDto } from '../../members/web/account.dto.js';

/** The identity providers that the bank works with, as one's own account shows them. */
export interface OwnProviders {
  /** The session is no longer new: the password is asked again. */
  readonly asksPassword: boolean;
  readonly list: readonly { readonly id: string; readonly name: string; readonly linked: LinkedProvider | null }[];
}

export function ProvidersCard({
  providers,
  timeZone,
  problems,
  values,
}: { providers: OwnProviders; timeZone: string } & FormState) {
  return (
    <Card title="Se connecter autrement">
      <p>Reliez votre compte à une identité que vous avez déjà : vous entrerez ensuite sans mot de passe.</p>
      {providers.list.map(({ id, name, linked }, i) => (
        <Form
          key={id}
          action={linked ? `/compte/fournisseurs/${id}/retrait` : `/compte/fournisseurs/${id}`}
          problems={i === 0 ? problems : undefined}
          values={values ?? {}}
          does={{
            label: linked ? `Retirer ${name}` : `Relier ${name}`,
            icon: linked ? 'ban' : 'link',
            look: linked ? 'danger' : 'secondary',
          }}
        >
          <h3>{name}</h3>
          {linked ? (
            <p>
              <Badge tone="ok" icon="circle-check">{`relié le ${formatDate(linked.linkedAt, timeZone)}`}</Badge>
            </p>
          ) : null}
          {providers.asksPassword ? (
            <FieldsOf form={AfreshDto} but={{ currentPassword: { id: `password-for-${id}` } }} />
          ) : null}
        </Form>
      ))}
    </Card>
  );
}

export function LeadingPage({ name, address }: { name: string; address: string }) {
  return (
    <PhoneShell title={`Relier ${name}`} barHref="/compte">
      <h1>Continuer chez {name}</h1>
      <p>Connectez-vous là-bas avec votre identité. Vous revenez ici ensuite.</p>
      <Actions stack>
        <LinkButton look="primary" href={address} iconAfter="external-link">
          {`Aller chez ${name}`}
        </LinkButton>
        <LinkButton href="/compte">Renoncer</LinkButton>
      </Actions>
    </PhoneShell>
  );
}

export function NotLinkedPage({ name, sentence }: { name: string; sentence: string }) {
  return (
    <PhoneShell title={`Relier ${name}`} barHref="/compte">
      <h1>{name} n’est pas relié</h1>
      <p>{sentence}</p>
      <Actions stack>
        <LinkButton look="primary" href="/compte">
          Revenir à « Mon compte »
        </LinkButton>
      </Actions>
    </PhoneShell>
  );
}

export function LeavingPage({ name, address }: { name: string; address: string }) {
  return (
    <PhoneShell title="Déconnexion" barHref="/" leadsTo={address}>
      <h1>Vous êtes déconnecté ici</h1>
      <p>Votre navigateur va chez {name} pour s’y déconnecter aussi.</p>
      <Actions stack>
        <LinkButton look="primary" href={address} icon="log-out">
          {`Se déconnecter de ${name}`}
        </LinkButton>
        <LinkButton href="/connexion">Revenir à la connexion</LinkButton>
      </Actions>
    </PhoneShell>
  );
}
