import type { DonorKind } from '#bank/intake';
import type { OpenDonation } from '#platform/contract';
import { Actions, DeskArea, DeskView, DonationTiles, LinkButton, OfflineList, PhoneShell, Picto } from '#platform/ui';
import { DeviceForm } from '../../donations/web/device-form.js';

/** Which donation, and what this phone keeps. Without `donations` it is the page as phones keep it, which its script fills. */
export function DeskPage({ donations }: { donations?: OpenDonation[] }) {
  const list = (
    <DeskView name="list">
      <h1>Comptoir de collecte</h1>
      <OfflineList />
      <DonationTiles donations={donations ?? []} />
    </DeskView>
  );
  return (
    <PhoneShell
      title="Comptoir de collecte"
      bar="Collecte"
      barIcon="store"
      barHref={donations ? '/' : '/collecte'}
      stored={!donations}
    >
      {donations ? (
        <DeskArea>{list}</DeskArea>
      ) : (
        <DeskArea shell>
          {list}
          <DeskView name="log" hidden>
            <h1>Quel appareil ?</h1>
            <p class="lead" data-part="about" />
            <DeviceForm
              action=""
              doneHref="/collecte"
              donorKind={'company' satisfies DonorKind}
              values={{}}
              makes={[]}
              models={[]}
            />
          </DeskView>
          <DeskView name="unknown" hidden>
            <h1>Ce don n’est pas sur ce téléphone</h1>
            <p>Il sera là quand le réseau reviendra. Les dons déjà gardés ici s’ouvrent sans réseau.</p>
            <Actions>
              <LinkButton look="primary" href="/collecte">
                Voir les dons gardés ici
              </LinkButton>
            </Actions>
          </DeskView>
          <DeskView name="stranger" hidden>
            <h1>Pas de réseau, et personne n’est connecté</h1>
            <p>Connectez-vous une fois avec du réseau : ensuite, cette page s’ouvre et enregistre même sans.</p>
            <Actions>
              <LinkButton look="primary" icon="log-in" href="/connexion?vers=/collecte">
                Se connecter
              </LinkButton>
            </Actions>
          </DeskView>
        </DeskArea>
      )}
    </PhoneShell>
  );
}

/** Any other page, without a network. */
export function NoNetworkPage() {
  return (
    <PhoneShell title="Pas de réseau" barHref="/">
      <Picto icon="wifi-off" />
      <h1>Pas de réseau</h1>
      <p>
        Cette page a besoin du réseau. Revenez en arrière : ce que vous aviez écrit y est encore. Rechargez-la quand le
        réseau sera là.
      </p>
      <p>Au point de collecte, on peut enregistrer des appareils sans réseau : ils partiront plus tard.</p>
      <Actions>
        <LinkButton look="primary" icon="store" href="/collecte">
          Aller au comptoir de collecte
        </LinkButton>
      </Actions>
    </PhoneShell>
  );
}

/** Any other page, where the network is there and the server does not answer. */
export function UnansweredPage() {
  return (
    <PhoneShell title="Le serveur ne répond pas" barHref="/">
      <Picto icon="hourglass" />
      <h1>Le serveur ne répond pas</h1>
      <p>
        Le réseau marche, mais la banque met trop de temps à répondre. Revenez en arrière : ce que vous aviez écrit y
        est encore. Rechargez cette page dans une minute.
      </p>
      <p>Au point de collecte, on peut enregistrer des appareils en attendant : ils partiront plus tard.</p>
      <Actions>
        <LinkButton look="primary" icon="store" href="/collecte">
          Aller au comptoir de collecte
        </LinkButton>
      </Actions>
    </PhoneShell>
  );
}
