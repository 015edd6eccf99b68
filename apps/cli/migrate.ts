import { startEmbedded } from '#database';
import { migrateAll } from '../server/startup/open-database.js';
import { readSettings } from '../settings.js';
import type { Command } from './main.js';

export const migrateCommand: Command = {
  usage: '',
  help: 'Met la base de données à jour (rôle propriétaire : MIGRATION_DATABASE_URL).',
  async run() {
    const settings = readSettings();
    const embedded = settings.database ? null : await startEmbedded({ folder: settings.dataFolder });
    try {
      const { ownerUrl, serverUrl } = settings.database ?? embedded!;
      const ran = await migrateAll(ownerUrl, serverUrl);
      console.log(
        ran.length === 0 ? 'La base était à jour.' : `Fait :\n${ran.map((migration) => `  ${migration}`).join('\n')}`,
      );
    } finally {
      await embedded?.leave();
    }
  },
};
