import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { sealAudit, verifyAudit } from '#people';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

export const verifyAuditCommand: Command = {
  usage: '',
  help: 'Relit le journal de gestion et ses scellés, nomme ce qui a été changé ou retiré, et donne le dernier scellé (à noter ailleurs).',
  async run() {
    const { connection, leave } = await openDatabase(settledSettings(), 'bn cli');
    try {
      const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      const db = app.get(DataSource);
      await sealAudit(db);
      const { entries, seals, changed, gone, broken, since, head } = await verifyAudit(db).finally(() => app.close());
      for (const id of changed) console.log(`Ligne ${id} : ce n’est pas ce qui a été scellé.`);
      for (const id of gone) console.log(`Ligne ${id} : retirée.`);
      for (const { n, at } of broken) console.log(`Scellé ${n}, du ${at.toISOString()} : il ne tient pas.`);
      if (since)
        console.log(
          `Le journal commence après le scellé ${since.seal}, vérifié le ${since.at.toISOString()} : ce qui précède est effacé.`,
        );
      const well = changed.length + gone.length + broken.length === 0;
      console.log(
        `${entries} lignes sous ${seals} scellés${well ? ' : tout est tel quel' : ''}. Dernier scellé : ${head ? `n° ${head.n} ${head.mac}` : 'aucun'}`,
      );
      if (!well) process.exitCode = 1;
    } finally {
      await leave();
    }
  },
};
