import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { ClientBase } from 'pg';
import {
  BackupError,
  canariesIn,
  forgetBackups,
  type Manifest,
  noteRestored,
  type Proof,
  programOf,
  readKey,
  restore,
  verify,
} from '#platform/backup';
import { secretsMissing, storedSecretAt } from '#platform/database';
import { backupFolder, readSettings, type Settings, SettingsError, settle } from '#platform/kernel';
import { createBackup, endedNotice, endWhatCameBack, NIGHTLY, PIECES, USED } from '../server/startup/backups.js';
import { findDatabase, migrateAll, workAsService } from '../server/startup/open-database.js';
import type { Command } from './commands.js';

const folderOf = (to: string | undefined): string => to ?? backupFolder();

const sizeOf = (manifest: Manifest): string => {
  const bytes = manifest.tables.reduce((sum, table) => sum + table.bytes, 0) + manifest.pieces.total;
  return `${(bytes / 1e6).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`;
};
const rowsOf = (manifest: Manifest): string =>
  manifest.tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('fr-FR');
const filesOf = ({ pieces: { count } }: Manifest): string => `${count} ${count > 1 ? 'fichiers' : 'fichier'}`;

const holds = (manifest: Manifest): string =>
  `${rowsOf(manifest)} lignes de ${manifest.tables.length} tables, ${filesOf(manifest)}, ${sizeOf(manifest)}${manifest.recipients.length > 0 ? ', chiffrée' : ', en clair'}`;

const proven = ({ how, why }: Proof): string => {
  if (why) return ` Attention : ${why}.`;
  return how === 'restored'
    ? ' Rétablie à l’essai et comparée table par table.'
    : ' Relue et comparée à ce qui a été lu (ce rôle ne peut pas créer de base d’essai).';
};

const seconds = (begun: number): string =>
  `${((performance.now() - begun) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} s`;

export const backupCommand: Command = {
  usage: '[--to dossier] [--recipient age1… …] [--plain] [--forget]',
  help: 'Sauvegarde la banque entière dans un dossier, pendant qu’elle sert, et l’éprouve : elle est rétablie à l’essai et comparée avant de prendre son nom.',
  options: [
    ['--to dossier', 'où elle va (sinon BACKUP_FOLDER, ou le dossier backups à côté des données)'],
    [
      '--recipient age1…',
      'la clé publique (age) de qui pourra l’ouvrir, autant de fois qu’il faut ; sinon celle qui a été faite sur la page État du système',
    ],
    ['--plain', 'en clair, même si la banque a une clé'],
    ['--forget', 'retire ensuite les anciennes : 7 jours, 5 semaines, 12 mois sont gardés'],
  ],
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        to: { type: 'string' },
        recipient: { type: 'string', multiple: true },
        plain: { type: 'boolean', default: false },
        forget: { type: 'boolean', default: false },
      },
    });
    if (values.plain && values.recipient) throw new SettingsError('Choisissez --plain ou --recipient, pas les deux.');
    const folder = folderOf(values.to);
    const settings = readSettings();
    workAsService(settings, folder);
    const { ownerUrl, leave } = await findDatabase(settings, console.error);
    const begun = performance.now();
    try {
      const { path, manifest, proof } = await createBackup({
        ownerUrl,
        folder,
        recipients: values.plain ? [] : values.recipient,
        dataFolder: settings.database ? null : settings.dataFolder,
      });
      console.log(`Sauvegardé dans ${path} en ${seconds(begun)} : ${holds(manifest)}.${proof ? proven(proof) : ''}`);
      if (values.forget) for (const name of await forgetBackups(folder, NIGHTLY)) console.log(`Retirée : ${name}`);
    } finally {
      await leave();
    }
  },
};

/** The exit code where not all was opened: neither well nor damaged. */
const UNOPENED = 3;

