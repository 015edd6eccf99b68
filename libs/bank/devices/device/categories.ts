/**
 * What a device is. `pictogram`: a Lucide icon. `hasMedia`: it holds people's data by nature, so somebody has to state that no media is in it;
 * office printers do (their disks keep what was scanned), screens do not.
 */
export const CATEGORIES = [
  { id: 'laptop', label: 'Ordinateur portable', short: 'Portable', pictogram: 'laptop', hasMedia: true },
  { id: 'desktop', label: 'Ordinateur fixe', short: 'Fixe', pictogram: 'pc-case', hasMedia: true },
  { id: 'all_in_one', label: 'Ordinateur tout-en-un', short: 'Tout-en-un', pictogram: 'computer', hasMedia: true },
  { id: 'tablet', label: 'Tablette', short: 'Tablette', pictogram: 'tablet', hasMedia: true },
  { id: 'smartphone', label: 'Smartphone', short: 'Smartphone', pictogram: 'smartphone', hasMedia: true },
  { id: 'monitor', label: 'Écran', short: 'Écran', pictogram: 'monitor', hasMedia: false },
  { id: 'printer', label: 'Imprimante', short: 'Imprimante', pictogram: 'printer', hasMedia: true },
  {
    id: 'multifunction_printer',
    label: 'Imprimante multifonction',
    short: 'Multifonction',
    pictogram: 'printer',
    hasMedia: true,
  },
  { id: 'other', label: 'Autre matériel', short: 'Autre', pictogram: 'package', hasMedia: true },
] as const satisfies readonly {
  id: string;
  label: string;
  short: string;
  pictogram: string;
  hasMedia: boolean;
}[];

export type Category = (typeof CATEGORIES)[number]['id'];

export const CATEGORY_IDS: readonly Category[] = CATEGORIES.map((c) => c.id);
export const CATEGORY_WORDS = Object.fromEntries(CATEGORIES.map((c) => [c.id, c.label])) as Readonly<
  Record<Category, string>
>;

const BY_ID: ReadonlyMap<string, (typeof CATEGORIES)[number]> = new Map(CATEGORIES.map((c) => [c.id, c]));

export const isCategory = (text: unknown): text is Category => typeof text === 'string' && BY_ID.has(text);
export const categoryLabel = (id: Category): string => BY_ID.get(id)!.label;
export const categoryOf = (id: Category): (typeof CATEGORIES)[number] => BY_ID.get(id)!;

/** « Portable Lenovo ThinkPad L480 », with whatever of it is known. */
export const deviceWords = (d: { category: string | null; make?: string | null; model?: string | null }): string =>
  [isCategory(d.category) ? categoryOf(d.category).short : '', d.make, d.model].filter(Boolean).join(' ');
