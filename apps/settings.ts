import { basename, dirname, join, resolve } from 'node:path';
import { keptSecret } from '#database';

/** What the environment asks for. Every variable the program knows is read here, and nowhere else first. */
export interface Settings {
  /** NODE_ENV=production: no demo, no generated secret, https only. */
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The address people type and labels carry, without a final slash. */
  readonly publicUrl: string;
  /** Embedded data, generated secrets (`.data`). */
  readonly dataFolder: string;
  /** Null for the embedded PostgreSQL. */
  readonly database: { readonly serverUrl: string; readonly ownerUrl: string } | null;
  /** Null when the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly runWorker: boolean;
  readonly demo: boolean;
}

/** The environment cannot be right; the message is a French sentence that says what to change. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Env = Record<string, string | undefined>;

/** Reads the settings. @throws SettingsError */
export function readSettings(env: Env = process.env): Settings {
  const production = env.NODE_ENV === 'production';
  const port = portFrom(env.PORT);
  const database = databaseFrom(env);
  if (production && !database) {
    throw new SettingsError(
      "En production, donnez l'adresse de la base dans DATABASE_URL (postgres://rôle:mot-de-passe@hôte/base).",
    );
  }
  if (production) requireStrongSecret(env.BN_SECRET);
  checkPostOffice(env);
  return {
    production,
    host: env.HOST || 'localhost',
    port,
    publicUrl: publicUrlFrom(env.PUBLIC_URL, production, port),
    dataFolder: resolve(packageRoot(), env.BN_DATA || '.data'),
    database,
    redisUrl: env.REDIS_URL ? addressFrom('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']) : null,
    runWorker: env.RUN_WORKER !== '0',
    demo: !production && (database ? env.DEMO === '1' : env.DEMO !== '0'),
  };
}

/** Gives the rest of the program the defaults it reads by itself; a secret is generated once for a trial installation. */
export function completeEnvironment(settings: Settings, env: Env = process.env): void {
  env.PUBLIC_URL = settings.publicUrl;
  env.BN_SECRET ||= keptSecret(join(settings.dataFolder, 'secret'));
}

function packageRoot(): string {
  const above = dirname(import.meta.dirname);
  return basename(above) === 'dist' ? dirname(above) : above;
}

function portFrom(text: string | undefined): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new SettingsError(`PORT doit être un nombre entre 0 et 65535 ; il vaut « ${text} ».`);
}

function databaseFrom(env: Env): Settings['database'] {
  if (!env.DATABASE_URL) return null;
  const serverUrl = addressFrom('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']);
  const owner = env.MIGRATION_DATABASE_URL;
  return {
    serverUrl,
    ownerUrl: owner ? addressFrom('MIGRATION_DATABASE_URL', owner, ['postgres:', 'postgresql:']) : serverUrl,
  };
}

function addressFrom(name: string, text: string, protocols: readonly string[]): string {
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new SettingsError(`${name} n'est pas une adresse ${protocols[0]}//… : corrigez-la, puis relancez.`);
}

/** Mail goes out only when both its post office and its sender are given. */
function checkPostOffice({ SMTP_URL, MAIL_FROM }: Env): void {
  if (!SMTP_URL && !MAIL_FROM) return;
  addressFrom('SMTP_URL', SMTP_URL ?? '', ['smtp:', 'smtps:']);
  if (/^[^<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(MAIL_FROM ?? '')) return;
  throw new SettingsError(
    "MAIL_FROM n'est pas une adresse d'expéditeur : écrivez par exemple « Banque du Numérique <bonjour@exemple.fr> ».",
  );
}

function publicUrlFrom(text: string | undefined, production: boolean, port: number): string {
  const url = (text || (production ? '' : `http://localhost:${port}`)).replace(/\/+$/, '');
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (production && protocol !== 'https:') {
    throw new SettingsError(
      "En production, PUBLIC_URL doit être l'adresse https du site (https://…) : l'appareil photo, le travail hors ligne et les sessions en dépendent.",
    );
  }
  if (!['http:', 'https:'].includes(protocol))
    throw new SettingsError(`PUBLIC_URL n'est pas une adresse http(s) : « ${text} ».`);
  return url;
}

function requireStrongSecret(secret = ''): void {
  const weak =
    secret.length < 32 ||
    new Set(secret).size < 10 ||
    /change|secret|password|motdepasse|exemple|example/i.test(secret);
  if (!weak) return;
  throw new SettingsError(
    'En production, BN_SECRET doit être un secret tiré au hasard d’au moins 32 caractères, gardé hors de la base et de ses sauvegardes. Par exemple : openssl rand -base64 48',
  );
}
