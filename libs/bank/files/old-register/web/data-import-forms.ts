import { IsObject, IsOptional } from 'class-validator';
import { DATA_IMPORT_FIELDS, type DataImportValueView, type Mapping, valueName } from '#bank/files/old-register';
import type { Posted } from '#platform/http';
import { DataImportMappingDto } from './data-import.dto.js';

const VALUE = 'value.';

/** The page has a field per word, named by `valueName`: short, whatever the word is. */
export class DataImportMappingForm extends DataImportMappingDto {
  @IsOptional() @IsObject() words?: Record<string, unknown>;
}

/** `column.<field>` holds the number of a column, or nothing. */
export const columnsFromForm = (posted: Posted): object => ({
  ...(/^\d{1,3}$/.test(String(posted['sheet'] ?? '')) ? { sheet: Number(posted['sheet']) } : {}),
  hiddenRows: posted['hiddenRows'] === 'oui',
  ...Object.fromEntries(
    DATA_IMPORT_FIELDS.flatMap((field) => {
      const at = posted[`column.${field}`];
      return typeof at === 'string' && /^\d{1,3}$/.test(at) ? [[field, Number(at)] as const] : [];
    }),
  ),
});

/** The words of the page, and the usual place. */
export const wordsFromForm = (posted: Posted): object => ({
  defaultPlaceId: posted['defaultPlaceId'],
  rest: posted['rest'] === 'oui',
  words: Object.fromEntries(Object.entries(posted).filter(([name]) => name.startsWith(VALUE))),
});

/**
 * What was said of the old words. A program leaves out what it takes as suggested; the page sends every word, and one left empty is
 * still to be answered.
 * @param values the words that the page asked about; none for a program.
 */
export function meaningOf(form: DataImportMappingForm, values: readonly DataImportValueView[]): Mapping {
  const { targets, words, defaultPlaceId, rest = false } = form;
  const said = words
    ? values.map((v) => ({ ...v, target: String(words[valueName(v.field, v.key)] ?? '') }))
    : (targets ?? []);
  return {
    rest,
    targets: new Map(said.map((t) => [`${t.field} ${t.key}`, t.target])),
    ...(words || defaultPlaceId ? { defaultPlaceId: defaultPlaceId ?? '' } : {}),
  };
}
