import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Badge, type Tone } from './content.js';
import { SelectField } from './fields.js';
import { Actions, Button, LinkButton } from './form.js';
import { Icon } from './icon.js';
import type { IconName } from './icon-names.js';
import { HeadContext } from './view-context.js';

/** A donation as a phone keeps it. */
export interface DeskDonation {
  id: string;
  number: string;
  /** An organisation's name, or « Particulier ». */
  donor: string;
  kind: string;
}

/**
 * Where devices are logged and kept on the phone: what its script finds inside (`data-part`, `data-template`) is named here
 * and in `assets/desk.js`. `shell`: the page as the phone keeps it, for nobody in particular.
 */
export function DeskArea(props: {
  words: { category: Record<string, string>; condition: Record<string, string> };
  donation?: DeskDonation;
  shell?: boolean;
  /** "Le même encore": only what differs is asked. */
  again?: boolean;
  children: ComponentChildren;
}) {
  useContext(HeadContext).scripts.add('desk');
  return (
    <div
      class="desk"
      data-desk
      data-shell={props.shell || undefined}
      data-again={props.again || undefined}
      data-words={JSON.stringify(props.words)}
      data-donation={props.donation ? JSON.stringify(props.donation) : undefined}
    >
      <div class="desk-said" data-say aria-live="polite" />
      {props.children}
      <Note tone="ok" icon="circle-check" />
      <Note tone="attention" icon="smartphone" />
      <Note tone="alert" icon="triangle-alert" />
      <template data-template="field-error">
        <p class="field-error">
          <Icon name="circle-alert" />
          <span>
            <span class="sr">Erreur : </span>
            <span data-slot="message" />
          </span>
        </p>
      </template>
    </div>
  );
}

const Note = ({ tone, icon }: { tone: Tone; icon: IconName }) => (
  <template data-template={`note-${tone}`}>
    <div class={`notice ${tone}`}>
      <Icon name={icon} />
      <div>
        <strong data-slot="title" />
        <span data-slot="text" />
        <a data-slot="link" href="/collecte">
          Voir
        </a>
      </div>
    </div>
  </template>
);

/** Shown while a pile of equal devices is logged, in place of what they have in common. */
export const Pile = () => (
  <div class="notice info" data-part="pile" hidden>
    <Icon name="copy" />
    <div>
      <strong data-part="pile-words" />
      <br />
      <Button type="button" look="secondary" icon="pencil" part="pile-off">
        Changer
      </Button>
    </div>
  </div>
);

/** What devices of a pile have in common. */
export const Same = ({ children }: { children: ComponentChildren }) => <div data-same>{children}</div>;

/** Photos that a kept device has already, when it is corrected. */
export const KeptPhotos = () => (
  <div data-part="photos" hidden>
    <p data-part="photos-count" />
    <Button type="button" look="secondary" icon="trash-2" part="photos-off">
      Enlever ces photos
    </Button>
  </div>
);

/** Makes and models logged before, to press: filled by the script. */
export const Chips = () => (
  <fieldset data-part="chips" hidden>
    <legend class="sr">Déjà enregistrés ici</legend>
    <div class="chips" data-part="chip-list" />
  </fieldset>
);

/** What the phone keeps, one card each; filled by the script. */
export function KeptList() {
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
      <KeptCard state="waiting" badge="Attend d’être envoyé" tone="attention" icon="hourglass">
        <p class="meta" data-slot="tries" />
        <div class="actions stack" data-acts>
          <LinkButton icon="pencil" href="#" act="correct" wide>
            Corriger
          </LinkButton>
          <Button type="button" look="quiet" icon="trash-2" act="drop" wide>
            Jeter
          </Button>
        </div>
      </KeptCard>
      <KeptCard state="refused" badge="À vérifier" tone="alert" icon="triangle-alert">
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
      </KeptCard>
      <KeptCard state="foreign" badge="Écrit par quelqu’un d’autre" tone="neutral" icon="id-card">
        <p>
          Gardé par l’opérateur n° <span data-slot="operator" />, qui l’enverra en se connectant. Si cette personne ne
          revient pas sur ce téléphone, vous pouvez l’envoyer en votre nom.
        </p>
        <div class="actions stack" data-acts>
          <Button type="button" look="secondary" icon="id-card" act="take" wide>
            Le prendre à mon compte
          </Button>
        </div>
      </KeptCard>
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
    </section>
  );
}

function KeptCard(props: { state: string; badge: string; tone: Tone; icon: IconName; children: ComponentChildren }) {
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

/** One of the screens of the page that a phone keeps: its script shows one at a time. */
export const View = (props: { name: string; hidden?: boolean; children: ComponentChildren }) => (
  <section class="desk-view" data-view={props.name} hidden={props.hidden}>
    {props.children}
  </section>
);

/** The open donations, to press; replaced by what the phone keeps when the network is away. */
export function DonationTiles({ donations }: { donations: (DeskDonation & { progress: string })[] }) {
  return (
    <section class="section">
      <h2>Quel don ?</h2>
      <ul class="link-tiles cards" data-part="donations">
        {donations.map((d) => (
          <DonationTile
            key={d.id}
            href={`/dons/${d.id}/appareils/nouveau`}
            donor={d.donor}
            number={`${d.number} · ${d.progress}`}
          />
        ))}
      </ul>
      <p data-part="none" hidden={donations.length > 0}>
        Aucun don n’est ouvert. Notez d’abord l’arrivée d’un don.
      </p>
      <Actions>
        <LinkButton icon="plus" href="/dons/nouveau" wide>
          Enregistrer un don
        </LinkButton>
      </Actions>
      <p class="meta" data-part="who" />
      <template data-template="donation">
        <DonationTile href="#" donor="" number="" />
      </template>
    </section>
  );
}

const DonationTile = ({ href, donor, number }: { href: string; donor: string; number: string }) => (
  <li>
    <a class="choice" href={href}>
      <span class="picto">
        <Icon name="package-open" />
      </span>
      <span class="choice-text">
        <span class="choice-label" data-slot="donor">
          {donor}
        </span>
        <span class="choice-hint" data-slot="number">
          {number}
        </span>
      </span>
    </a>
  </li>
);
