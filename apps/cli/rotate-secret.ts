import { DataSource } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import { sealAudit, verifyAudit } from '#bank/people';
import { keyring, SettingsError } from '#platform/kernel';
import { rotateSecret } from '../server/startup/sealed.js';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

export const rotateSecretCommand: Command = {
  usage: '',
  help: 'Scelle toute la banque avec BN_SECRET ; l’ancien secret se donne dans BN_SECRET_PREVIOUS, et ne sert plus ensuite. Serveurs et workers arrêtés ; interrompue, la commande reprend où elle en était.',
  run: () =>
    inTheBank(async ({ app, ownerUrl }) => {
      if (keyring().keys.size < 2)
        throw new SettingsError(
          'Donnez les deux secrets : le nouveau dans BN_SECRET (ou le fichier que nomme BN_SECRET_FILE), l’ancien dans BN_SECRET_PREVIOUS (ou BN_SECRET_PREVIOUS_FILE). La page « Another secret » de docs/operations.md donne les commandes.',
        );
      const db = app.get(DataSource);
      while ((await sealAudit(db)).more);
      const { changed, gone, broken } = await verifyAudit(db);
      if (changed.length + gone.length + broken.length > 0)
        throw new SettingsError(
          'Le journal de gestion a été changé : « verify-audit » nomme les lignes. Le sceller de nouveau effacerait cette trace.',
        );
      const head = await rotateSecret(ownerUrl, (sentence) => console.log(`  ${sentence}`));
      const people = app.get(BeneficiariesService);
      while (await db.transaction((tx) => people.indexDue(tx)));
      console.log('Tout est scellé avec le nouveau secret ; retirez BN_SECRET_PREVIOUS.');
      console.log(`Dernier scellé du journal, à noter ailleurs : ${head ?? 'aucun'}`);
    }),
};
