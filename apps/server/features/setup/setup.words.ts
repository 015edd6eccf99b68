import type { SetupListName } from '#setup';
import { formatNumber, plural } from '../../ui/index.js';
import type { UndoneThings } from '../imports/withdrawal.page.js';

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
}

/** Quotas of a list that was undone. */
export const QUOTA_THINGS: UndoneThings = {
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
  },
};
