import type { SetupListName } from '#bank/files/setup-lists';
import { formatNumber, plural } from '#platform/ui';
import type { UndoneThings } from '../../engine/web/withdrawal.page.js';

/** How a list is called, in addresses and on pages. */
export interface SetupWords {
  readonly list: SetupListName;
  readonly title: string;
  readonly lead: string;
  /** The page above. */
  readonly up: { readonly label: string; readonly href: string };
  readonly one: string;
  readonly many: string;
  /** What a good row becomes. */
  readonly becomes: string;
  /** What stands once it came in. */
  readonly done: (n: number) => string;
  /** What it made, where it is undone. */
  readonly things: UndoneThings;
}

/** Quotas of a list that was undone. */
const QUOTA_THINGS: UndoneThings = {
  made: (n) => plural(n, 'quota enregistré', 'quotas enregistrés'),
  gone: (n) => plural(n, 'quota annulé', 'quotas annulés'),
  press: (n) => (n > 1 ? `Annuler les ${formatNumber(n)} quotas` : 'Annuler le quota'),
  says: 'Chaque quota reprend le nombre qu’il avait avant cette liste, et aucun s’il n’en avait pas. Un quota dans lequel des appareils sont déjà comptés reste, et la page dira lequel.',
  stays: {
    'allocation.quota_in_use': 'Des appareils y sont déjà comptés, plus que le nombre d’avant.',
    'allocation.quota_set_since': 'Ont été changés depuis par une personne.',
  },
  href: ({ state }) => `/quotas?annee=${state}`,
  name: ({ code }) => code,
  state: ({ state }) => state,
};

/** Organisations of a list that was undone. */
const ORGANISATION_THINGS: UndoneThings = {
  made: (n) => plural(n, 'organisation ajoutée', 'organisations ajoutées'),
  gone: (n) => plural(n, 'organisation fermée', 'organisations fermées'),
  press: (n) => (n > 1 ? `Fermer les ${formatNumber(n)} organisations` : 'Fermer l’organisation'),
  says: 'Les organisations de cette liste sont fermées : on ne peut plus rien leur confier. Une organisation qui a déjà servi reste ouverte, et la page dira laquelle et pourquoi.',
  stays: {
    'people.organisation_has_people': 'Des personnes y travaillent : annulez d’abord leur liste, ou suspendez-les.',
    'people.organisation_used': 'Ont déjà servi : don, appareil, quota, lieu ajouté…',
    'people.organisation_changed': 'Ont été modifiées depuis par une personne.',
  },
  href: ({ id }) => `/gestion/organisations/${id}`,
  name: ({ code }) => code,
  state: ({ state }) => state,
};

/** People of a list that was undone: by number, which names nobody. */
const MEMBER_THINGS: UndoneThings = {
  made: (n) => plural(n, 'personne ajoutée', 'personnes ajoutées'),
  gone: (n) => plural(n, 'personne retirée', 'personnes retirées'),
  press: (n) => (n > 1 ? `Retirer les ${formatNumber(n)} personnes` : 'Retirer la personne'),
  says: 'Ces personnes ne travaillent plus pour l’organisation que la liste disait, et leurs invitations ne servent plus ; leur compte reste, et n’ouvre rien. Une personne qui est déjà entrée reste, et la page dira laquelle.',
  stays: {
    'people.member_came_in': 'Sont déjà entrées : suspendez-les une par une si besoin.',
    'people.member_signs': 'Sont inscrites parmi les signataires : retirez-les-en d’abord.',
    'people.last_manager': 'Sont seules à gérer une organisation où d’autres travaillent.',
  },
  href: ({ id }) => `/gestion/membres/${id}`,
  name: ({ code }) => `Opérateur ${code}`,
  state: ({ state }) => state,
};

const ORGANISATIONS = { label: 'Organisations', href: '/gestion/organisations' };

/** By the last part of the address. */
export const SETUP_WORDS: Readonly<Record<string, SetupWords>> = {
  organisations: {
    list: 'organisations',
    title: 'Importer des organisations',
    lead: 'Un tableur : le nom, le type, et si vous les avez la commune, le SIREN, le téléphone d’aide. Vous verrez le résultat avant d’enregistrer.',
    up: ORGANISATIONS,
    one: 'organisation',
    many: 'organisations',
    becomes: 'sera ajoutée',
    done: (n) => `${plural(n, 'organisation ajoutée', 'organisations ajoutées')}.`,
    things: ORGANISATION_THINGS,
  },
  personnes: {
    list: 'members',
    title: 'Importer des personnes',
    lead: 'Un tableur : le nom, l’adresse mail, l’organisation et le rôle. Personne ne reçoit de message avant que vous le demandiez.',
    up: ORGANISATIONS,
    one: 'personne',
    many: 'personnes',
    becomes: 'sera ajoutée',
    done: (n) =>
      `${plural(n, 'personne ajoutée. Il reste à l’inviter', 'personnes ajoutées. Il reste à les inviter')}.`,
    things: MEMBER_THINGS,
  },
  quotas: {
    list: 'quotas',
    title: 'Importer des quotas',
    lead: 'Un tableur : la structure, l’année, puis une colonne par type d’appareil, ou le type et le nombre.',
    up: { label: 'Quotas', href: '/quotas' },
    one: 'ligne',
    many: 'lignes',
    becomes: 'sera enregistré',
    done: (n) => `${plural(n, 'quota enregistré', 'quotas enregistrés')}.`,
    things: QUOTA_THINGS,
  },
};
