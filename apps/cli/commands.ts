import { SettingsError } from '#platform/kernel';
import { report } from '../server/startup/failure.js';

export interface Command {
  readonly usage: string;
  readonly help: string;
  readonly options?: readonly (readonly [string, string])[];
  readonly run: (args: readonly string[]) => Promise<void>;
}

/** Each is loaded when it is called: the whole program takes longer to load than most of them to run. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  migrate: async () => (await import('./migrate.js')).migrateCommand,
  'create-admin': async () => (await import('./accounts.js')).createAdmin,
  'reset-second-factor': async () => (await import('./accounts.js')).resetSecondFactor,
  backup: async () => (await import('./backup.js')).backupCommand,
  verify: async () => (await import('./backup.js')).verifyCommand,
  restore: async () => (await import('./backup.js')).restoreCommand,
  'after-restore': async () => (await import('./after-restore.js')).afterRestore,
  'backup-key': async () => (await import('./backup.js')).backupKey,
  'record-proof': async () => (await import('./record-proof.js')).recordProofCommand,
  openapi: async () => (await import('./descriptions.js')).openapi,
  lifecycles: async () => (await import('./descriptions.js')).lifecycles,
  access: async () => (await import('./descriptions.js')).access,
  'personal-data': async () => (await import('./personal-data.js')).personalData,
  'verify-audit': async () => (await import('./seals.js')).verifyAuditCommand,
  'rotate-secret': async () => (await import('./seals.js')).rotateSecretCommand,
  clock: async () => (await import('./clock.js')).clockCommand,
  alert: async () => (await import('./alert.js')).alertCommand,
};

const call = (name: string, { usage }: Command): string => `npm run cli -- ${name} ${usage}`.trimEnd();

const helpOf = (name: string, command: Command): string =>
  [
    call(name, command),
    '',
    command.help,
    ...(command.options ?? []).map(([option, does]) => `\n  ${option}\n      ${does}`),
    '',
    'Ce que font les variables de l’environnement : docs/settings.md.',
  ].join('\n');

async function all(): Promise<string> {
  const lines = Object.entries(COMMANDS).map(async ([name, load]) => {
    const command = await load();
    return `  ${call(name, command)}\n      ${command.help}`;
  });
  return ['Commandes (chacune répond à --help) :', '', ...(await Promise.all(lines))].join('\n');
}

const ASKS_HELP = ['--help', '-h'];

export const COMMAND_NAMES: readonly string[] = Object.keys(COMMANDS);

/** Runs the command that was typed, or prints help. Errors are reported, and make the process exit with 1. @param typed the arguments */
export async function answer(typed: readonly string[]): Promise<void> {
  const [first = '', ...rest] = typed;
  const asked = ['help', ...ASKS_HELP].includes(first);
  const [name = '', ...args] = asked ? rest : typed;
  const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
  if (!command) {
    const known = name === '' || ASKS_HELP.includes(name);
    (known ? console.log : console.error)(await all());
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
