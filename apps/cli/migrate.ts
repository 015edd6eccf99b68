import { readSettings } from '#platform/kernel';
import { findDatabase, migrateAll, rightsOf, workAsService } from '../server/startup/open-database.js';
import type { Command } from './commands.js';

export const migrateCommand: Command = {
  usage: '',
  help: 'Met la base de données à jour (rôle propriétaire : MIGRATION_DATABASE_URL).',
  async run() {
    const settings = readSettings();
    workAsService(settings);
    const { ownerUrl, serverUrl, leave } = await findDatabase(settings, console.error);
    try {
      const ran = await migrateAll(ownerUrl, serverUrl);
      console.log(ran.length === 0 ? 'La base était à jour.' : `Fait :\n${ran.map((step) => `  ${step}`).join('\n')}`);
      const { due, lost } = await rightsOf(ownerUrl);
      console.log(`Droits de l’application : ${due - lost} sur ${due}.`);
    } finally {
      await leave();
    }
  },
};
