import { dayBegan } from '#bank/people';
import { byId, byMoment, byText, byYesOrNo, type Sort } from '#platform/database';
import { clock, isId } from '#platform/kernel';
import { IN_DEPOSIT, TO_CHECK, WAITING } from '../device/acts/description-columns.js';
import { CHECK_POINTS } from '../device/conditions.js';
import { deviceField, FILTER_FIELDS, isAnswer } from '../device/device-fields.js';

type Param = (value: unknown) => string;

interface DeviceFilterSpec {
  readonly label: string;
  readonly about?: string;
  /** The answers; a filter without them takes an id, or words. */
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  /** It is led to from another page, and not asked for in the list's own form. */
  readonly linked?: true;
  /** What is typed for it means nothing. */
  readonly ofAnId?: true;
  readonly keep: (asked: string, value: Param) => string;
  /** What the check of statements builds it with; several where its texts differ. */
  readonly samples: readonly string[];
}

const AN_ID = '0199a8e0-0000-7000-8000-000000000000';

/** Devices logged before or after so many days ago, by their ids: those hold the moment, and are indexed with everything else. */
const AGES = {
  under_7: { label: 'depuis moins de 7 jours', days: 7, ahead: '>=' },
  over_30: { label: 'depuis plus d’un mois', days: 30, ahead: '<' },
  over_90: { label: 'depuis plus de trois mois', days: 90, ahead: '<' },
  over_365: { label: 'depuis plus d’un an', days: 365, ahead: '<' },
} as const;
type Age = keyof typeof AGES;

