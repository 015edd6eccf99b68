import type { ComponentChildren } from 'preact';
import type { ItemCardName } from '#platform/contract';
import { Badge, type Tone } from '../content.js';
import { SelectField } from '../forms/fields.js';
import { Actions, Button, LinkButton } from '../forms/form.js';
import type { IconName } from '../icon-names.js';

/** What the phone keeps, one card each; filled by the script. */
export function OfflineList() {
  return (
    <section class="section" data-part="kept" hidden>
      <h2>Gardés sur ce téléphone</h2>
      <p data-part="why" role="status" />
      <Actions>
        <LinkButton look="primary" icon="log-in" href="/connexion?vers=/collecte" part="sign-in">
          Se connecter pour envoyer
        </LinkButton>
        <Button type="button" look="secondary" icon="send" part="send">
          Envoyer maintenant
        </Button>
      </Actions>
      <ul class="kept-list" data-part="list" />
      <p data-part="elsewhere" />
      <WaitingCard />
      <RefusedCard />
      <ForeignCard />
      <SureToDrop />
      <OtherDonation />
    </section>
  );
}

const WaitingCard = () => (
  <ItemCard state="waiting" badge="Attend d’être envoyé" tone="attention" icon="hourglass">
    <p class="meta" data-slot="tries" />
    <div class="actions stack" data-acts>
      <LinkButton icon="pencil" href="#" act="correct" wide>
        Corriger
      </LinkButton>
      <Button type="button" look="quiet" icon="trash-2" act="drop" wide>
        Jeter
      </Button>
    </div>
  </ItemCard>
);

const RefusedCard = () => (
  <ItemCard state="refused" badge="À vérifier" tone="alert" icon="triangle-alert">
    <p>
      <strong data-slot="sentence" />
    </p>
    <p>
      <a data-slot="seen" href="/appareils" target="_blank" rel="noreferrer" hidden>
        Voir l’appareil
      </a>
    </p>
    <div class="actions stack" data-acts>
      <LinkButton look="primary" icon="pencil" href="#" act="correct" wide>
        Corriger et renvoyer
      </LinkButton>
      <Button type="button" look="secondary" icon="package-open" act="move" wide>
        L’enregistrer dans un autre don
      </Button>
      <Button type="button" look="quiet" icon="trash-2" act="drop" wide>
        Jeter
      </Button>
    </div>
  </ItemCard>
);

/** Of somebody who was signed in on this phone before. */
const ForeignCard = () => (
  <ItemCard state="foreign" badge="Écrit par quelqu’un d’autre" tone="neutral" icon="id-card">
    <p>
      Gardé par l’opérateur n° <span data-slot="operator" />, qui l’enverra en se connectant. Si cette personne ne
      revient pas sur ce téléphone, vous pouvez l’envoyer en votre nom.
    </p>
    <div class="actions stack" data-acts>
      <Button type="button" look="secondary" icon="id-card" act="take" wide>
        Le prendre à mon compte
      </Button>
    </div>
  </ItemCard>
);

const SureToDrop = () => (
  <template data-template="sure">
    <div>
      <p>
        <strong>Jeter cette fiche ? L’appareil ne sera pas enregistré.</strong>
      </p>
      <div class="actions stack">
        <Button type="button" look="danger" icon="trash-2" wide>
          Oui, la jeter
        </Button>
        <Button type="button" look="secondary" wide>
          La garder
        </Button>
      </div>
    </div>
  </template>
);

const OtherDonation = () => (
  <template data-template="donations">
    <div>
      <SelectField name="don" id="autre-don" label="Quel don ?" required options={[]} />
      <div class="actions stack">
        <Button type="button" icon="check" wide>
          L’enregistrer dans ce don
        </Button>
        <Button type="button" look="secondary" wide>
          Annuler
        </Button>
      </div>
    </div>
  </template>
);

function ItemCard(props: {
  state: ItemCardName;
  badge: string;
  tone: Tone;
  icon: IconName;
  children: ComponentChildren;
}) {
  return (
    <template data-template={props.state}>
      <li class="card">
        <h3 data-slot="words">Appareil</h3>
        <Badge tone={props.tone} icon={props.icon}>
          {props.badge}
        </Badge>
        <dl class="facts" data-slot="facts" />
        {props.children}
      </li>
    </template>
  );
}
