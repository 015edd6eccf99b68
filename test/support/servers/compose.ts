import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const VARIABLE = /^ +([A-Z][A-Z_]+): (.+)$/gm;

/** The variables that docker-compose.yml gives a service, with the `.env` values filled in, and its secrets in a folder of this machine. */
export function composeEnvironment(
  service: string,
  dotEnv: Readonly<Record<string, string>>,
  secrets: string,
): Record<string, string> {
  const file = readFileSync('docker-compose.yml', 'utf8');
  const shared = between(file, /environment: &environment\n/, /^services:/m);
  const own = between(file, new RegExp(`^ {2}${service}:\\n`, 'm'), /^ {2}\w|^\w/m);
  const pairs = [...shared.matchAll(VARIABLE), ...own.matchAll(VARIABLE)];
  return Object.fromEntries(
    pairs.map(([, name, value]) => [name, filled(value!, dotEnv).replace('/run/secrets', secrets)]),
  );
}

/** Who may come into Postgres, as the file has it written at each start. */
export const composeAccess = (): string =>
  between(readFileSync('docker-compose.yml', 'utf8'), /<<RULES\n/, /^ +RULES$/m).replace(/^ +/gm, '');

/** Writes each secret that the file names: a value, or nothing. */
export function composeSecrets(folder: string, values: Readonly<Record<string, string>>): void {
  const named = between(readFileSync('docker-compose.yml', 'utf8'), /^secrets:\n/m, /^volumes:/m);
  for (const [, name] of named.matchAll(/^ {2}(\w+):/gm)) writeFileSync(join(folder, name!), values[name!] ?? '');
}

function between(text: string, start: RegExp, end: RegExp): string {
  const after = text.split(start)[1];
  if (after === undefined) throw new Error(`docker-compose.yml has no ${start}`);
  return after.split(end)[0]!;
}

const filled = (value: string, dotEnv: Readonly<Record<string, string>>): string =>
  value.replace(/^"(.*)"$/, '$1').replace(/\$\{([A-Z_]+):[?-][^}]*\}/g, (_, name: string) => dotEnv[name] ?? '');