const idAt = (at: number): string => {
  const hex = Math.max(0, Math.round(at)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
const DAY = 24 * 60 * 60 * 1_000;

const waits = WAITING.filter<null>(dayBegan);

/** Arrays, and not `IN`: under an OR, Postgres looks up an array in an index and a query in none. */
const among = (ids: string): string => `ANY (ARRAY(${ids}))`;
const places = (which: string): string =>
  `(d.place_id = ${which} OR d.container_id = ${among(`SELECT c.id FROM devices.container c WHERE c.place_id = ${which}`)})`;
const placesNamed = (pattern: string): string =>
  `SELECT x.id FROM people.place x WHERE lower(x.name) LIKE lower(${pattern})`;
const anywhere = (typed: string): string => `%${typed.trim().replace(/[\\%_]/g, '\\$&')}%`;

const described = Object.fromEntries(
  FILTER_FIELDS.map((name): [string, DeviceFilterSpec] => {
    const { label, about, choices, column } = deviceField(name);
    return [
      name,
      {
        label,
        about,
        choices,
        keep: (asked, value) => `d.${column} = ${value(asked)}`,
        samples: [choices?.[0]?.id ?? 'x'],
      },
    ];
  }),
) as Record<(typeof FILTER_FIELDS)[number], DeviceFilterSpec>;

/**
 * What the device list may be narrowed to, beside words and states. From a line here come its SQL, the field on the page, the address,
 * the API, and what bulk acts and exports keep.
 */
export const DEVICE_FILTERS = {
  ...described,
  grade: {
    label: 'Classement',
    choices: [
      { id: 'A', label: 'A' },
      { id: 'B', label: 'B' },
      { id: 'C', label: 'C' },
      { id: 'none', label: 'pas encore classé' },
    ],
    // As the index over grades has it.
    keep: (asked, value) => `coalesce(d.grade::text, 'Z') = ${value(asked === 'none' ? 'Z' : asked)}`,
    samples: ['A', 'none'],
  },
  deposit: {
    label: 'Dépôt',
    about: 'Whether the public donor has still to decide: such a device is given to nobody.',
    choices: [
      { id: 'yes', label: 'en dépôt : attend la décision du donateur' },
      { id: 'no', label: 'pas en dépôt' },
    ],
    keep: (asked) => (asked === 'yes' ? IN_DEPOSIT : `NOT ${IN_DEPOSIT}`),
    samples: ['yes', 'no'],
  },
  check: {
    label: 'À vérifier',
    about: 'Whether something of it is still to be looked at on the device itself, and what.',
    choices: [
      { id: 'yes', label: 'à vérifier' },
      ...CHECK_POINTS.map(({ id, label }) => ({ id, label: `${label} à vérifier` })),
      { id: 'no', label: 'rien à vérifier' },
    ],
    keep: (asked, value) =>
      asked === 'yes'
        ? `${TO_CHECK} <> '{}'`
        : asked === 'no'
          ? `${TO_CHECK} = '{}'`
          : `${value(asked)} = ANY (${TO_CHECK})`,
    samples: ['yes', 'no', 'category'],
  },
  place: {
    label: 'Lieu',
    about: 'The id of a place, or a part of the names of some; what stands in their containers is there too.',
    keep: (asked, value) => {
      if (!isId(asked)) return places(among(placesNamed(value(anywhere(asked)))));
      return places(value(asked));
    },
    samples: [AN_ID, 'entrepôt'],
  },
  holder: {
    label: 'Détenu par',
    about: 'The id of an organisation, or a part of the names of some.',
    keep: (asked, value) =>
      isId(asked)
        ? `d.holder_org_id = ${value(asked)}`
        : `d.holder_org_id = ANY (people.organisations_named(${value(anywhere(asked))}))`,
    samples: [AN_ID, 'ccas'],
  },
  age: {
    label: 'Enregistré',
    choices: (Object.keys(AGES) as Age[]).map((id) => ({ id, label: AGES[id].label })),
    keep: (asked, value) => {
      const { days, ahead } = AGES[asked as Age];
      return `d.id ${ahead} ${value(idAt(clock.ms() - days * DAY))}::uuid`;
    },
    samples: ['under_7', 'over_30'],
  },
  waiting: {
    label: 'Attend depuis',
    about: waits.about,
    choices: Object.entries(waits.choices!).map(([id, label]) => ({ id, label: label as string })),
    keep: (asked, value) => waits.where!(asked as keyof typeof waits.choices, value, null),
    samples: waits.samples,
  },
  donation: {
    label: 'Don',
    linked: true,
    ofAnId: true,
    keep: (asked, value) => `d.donation_id = ${value(asked)}`,
    samples: [AN_ID],
  },
  donor: {
    label: 'Donateur',
    about: 'The id of a donor: what came by any of its donations.',
    linked: true,
    ofAnId: true,
    keep: (asked, value) =>
      `d.donation_id = ${among(`SELECT a.label::uuid FROM platform.answers('donations_of', ${value(asked)}::uuid) a`)}`,
    samples: [AN_ID],
  },
} as const satisfies Readonly<Record<string, DeviceFilterSpec>>;

export type DeviceFilter = keyof typeof DEVICE_FILTERS;
export const DEVICE_FILTER_NAMES = Object.keys(DEVICE_FILTERS) as DeviceFilter[];

export const deviceFilter = (name: DeviceFilter): DeviceFilterSpec => DEVICE_FILTERS[name];

export function asksFor(name: DeviceFilter, asked: string | undefined): asked is string {
  if (!asked?.trim()) return false;
  const { choices, ofAnId } = deviceFilter(name);
  if (ofAnId) return isId(asked);
  if ((FILTER_FIELDS as readonly string[]).includes(name)) return isAnswer(name as never, asked);
  return choices ? choices.some((choice) => choice.id === asked) : !asked.includes('\0') && asked.isWellFormed();
}

interface DeviceSortSpec extends Sort {
  /** Its keys are of the place `w` where the device stands: places are walked in order, and in each its devices. */
  readonly walks?: 'places';
}

/**
 * The orders of the device list: SQL, cursors, address, API and page follow from a line here. A migration adds its index over its keys and
 * `id`, all in the same direction; `test/services/device-sorts.spec.ts` says when it is missing.
 */
export const DEVICE_SORTS = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  waiting: WAITING.sort,
  changed: {
    label: 'Anciens changements d’abord',
    heading: 'Changé',
    order: 'ascending',
    keys: [byMoment('d.changed_at')],
  },
  model: {
    label: 'Par marque et modèle',
    heading: 'Appareil',
    order: 'ascending',
    keys: [byText('lower(d.make)'), byText('lower(d.model)')],
  },
  // After the last letter: what is not graded.
  grade: {
    label: 'Par classement',
    heading: 'Classement',
    order: 'ascending',
    keys: [byText(`coalesce(d.grade::text, 'Z')`)],
  },
  // After the last place: what is on the road, or with a person.
  place: {
    label: 'Par lieu',
    heading: 'Où',
    order: 'ascending',
    walks: 'places',
    keys: [byYesOrNo('w.nowhere'), byText('w.name'), byId('w.id')],
  },
} as const satisfies Readonly<Record<string, DeviceSortSpec>>;

export type DeviceSort = keyof typeof DEVICE_SORTS;
export const DEVICE_SORT_NAMES = Object.keys(DEVICE_SORTS) as DeviceSort[];
export const USUAL_SORT: DeviceSort = 'newest';

export const deviceSort = (name: DeviceSort): DeviceSortSpec => DEVICE_SORTS[name];
