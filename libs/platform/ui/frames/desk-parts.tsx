import type { ComponentChildren } from 'preact';
import type { DeskDonation, OpenDonation } from '#platform/contract';
import type { Tone } from '../content.js';
import { Actions, Button, LinkButton } from '../forms/form.js';
import { Icon } from '../icon.js';
import type { IconName } from '../icon-names.js';
import { useContext } from '../render.js';
import { HeadContext } from '../view-context.js';

/**
 * Where devices are logged and kept on the phone: the names that its script looks for (`data-part`, `data-template`) are here and in
 * `apps/browser/desk`. `shell`: the page as the phone stores it, for nobody in particular.
 */
export function DeskArea(props: {
  donation?: DeskDonation;
  shell?: boolean;
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

/** Shown while a pile of equal devices is logged, in place of the fields they share. */
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

export const Same = ({ children }: { children: ComponentChildren }) => <div data-same>{children}</div>;

/** Photos that a kept device has already, when it is corrected. */
export const StoredPhotos = () => (
  <div data-part="photos" hidden>
    <p data-part="photos-count" />
    <Button type="button" look="secondary" icon="trash-2" part="photos-off">
      Enlever ces photos
    </Button>
  </div>
);

export const Chips = () => (
  <fieldset data-part="chips" hidden>
    <legend class="sr">Déjà enregistrés ici</legend>
    <div class="chips" data-part="chip-list" />
  </fieldset>
);

/** One of the screens of the page that a phone stores: its script shows one at a time. */
export const View = (props: { name: string; hidden?: boolean; children: ComponentChildren }) => (
  <section class="desk-view" data-view={props.name} hidden={props.hidden}>
    {props.children}
  </section>
);

/** The open donations, to press; replaced by what the phone stores when the network is away. */
export function DonationTiles({ donations }: { donations: OpenDonation[] }) {
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
