import { readTitle, type TitleMeaning } from '#bank/files/words';
import { plainWords } from '#platform/kernel';

export const SHEET_FIELDS = [
  'category',
  'make',
  'model',
  'serial',
  'assetNumber',
  'condition',
  'quantity',
  'purchased',
  'screenSerial',
  'imei',
  'given',
] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

export const isSheetField = (text: unknown): text is SheetField => SHEET_FIELDS.includes(text as SheetField);

const FIELD_OF: Partial<Record<TitleMeaning, SheetField>> = {
  category: 'category',
  make: 'make',
  model: 'model',
  serial: 'serial',
  screen_serial: 'screenSerial',
  imei: 'imei',
  asset_number: 'assetNumber',
  condition: 'condition',
  quantity: 'quantity',
  purchased: 'purchased',
  given: 'given',
};

const FOR_WANT_OF_BETTER: readonly (readonly [TitleMeaning, SheetField])[] = [
  ['make_model', 'make'],
  ['status', 'condition'],
  ['broken', 'condition'],
  ['reference', 'model'],
];

/**
 * Which column holds which field, by the whole titles; the left one wins. What a thing is called (« Désignation ») beside a model is its kind, else
 * its model.
 */
export function recogniseColumns(header: readonly string[]): Partial<Record<SheetField, number>> {
  const columns: Partial<Record<SheetField, number>> = {};
  const titles = header.map((title) => {
    const { meaning, sureness } = readTitle(title);
    return sureness === 'sure' ? meaning : null;
  });
  titles.forEach((meaning, i) => {
    const field = meaning === null ? undefined : FIELD_OF[meaning];
    if (field !== undefined) columns[field] ??= i;
  });
  const spare = (meaning: TitleMeaning, field: SheetField) => {
    const at = titles.indexOf(meaning);
    if (at >= 0) columns[field] ??= at;
  };
  for (const [meaning, field] of FOR_WANT_OF_BETTER) spare(meaning, field);
  const modelElsewhere =
    columns.model !== undefined || (titles.includes('make_model') && columns.category === undefined);
  spare('description', modelElsewhere ? 'category' : 'model');
  // A phone has both; a list of phones often has the one only.
  if (columns.serial === undefined && columns.imei !== undefined) {
    columns.serial = columns.imei;
    delete columns.imei;
  }
  return columns;
}

/** Columns beside the one that is read for the serial whose titles say the same. */
export const otherSerialsOf = (titles: readonly string[], serial: number | undefined): number[] =>
  titles.flatMap((title, i) => {
    if (serial === undefined || i === serial) return [];
    const { meaning, sureness } = readTitle(title);
    return sureness === 'sure' && meaning === 'serial' ? [i] : [];
  });

/** What people write beside a device: of its state only what is broken is believed. */
export const isRemark = (title: string): boolean =>
  /^(?:obs|observations?|commentaires?|remarques?|notes?|comments?)$/.test(plainWords(title.slice(0, 30)));

/** « Panne », « Problème constaté »: a cell below it says what is wrong. */
export function isFault(title: string): boolean {
  const { meaning, sureness } = readTitle(title);
  if (sureness === 'sure' && meaning === 'broken') return true;
  return /^(?:pannes?|problemes?|defauts?) (?:constate|observe|rencontre|signale)e?s?$/.test(
    plainWords(title.slice(0, 40)),
  );
}

/** Columns beside the one that is read for the state whose titles say that they tell of it too, remarks among them. */
export const otherStatesOf = (titles: readonly string[], condition: number | undefined): number[] =>
  titles.flatMap((title, i) => {
    if (condition === undefined || i === condition) return [];
    const { meaning, sureness } = readTitle(title);
    return isRemark(title) || isFault(title) || (sureness === 'sure' && meaning === 'condition') ? [i] : [];
  });
