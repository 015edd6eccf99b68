import 'reflect-metadata';
import { SettingsError } from '#kernel';
import { report } from '../server/startup/failure.js';
import { access } from './access.js';
import { backupCommand, backupKey, restoreCommand, verifyCommand } from './backup.js';
import { createAdmin } from './create-admin.js';
import { lifecycles } from './lifecycles.js';
import { migrateCommand } from './migrate.js';
import { openapi } from './openapi.js';
import { personalData } from './personal-data.js';
import { resetSecondFactor } from './reset-second-factor.js';
import { rotateSecretCommand } from './rotate-secret.js';
import { verifyAuditCommand } from './verify-audit.js';

/** A command: what it does in a line, and what it does. Arguments are what follows its name. */
export interface Command {
  readonly usage: string;
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  'create-admin': createAdmin,
  'reset-second-factor': resetSecondFactor,
  backup: backupCommand,
  verify: verifyCommand,
  restore: restoreCommand,
  'backup-key': backupKey,
  openapi,
  lifecycles,
  access,
  'personal-data': personalData,
  'verify-audit': verifyAuditCommand,
  'rotate-secret': rotateSecretCommand,
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
if (!command) {
  const lines = Object.entries(COMMANDS).map(
    ([known, { usage, help }]) => `  npm run cli -- ${known} ${usage}\n      ${help}`,
  );
  console.error(['Commandes :', '', ...lines].join('\n'));
  process.exitCode = name === '' || name === 'help' ? 0 : 1;
} else {
  try {
    await command.run(args);
  } catch (error) {
    // util.parseArgs says what it did not understand.
    const misused = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    report(
      misused
        ? new SettingsError(`${(error as Error).message}\nUsage : npm run cli -- ${name} ${command.usage}`)
        : error,
    );
  }
}