export const verifyCommand: Command = {
  usage: 'dossier-de-la-sauvegarde [--key fichier]',
  help: 'Relit une sauvegarde d’un bout à l’autre. Le code de sortie dit ce qui a été vu : 0, tout a été ouvert et tout est tel quel ; 1, elle est abîmée ou n’en est pas une ; 3, ses fichiers sont tels quels, mais chiffrés, et n’ont pas été ouverts faute de clé.',
  options: [
    ['--key fichier', 'la clé qui ouvre une sauvegarde chiffrée (AGE-SECRET-KEY-…) : son contenu est lu aussi'],
  ],
  async run(args) {
    const { path, key } = await readArguments(args);
    const { manifest, damaged, opened } = await verify(path, key);
    if (damaged.length > 0) throw new BackupError(`Cette sauvegarde est abîmée :\n${damaged.join('\n')}`);
    const made = programOf(manifest);
    console.log(
      `Les fichiers de cette sauvegarde du ${manifest.at} sont tels qu’ils ont été écrits : ${holds(manifest)}.${made ? ` Faite par la version ${made} du programme.` : ''}`,
    );
    if (opened) return;
    process.exitCode = UNOPENED;
    console.log(
      `Sans la clé, rien n’a été ouvert : ni les ${manifest.tables.length} tables, ni les ${filesOf(manifest)}. Clé publique : ${manifest.recipients.join(', ')}. Avec la clé : --key fichier.`,
    );
  },
};

export const restoreCommand: Command = {
  usage: 'dossier-de-la-sauvegarde [--key fichier]',
  help: 'Rétablit une sauvegarde dans une base vide, toute ou rien, et la compare. Apportez d’abord le secret de la banque sauvegardée : BN_SECRET, ou, sans DATABASE_URL, le fichier « secret » du dossier des données. Il est vérifié avant que rien ne soit écrit. Ensuite les sessions et les liens à usage unique ne servent plus, et les messages en attente sont retenus : la page État du système dit quoi regarder.',
  options: [['--key fichier', 'la clé qui ouvre une sauvegarde chiffrée (AGE-SECRET-KEY-…)']],
  async run(args) {
    const settings = readSettings();
    const { path, key } = await readArguments(args);
    await mustHaveSecrets(settings, path, key);
    workAsService(settings);
    const { ownerUrl, serverUrl, leave } = await findDatabase(settings, console.error);
    const begun = performance.now();
    try {
      await migrateAll(ownerUrl, serverUrl);
      const finish = (client: ClientBase, { at }: Manifest) => noteRestored(client, new Date(at));
      const { manifest } = await restore({ url: ownerUrl, path, key, pieces: PIECES, used: USED, finish });
      console.log(`Rétabli et comparé en ${seconds(begun)} : ${holds(manifest)}.`);
      const ended = await endWhatCameBack({ url: ownerUrl });
      if (ended) console.log(endedNotice(ended));
    } finally {
      await leave();
    }
  },
};

/** Before anything is written: without its secret a restored bank could open no identity, and not start. */
async function mustHaveSecrets(settings: Settings, path: string, key: string | null): Promise<void> {
  const canaries = await canariesIn(path, key);
  if (canaries.length === 0) return;
  const own = settings.database ? null : storedSecretAt(settings.dataFolder);
  if (own) settle(settings, () => own);
  const where = settings.database
    ? 'dans BN_SECRET (ou le fichier que nomme BN_SECRET_FILE)'
    : `dans le fichier ${settings.dataFolder}/secret, ou dans BN_SECRET`;
  if (!process.env.BN_SECRET)
    throw new SettingsError(
      `Apportez d’abord le secret de la banque sauvegardée ${where} : sans lui elle n’ouvrirait aucune identité. Rien n’a été écrit.`,
    );
  const missing = secretsMissing(canaries);
  if (missing === 'none') return;
  throw new SettingsError(
    missing === 'all'
      ? `Ce secret n’est pas celui de la banque sauvegardée. Mettez le sien ${where}, puis relancez. Rien n’a été écrit.`
      : 'Un ancien secret manque : une partie de la banque sauvegardée a été scellée avec lui. Ajoutez-le dans BN_SECRET_PREVIOUS, puis relancez. Rien n’a été écrit.',
  );
}

export const backupKey: Command = {
  usage: 'fichier',
  help: 'Fait une clé pour chiffrer les sauvegardes : le secret va dans le fichier (à garder ailleurs que sur le serveur), la clé publique est affichée, pour --recipient.',
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
