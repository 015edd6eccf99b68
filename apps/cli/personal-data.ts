import { NestFactory } from '@nestjs/core';
import { PROCESSINGS } from '#kernel';
import { type HeldLine, PersonalDataService } from '#rules';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

export const personalData: Command = {
  usage: '',
  help: 'Dit ce que la base garde des personnes : colonne par colonne, combien de lignes, la plus ancienne, la durée.',
  async run() {
    const { connection, leave } = await openDatabase(settledSettings(), 'bn cli');
    try {
      const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      const held = await app
        .get(PersonalDataService)
        .held()
        .finally(() => app.close());
      console.log(held.map(line).join('\n'));
    } finally {
      await leave();
    }
  },
};

/** Tabs between: `cut` and spreadsheets read it. */
const line = ({ processing, table, column, what, rows, oldest, kept }: HeldLine): string =>
  [
    PROCESSINGS[processing].title,
    `${table}.${column}`,
    what,
    rows === 1 ? '1 ligne' : `${rows} lignes`,
    oldest ? `depuis le ${oldest.toISOString().slice(0, 10)}` : '–',
    kept,
  ].join('\t');
