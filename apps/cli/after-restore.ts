import { parseArgs } from 'node:util';
import { DataSource } from 'typeorm';
import { noteCameBack } from '#platform/backup';
import { SettingsError } from '#platform/kernel';
import { endedNotice, endWhatCameBack } from '../server/startup/backups.js';
import { inTheBank } from './application.js';
import type { Command } from './commands.js';

export const afterRestore: Command = {
  usage: '[--at 2026-11-28T14:05:00+01:00]',
  help: 'À lancer quand la base est revenue à un état d’avant autrement que par « restore » (pg_restore, journal archivé), serveurs et workers arrêtés : ferme toutes les sessions, périme les liens à usage unique, retient les messages en attente, et met sur la page État du système ce qu’il faut regarder.',
  options: [['--at moment', 'l’état qui est revenu, avec son fuseau ; il est écrit sur la page']],
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { at: { type: 'string' } } });
    const at = values.at === undefined ? null : new Date(values.at);
    if (at && Number.isNaN(at.getTime()))
      throw new SettingsError(`« ${values.at} » n’est pas un moment. Exemple : 2026-11-28T14:05:00+01:00`);
    await inTheBank(async ({ app, ownerUrl }) => {
      await app.get(DataSource).transaction((tx) => noteCameBack(tx, at));
      const ended = await endWhatCameBack({ url: ownerUrl });
      if (ended) console.log(endedNotice(ended));
    });
  },
};
