import { CATEGORIES } from './categories.js';
import { CONDITIONS } from './conditions.js';

interface DeviceFieldSpec {
  readonly column: string;
  readonly label: string;
  readonly about?: string;
  /** The answers; a field without them is a text of at most `max` characters. */
  readonly choices?: readonly { readonly id: string; readonly label: string }[];
  readonly max?: number;
  /** What is kept where nothing was said. A field that does not say has to be filled in. */
  readonly empty?: string | null;
  readonly missing?: string;
  /** The same in a pile of equal devices: it is kept for the next one. */
  readonly alike?: true;
  /** In the device list: the API's rows, the exports' columns, and the page's unless it is among the words of a device. */
  readonly listed?: true;
  readonly filter?: true;
}

/**
 * What a person describes of a device. From a line here come its field in the logging form and in the one that corrects it, what a
 * phone keeps and sends of it, its checks, the device's page, the list with its filter, the columns of its export, and the API. Beside
 * it, a migration adds the column, and `device.entity.ts` says its type. The browser's scripts read this file too: it needs nothing of Node.
 */
export const DEVICE_FIELDS = {
  category: {
    column: 'category',
    label: 'Type',
    choices: CATEGORIES,
    missing: 'Choisissez le type d’appareil.',
    alike: true,
    listed: true,
    filter: true,
  },
  make: { column: 'make', label: 'Marque', max: 80, empty: '', alike: true, listed: true },
  model: { column: 'model', label: 'Modèle', max: 120, empty: '', alike: true, listed: true },
  serial: { column: 'serial', label: 'Numéro de série', max: 80, empty: null, listed: true },
  condition: { column: 'condition', label: 'État', choices: CONDITIONS, empty: 'unknown', alike: true },
} as const satisfies Readonly<Record<string, DeviceFieldSpec>>;

type Fields = typeof DEVICE_FIELDS;
export type DeviceField = keyof Fields;
type With<Mark extends object> = { [F in DeviceField]: Fields[F] extends Mark ? F : never }[DeviceField];
export type ListedField = With<{ listed: true }>;
export type FilterField = With<{ filter: true }>;
type NeededField = Exclude<DeviceField, With<{ empty: string | null }>>;

type Answer<F> = F extends { choices: readonly { id: infer Id }[] } ? Id : string;
type Kept<F> = Answer<F> | (F extends { empty: null } ? null : never);

export type Described = { readonly [F in DeviceField]: Kept<Fields[F]> };
export type Description = { readonly [F in NeededField]: Described[F] } & {
  readonly [F in Exclude<DeviceField, NeededField>]?: Described[F] | null;
};
export type Correction = { readonly [F in DeviceField]?: Described[F] | null };

const SPECS: Readonly<Record<DeviceField, DeviceFieldSpec>> = DEVICE_FIELDS;
export const deviceField = (name: DeviceField): DeviceFieldSpec => SPECS[name];

const NAMES = Object.keys(DEVICE_FIELDS) as DeviceField[];
export const DEVICE_FIELD_NAMES: readonly DeviceField[] = NAMES;
export const ALIKE_FIELDS: readonly DeviceField[] = NAMES.filter((name) => SPECS[name].alike);
export const LISTED_FIELDS = NAMES.filter((name) => SPECS[name].listed) as readonly ListedField[];
export const FILTER_FIELDS = NAMES.filter((name) => SPECS[name].filter) as readonly FilterField[];
export const NOT_FILLED: Readonly<Partial<Record<DeviceField, string>>> = Object.fromEntries(
  NAMES.map((name) => [name, SPECS[name].empty ?? '']),
);
export const MAY_BE_EMPTY: readonly DeviceField[] = NAMES.filter(
  (name) => SPECS[name].empty === '' || SPECS[name].empty === null,
);
/** Those that `deviceWords` and the serial beside it say: pages show them together. */
export const IN_WORDS: readonly DeviceField[] = ['category', 'make', 'model', 'serial'];

/** A filter with any other value is none. */
export const isAnswer = (name: DeviceField, value: string | undefined): boolean =>
  SPECS[name].choices?.some((choice) => choice.id === value) ?? Boolean(value);

export const wordsOfField = (name: DeviceField, value: string | null): string =>
  SPECS[name].choices?.find((choice) => choice.id === value)?.label ?? value ?? '';

/** What the logging form has: what is described, and two numbers that are kept elsewhere than in the device's row. */
export const DESK_FIELDS = ['code', ...NAMES, 'assetNumber'] as const;
export type DeskField = (typeof DESK_FIELDS)[number];
export type DeskDescription = Description & { readonly code?: string; readonly assetNumber?: string };
