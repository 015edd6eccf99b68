import type { AccountView, OwnSession } from '#bank/people';
import { clock } from '#platform/kernel';
import {
  Actions,
  Card,
  Facts,
  FieldsOf,
  Form,
  FormPage,
  type FormState,
  formatAgo,
  formatDateTime,
  LinkButton,
  Notice,
  PostButton,
  Table,
} from '#platform/ui';
import { type OwnProviders, ProvidersCard } from '../../providers/web/providers.page.js';
import { KeysThatStay } from '../../sign-in/web/password.page.js';
import { OwnAddressDto, OwnNameDto, OwnPasswordDto } from './account.dto.js';

export type AccountForm = 'name' | 'email' | 'password' | 'provider';

export interface AccountPageProps {
  readonly account: AccountView;
  readonly timeZone: string;
  /** Whether this installation sends mail; when not, a new address is somebody else's to write. */
  readonly mail: boolean;
  readonly providers: OwnProviders | null;
  readonly refused?: { readonly form: AccountForm } & FormState;
}

/** One's own account: who one is, how one comes in, from where one is signed in. */
export function AccountPage({ account, timeZone, mail, providers, refused }: AccountPageProps) {
  const again = (form: AccountForm): FormState => (refused?.form === form ? refused : {});
  return (
    <FormPage title="Mon compte" lead={`${account.name} · ${account.email}`}>
      <NameCard account={account} {...again('name')} />
      <AddressCard account={account} mail={mail} {...again('email')} />
      {account.hasPassword ? <PasswordCard account={account} {...again('password')} /> : <NoPasswordCard />}
      {providers ? <ProvidersCard providers={providers} timeZone={timeZone} {...again('provider')} /> : null}
      <Card title="Seconde vérification">
        <p>En plus du mot de passe : un code de votre téléphone, ou une clé d’identification (passkey).</p>
        <Actions>
          <LinkButton href="/compte/verification" icon="shield-check">
            Seconde vérification
          </LinkButton>
        </Actions>
      </Card>
      <Card title="Messages">
        <p>Ce que vous recevez par mail : tout de suite, dans un résumé du jour, ou pas du tout.</p>
        <Actions>
          <LinkButton href="/compte/messages" icon="mail">
            Mes messages
          </LinkButton>
        </Actions>
      </Card>
      <SessionsCard sessions={account.sessions} timeZone={timeZone} />
    </FormPage>
  );
}

function NameCard({ account, problems, values }: { account: AccountView } & FormState) {
  return (
    <Card title="Nom">
      <Form
        action="/compte/nom"
        problems={problems}
        values={{ name: account.name, ...values }}
        does={{ label: 'Changer le nom', icon: 'check', look: 'secondary' }}
      >
        <FieldsOf form={OwnNameDto} />
      </Form>
    </Card>
  );
}

function AddressCard({ account, mail, problems, values }: { account: AccountView; mail: boolean } & FormState) {
  if (!mail)
    return (
      <Card title="Adresse mail">
        <Facts facts={[['Adresse', account.email]]} />
        <p>
          Cette installation n’envoie pas de mail : nous ne pouvons pas vérifier une nouvelle adresse. La personne
          responsable de votre organisation la change dans « Réglages », « Membres ».
        </p>
      </Card>
    );
  // A password signs this change, as it signs a document.
  if (!account.hasPassword)
    return (
      <Card title="Adresse mail">
        <Facts facts={[['Adresse', account.email]]} />
        <p>Pour en changer, il faut d’abord un mot de passe.</p>
      </Card>
    );
  return (
    <Card title="Adresse mail">
      <Form
        action="/compte/adresse"
        problems={problems}
        values={values ?? {}}
        does={{ label: 'Envoyer le lien', icon: 'mail', look: 'secondary' }}
      >
        <p>
          Vous vous connectez avec <strong>{account.email}</strong>. Un lien part à la nouvelle adresse : elle compte
          dès que vous l’avez ouvert.
        </p>
        <FieldsOf form={OwnAddressDto} but={{ currentPassword: { id: 'password-for-address' } }} />
      </Form>
    </Card>
  );
}

function PasswordCard({ account, problems, values }: { account: AccountView } & FormState) {
  return (
    <Card title="Mot de passe">
      <Form
        action="/compte/mot-de-passe"
        problems={problems}
        does={{ label: 'Changer le mot de passe', icon: 'check', look: 'secondary' }}
      >
        <FieldsOf
          form={OwnPasswordDto}
          only={['currentPassword', 'password', 'again']}
          but={{ currentPassword: { id: 'password-before' } }}
        />
        <KeysThatStay keys={account.keys} kept={values ? (values['keep'] ?? '').split(',') : null} />
        <p class="hint">Vos autres sessions seront fermées. Vous restez connecté ici.</p>
      </Form>
    </Card>
  );
}

const NoPasswordCard = () => (
  <Card title="Mot de passe">
    <p>
      Vous n’en avez pas ici. Il en faut un pour signer un document, ou pour entrer quand l’autre site ne répond pas.
    </p>
    <Actions>
      <LinkButton href="/mot-de-passe-oublie" icon="mail">
        Choisir un mot de passe
      </LinkButton>
    </Actions>
  </Card>
);

function SessionsCard({ sessions, timeZone }: { sessions: readonly OwnSession[]; timeZone: string }) {
  return (
    <Card title="Sessions ouvertes">
      <p>Les appareils où vous êtes connecté. Fermez ceux que vous ne reconnaissez pas, et changez de mot de passe.</p>
      <Table
        caption="Sessions ouvertes"
        rows={[...sessions]}
        rowKey={(s) => s.id}
        columns={[
          {
            header: 'Appareil',
            row: true,
            cell: (s) => s.device || 'Navigateur inconnu',
            sub: (s) => `Ouverte le ${formatDateTime(s.openedAt, timeZone)}`,
          },
          {
            header: 'Vue',
            cell: (s) => (s.here ? 'C’est cette session' : formatAgo(s.lastSeenAt, clock.now(), timeZone)),
          },
          {
            header: 'Fermer',
            cell: (s) =>
              s.here ? (
                ''
              ) : (
                <PostButton action={`/compte/sessions/${s.id}/fin`} label="Fermer" look="secondary" icon="log-out" />
              ),
          },
        ]}
      />
      <PostButton action="/compte/deconnexion-partout" label="Tout déconnecter" look="danger" icon="log-out" />
    </Card>
  );
}

/** Behind the link that went to a new address. */
export function NewAddressPage({ address, secret, problems }: { address: string | null; secret: string } & FormState) {
  return (
    <FormPage title={address ? 'Confirmer votre adresse' : 'Ce lien ne sert plus'}>
      {address ? (
        <Form
          action={`/compte/adresse/${secret}`}
          problems={problems}
          does={{ label: 'C’est bien mon adresse', icon: 'check' }}
        >
          <p>
            Vous vous connecterez désormais avec <strong>{address}</strong>.
          </p>
        </Form>
      ) : (
        <Notice tone="info" title="Il a déjà servi, ou il est trop vieux.">
          <a href="/compte">Demandez-en un autre dans « Mon compte »</a>.
        </Notice>
      )}
    </FormPage>
  );
}
