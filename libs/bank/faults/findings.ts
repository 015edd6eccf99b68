import { CATEGORIES, type Category, plain } from '#bank/devices';

interface Finding {
  readonly label: string;
  /** The categories in which it can be found; without, all. */
  readonly in?: readonly Category[];
}

const PORTABLE = ['laptop', 'tablet', 'smartphone'] as const;
const COMPUTERS = ['laptop', 'desktop', 'all_in_one'] as const;
const WITH_SYSTEM = [...COMPUTERS, 'tablet', 'smartphone', 'other'] as const;

/** What was found by whoever looked, apart from what the person said. Codes, so that they can be counted. */
export const FOUND = {
  battery: { label: 'Batterie usée', in: [...PORTABLE, 'other'] },
  charger: { label: 'Chargeur ou câble', in: [...PORTABLE, 'other'] },
  power: {
    label: 'Alimentation',
    in: ['desktop', 'all_in_one', 'monitor', 'printer', 'multifunction_printer', 'other'],
  },
  screen: {
    label: 'Écran cassé ou qui n’affiche plus',
    in: ['laptop', 'all_in_one', 'tablet', 'smartphone', 'monitor', 'other'],
  },
  keyboard: { label: 'Clavier, souris ou pavé tactile', in: [...COMPUTERS, 'other'] },
  storage: { label: 'Disque ou mémoire de stockage', in: WITH_SYSTEM },
  board: { label: 'Carte mère' },
  casing: { label: 'Coque, charnière ou prise' },
  paper_path: { label: 'Bourrage, encre ou tête d’impression', in: ['printer', 'multifunction_printer'] },
  network: { label: 'Wi-Fi ou réseau', in: [...WITH_SYSTEM, 'printer', 'multifunction_printer'] },
  system: { label: 'Système ou logiciel', in: WITH_SYSTEM },
  settings: { label: 'Réglage' },
  use: { label: 'Prise en main : l’appareil va bien' },
  nothing: { label: 'Rien : la panne ne se montre pas' },
} as const satisfies Record<string, Finding>;
export type Found = keyof typeof FOUND;
const ALL = Object.keys(FOUND) as Found[];

const isIn = (found: Found, category: string): boolean => {
  const { in: some }: Finding = FOUND[found];
  return !some || some.some((one) => one === category);
};

/** What can be found in a device of this category. */
export const findingsOf = (category: string | null): Found[] =>
  category ? ALL.filter((found) => isIn(found, category)) : [];

/** Each finding with each category it is for: rows of `maintenance.found_of`. */
export const FOUND_OF = CATEGORIES.flatMap(({ id }) => findingsOf(id).map((found) => ({ category: id, found })));

/** The findings in whose label a word of a search is. */
export const findingsSaid = (word: string): Found[] => ALL.filter((found) => plain(FOUND[found].label).includes(word));
