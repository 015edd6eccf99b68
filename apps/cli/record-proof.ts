import { parseArgs } from 'node:util';
import { PROOF_KINDS, type ProofKind, recordProofAt } from '#platform/database';
import { readSettings, SettingsError } from '#platform/kernel';
import { findDatabase } from '../server/startup/open-database.js';
import type { Command } from './commands.js';

/** What others do for the bank; it proves its audit itself. */
const OTHERS: readonly ProofKind[] = PROOF_KINDS.filter((kind) => !kind.startsWith('audit'));

export const recordProofCommand: Command = {
  usage: `${OTHERS.join('|')} [--failure code]`,
  help: 'Note, pour l’état du système et les alertes, qu’une sauvegarde faite par vos propres moyens (pg_dump…) a réussi, ou a été rétablie à l’essai ; --failure : qu’elle a échoué.',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { failure: { type: 'string' } },
      allowPositionals: true,
    });
    const kind = OTHERS.find((one) => one === positionals[0]);
    if (!kind || positionals.length > 1 || !/^[a-z_]+(?:\.[a-z_]+)*$/.test(values.failure ?? 'none'))
      throw new SettingsError(`Usage : npm run cli -- record-proof ${recordProofCommand.usage}`);
    const { ownerUrl, leave } = await findDatabase(readSettings(), console.error);
    try {
      await recordProofAt(ownerUrl, kind, { failure: values.failure });
      console.log('Noté.');
    } finally {
      await leave();
    }
  },
};
