import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { BeneficiariesService } from '#allocation';
import { keyring, SettingsError } from '#kernel';
import { sealAudit, verifyAudit } from '#people';
import { RootModule } from '../server/root.module.js';
import { openDatabase } from '../server/startup/open-database.js';
import { rotateSecret } from '../server/startup/sealed.js';
import { settledSettings } from '../settled-settings.js';
import type { Command } from './main.js';

export const rotateSecretCommand: Command = {
  usage: '',
  help: 'Scelle toute la banque avec BN_SECRET ; l’ancien secret se donne dans BN_SECRET_PREVIOUS, et ne sert plus ensuite. Serveurs et workers arrêtés ; interrompue, la commande reprend où elle en était.',
  async run() {
    const settings = settledSettings();
    if (keyring().keys.size < 2)
      throw new SettingsError('Donnez le nouveau secret dans BN_SECRET, et l’ancien dans BN_SECRET_PREVIOUS.');
    const { connection, ownerUrl, leave } = await openDatabase(settings, 'bn cli');
    try {
      const root = RootModule.for({ connection: { ...connection, kind: 'job' }, work: false });
      const app = await NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
      const db = app.get(DataSource);
      const people = app.get(BeneficiariesService);
      try {
        await sealAudit(db);
        const { changed, gone, broken } = await verifyAudit(db);
        if (changed.length + gone.length + broken.length > 0)
          throw new SettingsError(
            'Le journal de gestion a été changé : « verify-audit » nomme les lignes. Le sceller de nouveau effacerait cette trace.',
          );
        const head = await rotateSecret(ownerUrl, (sentence) => console.log(`  ${sentence}`));
        while (await db.transaction((tx) => people.indexDue(tx)));
        console.log('Tout est scellé avec le nouveau secret ; retirez BN_SECRET_PREVIOUS.');
        console.log(`Dernier scellé du journal, à noter ailleurs : ${head ?? 'aucun'}`);
      } finally {
        await app.close();
      }
    } finally {
      await leave();
    }
  },
};
