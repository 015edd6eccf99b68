import { anId, inText, moment, type Sort, yesOrNo } from '#platform/database';

interface DeviceSortSpec extends Sort {
  readonly heading?: 'Appareil' | 'Classement' | 'Où' | 'Changé';
  /** Its keys are of the place `w` where the device stands: places are walked in order, and in each its devices. */
  readonly walks?: 'places';
}

/**
 * The orders of the device list. From a line here come its SQL and its cursors, the `sort` of the address and of the API, and on the
 * page the choice, the heading that leads to it and what says that it is on. Beside it, a migration adds its index over its keys and
 * `id`, all in the same direction; `test/services/device-sorts.spec.ts` says when it is missing.
 */
export const DEVICE_SORTS = {
  newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
  changed: {
    label: 'Anciens changements d’abord',
    heading: 'Changé',
    order: 'ascending',
    keys: [moment('d.changed_at')],
  },
  model: {
    label: 'Par marque et modèle',
    heading: 'Appareil',
    order: 'ascending',
    keys: [inText('lower(d.make)'), inText('lower(d.model)')],
  },
  // After the last letter: what is not graded.
  grade: {
    label: 'Par classement',
    heading: 'Classement',
    order: 'ascending',
    keys: [inText(`coalesce(d.grade::text, 'Z')`)],
  },
  // After the last place: what is on the road, or with a person.
  place: {
    label: 'Par lieu',
    heading: 'Où',
    order: 'ascending',
    walks: 'places',
    keys: [yesOrNo('w.nowhere'), inText('w.name'), anId('w.id')],
  },
} as const satisfies Readonly<Record<string, DeviceSortSpec>>;

export type DeviceSort = keyof typeof DEVICE_SORTS;
export const DEVICE_SORT_NAMES = Object.keys(DEVICE_SORTS) as DeviceSort[];
/** The order of a list of which nothing is said. */
export const USUAL_SORT: DeviceSort = 'newest';

/** What an order says of itself, whichever it is. */
export const deviceSort = (name: DeviceSort): DeviceSortSpec => DEVICE_SORTS[name];
