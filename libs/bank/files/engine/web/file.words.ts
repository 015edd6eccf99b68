import { type Category, isCategory } from '#bank/devices';
import { inWords } from '#bank/documents';
import { DAY_ORDERS, type DayOrder, dateInEachOrder } from '#bank/files/words';
import { formatDate, type Option } from '#platform/ui';

const MANY: Readonly<Record<Category, readonly [string, 'm' | 'f']>> = {
  laptop: ['ordinateurs portables', 'm'],
  desktop: ['ordinateurs fixes', 'm'],
  all_in_one: ['ordinateurs tout-en-un', 'm'],
  tablet: ['tablettes', 'f'],
  smartphone: ['smartphones', 'm'],
  monitor: ['écrans', 'm'],
  printer: ['imprimantes', 'f'],
  multifunction_printer: ['imprimantes multifonctions', 'f'],
  other: ['appareils', 'm'],
};

/** A number of devices without any figure: nobody misreads « cinq mille écrans » for five hundred. */
export function manyInWords(n: number, category: unknown = 'other'): string {
  const [name, gender] = MANY[isCategory(category) ? category : 'other'];
  const words = Number.isSafeInteger(n) ? inWords(n) : 'beaucoup de';
  return `${gender === 'f' ? words.replace(/un$/, 'une') : words} ${name}`;
}

/** What a quantity that is asked about stands for: its word's key is « 5000 monitor ». */
export function quantityAsked(key: string): { readonly quantity: number; readonly words: string } {
  const [n, category] = key.split(' ');
  return { quantity: Number(n), words: manyInWords(Number(n), category) };
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const quantityOptions = (key: string): Option[] => {
  const { quantity, words } = quantityAsked(key);
  return [
    { value: String(quantity), label: `Oui, ${words}` },
    { value: '1', label: 'Non, un seul appareil' },
  ];
};

export const manyTitle = (n: number): string => `${capital(manyInWords(n))} ?`;

const FIRST: Readonly<Record<DayOrder, string>> = {
  day_first: 'le jour d’abord',
  month_first: 'le mois d’abord',
  year_first: 'l’année d’abord',
};

const daysOf = (said: string) =>
  DAY_ORDERS.flatMap((order) => {
    const day = dateInEachOrder(said).get(order)?.day;
    return day ? [{ order, day: formatDate(day) }] : [];
  });

/** « 3 avr. 2024 ou 4 mars 2024 ? »: the days that a date of the file may be. */
export const dateAsked = (said: string): string => {
  const days = daysOf(said).map(({ day }) => day);
  return `${days.slice(0, -1).join(', ')} ou ${days.at(-1)} ?`;
};

export const dateOptions = (said: string, unknown: string): Option[] => [
  ...daysOf(said).map(({ order, day }) => ({ value: order, label: `${day} (${FIRST[order]})` })),
  { value: 'unknown', label: unknown },
];

/** Said where the other sheets of a workbook are asked for: somebody is at one of them, or their bytes are gone. */
export const NO_SHEET_WAITS =
  'Les autres feuilles de ce fichier ne peuvent pas être prises : l’une d’elles attend qu’on la décide, ou le fichier a été effacé.';
