import { type HoldingLine, PersonalDataService } from '#bank/rules';
import { PROCESSINGS } from '#platform/kernel';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

export const personalData: Command = {
  usage: '',
  help: 'Dit ce que la base garde des personnes : colonne par colonne, combien de lignes, la plus ancienne, la durée.',
  run: () =>
    inTheBank(async ({ app }) => console.log((await app.get(PersonalDataService).holdings()).map(line).join('\n'))),
};

/** Separated by tabs for `cut` and spreadsheets. */
const line = ({ processing, table, column, what, rows, oldest, kept }: HoldingLine): string =>
  [
    PROCESSINGS[processing].title,
    `${table}.${column}`,
    what,
    rows === 1 ? '1 ligne' : `${rows} lignes`,
    oldest ? `depuis le ${oldest.toISOString().slice(0, 10)}` : '–',
    kept,
  ].join('\t');
