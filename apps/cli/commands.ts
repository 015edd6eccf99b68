import { SettingsError } from '#kernel';
import { report } from '../server/startup/failure.js';
import { access } from './access.js';
import { afterRestore } from './after-restore.js';
import { alertCommand } from './alert.js';
import { backupCommand, backupKey, restoreCommand, verifyCommand } from './backup.js';
import { createAdmin } from './create-admin.js';
import { lifecycles } from './lifecycles.js';
import { migrateCommand } from './migrate.js';
import { openapi } from './openapi.js';
import { personalData } from './personal-data.js';
import { recordProofCommand } from './record-proof.js';
import { resetSecondFactor } from './reset-second-factor.js';
import { rotateSecretCommand } from './rotate-secret.js';
import { verifyAuditCommand } from './verify-audit.js';

/** A command: what it does in a line, and what it does. Arguments are what follows its name. */
export interface Command {
  readonly usage: string;
  readonly help: string;
  /** What may be given, each with what it does. */
  readonly options?: readonly (readonly [string, string])[];
  readonly run: (args: readonly string[]) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate: migrateCommand,
  'create-admin': createAdmin,
  'reset-second-factor': resetSecondFactor,
  backup: backupCommand,
  verify: verifyCommand,
  restore: restoreCommand,
  'after-restore': afterRestore,
  'backup-key': backupKey,
  'record-proof': recordProofCommand,
  openapi,
  lifecycles,
  access,
  'personal-data': personalData,
  'verify-audit': verifyAuditCommand,
  'rotate-secret': rotateSecretCommand,
  alert: alertCommand,
};

const call = (name: string, { usage }: Command): string => `npm run cli -- ${name} ${usage}`.trimEnd();

/** What a command does and takes, in words. */
const helpOf = (name: string, command: Command): string =>
  [
    call(name, command),
    '',
    command.help,
    ...(command.options ?? []).map(([option, does]) => `\n  ${option}\n      ${does}`),
    '',
    'Ce que font les variables de l’environnement : docs/settings.md.',
  ].join('\n');

const all = (): string =>
  [
    'Commandes (chacune répond à --help) :',
    '',
    ...Object.entries(COMMANDS).map(([name, command]) => `  ${call(name, command)}\n      ${command.help}`),
  ].join('\n');

const ASKS_HELP = ['--help', '-h'];

/** Every command's name. */
export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** Does what was typed, or says what may be. What went wrong is said too, and makes the process exit with 1. @param typed after the program's name */
export async function answer(typed: readonly string[]): Promise<void> {
  const [first = '', ...rest] = typed;
  const asked = ['help', ...ASKS_HELP].includes(first);
  const [name = '', ...args] = asked ? rest : typed;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const known = name === '' || ASKS_HELP.includes(name);
    (known ? console.log : console.error)(all());
    process.exitCode = known ? 0 : 1;
    return;
  }
  if (asked || args.some((arg) => ASKS_HELP.includes(arg))) return console.log(helpOf(name, command));
  try {
    await command.run(args);
  } catch (error) {
    // util.parseArgs says what it did not understand.
    const misused = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    report(misused ? new SettingsError(`${(error as Error).message}\nUsage : ${call(name, command)}`) : error);
  }
}
