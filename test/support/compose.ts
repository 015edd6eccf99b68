import { readFileSync } from 'node:fs';

const VARIABLE = /^ +([A-Z][A-Z_]+): (.+)$/gm;

/** The variables that docker-compose.yml gives a service, with the `.env` values filled in. */
export function composeEnvironment(service: string, dotEnv: Readonly<Record<string, string>>): Record<string, string> {
  const file = readFileSync('docker-compose.yml', 'utf8');
  const shared = between(file, /environment: &environment\n/, /^services:/m);
  const own = between(file, new RegExp(`^ {2}${service}:\\n`, 'm'), /^ {2}\w|^\w/m);
  const pairs = [...shared.matchAll(VARIABLE), ...own.matchAll(VARIABLE)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, filled(value!, dotEnv)]));
}

function between(text: string, start: RegExp, end: RegExp): string {
  const after = text.split(start)[1];
  if (after === undefined) throw new Error(`docker-compose.yml has no ${start}`);
  return after.split(end)[0]!;
}

const filled = (value: string, dotEnv: Readonly<Record<string, string>>): string =>
  value.replace(/^"(.*)"$/, '$1').replace(/\$\{([A-Z_]+):[?-][^}]*\}/g, (_, name: string) => dotEnv[name] ?? '');
