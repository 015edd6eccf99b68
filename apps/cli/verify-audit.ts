import { DataSource } from 'typeorm';
import { sealAudit, verifyAudit } from '#people';
import { inTheBank } from './application.js';
import type { Command } from './main.js';

export const verifyAuditCommand: Command = {
  usage: '',
  help: 'Relit le journal de gestion et ses scellés, nomme ce qui a été changé ou retiré, et donne le dernier scellé (à noter ailleurs).',
  run: () =>
    inTheBank(async ({ app }) => {
      const db = app.get(DataSource);
      while ((await sealAudit(db)).more);
      const { entries, seals, changed, gone, broken, since, head } = await verifyAudit(db);
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
    }),
};
