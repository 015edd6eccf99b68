import { type Category, isCategory } from '#bank/devices';
import { inWords } from '#bank/documents';
import type { Option } from '#platform/ui';

/** Several of a kind, and whether they are feminine: « mille une tablettes ». */
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

/** A sentence's first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a quantity that is asked about may be: as many as it says, or one. */
export const quantityOptions = (key: string): Option[] => {
  const { quantity, words } = quantityAsked(key);
  return [
    { value: String(quantity), label: `Oui, ${words}` },
    { value: '1', label: 'Non, un seul appareil' },
  ];
};

/** Asked before a file makes so many, by the button that says the number in words. */
export const manyTitle = (n: number): string => `${capital(manyInWords(n))} ?`;
