import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { BackupError, backup, forgetBackups, type Manifest, readKey, restore, verify } from '#backup';
import { backupFolder, readSettings, SettingsError } from '#kernel';
import { NIGHTLY, PIECES, USED } from '../server/startup/backups.js';
import { findDatabase, migrateAll } from '../server/startup/open-database.js';
import type { Command } from './main.js';

/** `--to` a folder, else beside the embedded bank's data. */
const folderOf = (to: string | undefined): string => to ?? backupFolder();

const sizeOf = (manifest: Manifest): string => {
  const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0) + manifest.pieces.total;
  return `${(bytes / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`;
};
const rowsOf = (manifest: Manifest): string =>
  manifest.tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('fr-FR');

/** What a backup holds, in a sentence. */
const holds = (manifest: Manifest): string =>
  `${rowsOf(manifest)} lignes de ${manifest.tables.length} tables, ${manifest.pieces.count} ${manifest.pieces.count > 1 ? 'fichiers' : 'fichier'}, ${sizeOf(manifest)}${manifest.recipients.length > 0 ? ', chiffrée' : ''}`;

export const backupCommand: Command = {
  usage: '[--to dossier] [--recipient age1… …] [--forget]',
  help: 'Sauvegarde la banque entière dans un dossier, pendant qu’elle sert. --recipient la chiffre pour une clé publique (age) ; --forget retire ensuite les anciennes (7 jours, 5 semaines, 12 mois gardés).',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        to: { type: 'string' },
        recipient: { type: 'string', multiple: true, default: [] },
        forget: { type: 'boolean', default: false },
      },
    });
    const folder = folderOf(values.to);
    const { ownerUrl, leave } = await findDatabase(readSettings(), console.error);
    const begun = Date.now();
    try {
      const { path, manifest } = await backup({ url: ownerUrl, folder, recipients: values.recipient, pieces: PIECES });
      console.log(`Sauvegardé dans ${path} en ${((Date.now() - begun) / 1000).toFixed(1)} s : ${holds(manifest)}.`);
      if (values.forget) for (const name of await forgetBackups(folder, NIGHTLY)) console.log(`Retirée : ${name}`);
    } finally {
      await leave();
    }
  },
};

export const verifyCommand: Command = {
  usage: 'dossier-de-la-sauvegarde [--key fichier]',
  help: 'Relit une sauvegarde d’un bout à l’autre ; avec la clé, l’ouvre aussi.',
  async run(args) {
    const { path, key } = await readArguments(args);
    const { manifest, damaged, opened } = await verify(path, key);
    if (damaged.length > 0) throw new BackupError(`Cette sauvegarde est abîmée :\n${damaged.join('\n')}`);
    console.log(
      `Cette sauvegarde du ${manifest.at} est entière : ${holds(manifest)}.${opened ? '' : ' Sans la clé, son contenu n’a pas été ouvert.'}`,
    );
  },
};

export const restoreCommand: Command = {
  usage: 'dossier-de-la-sauvegarde [--key fichier]',
  help: 'Rétablit une sauvegarde dans une base vide, toute ou rien, et la compare. Il faut aussi le BN_SECRET de la banque sauvegardée.',
  async run(args) {
    const { path, key } = await readArguments(args);
    const { ownerUrl, serverUrl, leave } = await findDatabase(readSettings(), console.error);
    const begun = Date.now();
    try {
      await migrateAll(ownerUrl, serverUrl);
      const { manifest } = await restore({ url: ownerUrl, path, key, pieces: PIECES, used: USED });
      console.log(`Rétabli et comparé en ${((Date.now() - begun) / 1000).toFixed(1)} s : ${holds(manifest)}.`);
    } finally {
      await leave();
    }
  },
};

export const backupKey: Command = {
  usage: 'fichier',
  help: 'Fait une clé pour chiffrer les sauvegardes : le secret va dans le fichier (à garder ailleurs que sur le serveur), la clé publique est affichée.',
  async run(args) {
    const [path] = parseArgs({ args: [...args], allowPositionals: true }).positionals;
    if (!path) throw new SettingsError(`Usage : npm run cli -- backup-key ${backupKey.usage}`);
    const identity = await generateIdentity();
    const recipient = await identityToRecipient(identity);
    await writeFile(path, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: 'wx' });
    console.log(recipient);
  },
};

async function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { key: { type: 'string' } },
    allowPositionals: true,
  });
  const [path] = positionals;
  if (!path)
    throw new SettingsError('Donnez le dossier d’une sauvegarde, par exemple .data/backups/2026-11-27T02-30-00Z.');
  return { path, key: values.key ? await readKey(values.key) : null };
}
