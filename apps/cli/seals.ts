import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { BeneficiariesService } from '#bank/allocation';
import { type AuditVerified, auditSeal, holds, proveAuditVerifiedNow, sealAudit, verifyAudit } from '#bank/people';
import { keyring, SettingsError } from '#platform/kernel';
import { rotateSecret } from '../server/startup/sealed.js';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

export const verifyAuditCommand: Command = {
  usage: '[--seal numéro --mac scellé]',
  help: 'Relit le journal de gestion et ses scellés, nomme ce qui a été changé ou retiré, et donne le dernier scellé (à noter ailleurs). --seal et --mac le comparent à un scellé que vous avez gardé.',
  async run(args) {
    const { values: noted } = parseArgs({
      args: [...args],
      options: { seal: { type: 'string' }, mac: { type: 'string' } },
    });
    if ((noted.seal === undefined) !== (noted.mac === undefined) || !/^\d{1,18}$/.test(noted.seal ?? '1'))
      throw new SettingsError('Donnez le numéro du scellé gardé (--seal) et le scellé lui-même (--mac).');
    await inTheBank(async ({ app }) => {
      const db = app.get(DataSource);
      while ((await sealAudit(db)).more);
      const found = await proveAuditVerifiedNow(db);
      const { entries, seals, changed, gone, broken, since, head } = found;
      for (const id of changed) console.log(`Ligne ${id} : ce n’est pas ce qui a été scellé.`);
      for (const id of gone) console.log(`Ligne ${id} : retirée.`);
      for (const { n, at } of broken) console.log(`Scellé ${n}, du ${at.toISOString()} : il ne tient pas.`);
      if (since)
        console.log(
          `Le journal commence après le scellé ${since.seal}, vérifié le ${since.at.toISOString()} : ce qui précède est effacé.`,
        );
      const well = holds(found);
      console.log(
        `${entries} lignes sous ${seals} scellés${well ? ' : tout est tel quel' : ''}. Dernier scellé : ${head ? `n° ${head.n} ${head.mac}` : 'aucun'}`,
      );
      if (!well) process.exitCode = 1;
      if (noted.seal && noted.mac) await compare(db, found, { n: noted.seal, mac: noted.mac.trim().toLowerCase() });
    });
  },
};

async function compare(
  db: DataSource,
  { since, head }: AuditVerified,
  noted: { readonly n: string; readonly mac: string },
): Promise<void> {
  const mac = await auditSeal(db, noted.n);
  if (mac === noted.mac) return console.log(`Le scellé n° ${noted.n} est celui que vous avez gardé.`);
  if (mac === null && since && BigInt(noted.n) <= BigInt(since.seal))
    return console.log(`Le scellé n° ${noted.n} est effacé, son temps passé : il ne se compare plus.`);
  process.exitCode = 1;
  console.log(
    mac === null
      ? `Le scellé n° ${noted.n} n’est pas là (le dernier est le n° ${head?.n ?? 0}) : la fin du journal a été coupée, ou cette base vient d’une sauvegarde plus ancienne.`
      : `Le scellé n° ${noted.n} n’est pas celui que vous avez gardé : le journal a été réécrit, ou le secret a été changé depuis (rotate-secret).`,
  );
}

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
