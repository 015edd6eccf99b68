import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mustKnowSecrets } from '#platform/database';
import { readSettings, type Settings } from '#platform/kernel';
import { RootModule } from '../server/app.module.js';
import { openDatabase, processSettings, workAsService } from '../server/startup/open-database.js';
import { HousekeepingModule } from '../worker/housekeeping.js';

export interface InTheBank {
  readonly app: INestApplicationContext;
  readonly settings: Settings;
  readonly ownerUrl: string;
}

/**
 * Opens the bank for a command, migrated and with the secrets it was sealed with, and closes it afterwards.
 * @throws SettingsError with other secrets: nobody else could open what would be sealed
 */
export async function inTheBank<T>(work: (bank: InTheBank) => Promise<T>): Promise<T> {
  workAsService(readSettings());
  const settings = processSettings();
  const { connection, ownerUrl, leave } = await openDatabase(settings, 'bn cli');
  try {
    await mustKnowSecrets(connection);
    const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
    class Bank {}
    Module({ imports: [root, HousekeepingModule] })(Bank);
    const app = await NestFactory.createApplicationContext(Bank, { logger: false, abortOnError: false });
    return await work({ app, settings, ownerUrl }).finally(() => app.close());
  } finally {
    await leave();
  }
}
