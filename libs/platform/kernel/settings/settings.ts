import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type IdentityProvider, providersFrom } from '../rights/identity-providers.js';
import { packageRoot } from './package-root.js';
import { SettingsError } from './settings-error.js';

// Every variable of the environment is read in this file: strictly at the start of a process, as it stands by what runs later.

export interface Settings {
  /** NODE_ENV=production: no demo, no generated secret, https only. */
  readonly production: boolean;
  readonly host: string;
  readonly port: number;
  /** The address people type and labels carry, without a final slash. */
  readonly publicUrl: string;
  readonly dataFolder: string;
  /** Null for the embedded PostgreSQL. */
  readonly database: { readonly serverUrl: string; readonly ownerUrl: string } | null;
  /** Null when the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly runWorker: boolean;
  readonly demo: boolean;
}

type Env = Record<string, string | undefined>;

/** Addresses whose password may be given separately, as `DATABASE_PASSWORD` is for `DATABASE_URL`. */
const WITH_PASSWORD = ['DATABASE', 'MIGRATION_DATABASE', 'REDIS', 'SMTP'] as const;

/** Each secret may be given as a file instead (`BN_SECRET_FILE=/run/secrets/bn`): whoever lists the processes can read an environment. */
const SECRETS: readonly string[] = [
  'BN_SECRET',
  'BN_SECRET_PREVIOUS',
  'METRICS_TOKEN',
  'OIDC_PROVIDERS',
  'WEBHOOK_PROXY',
  ...WITH_PASSWORD.flatMap((name) => [`${name}_URL`, `${name}_PASSWORD`]),
];

/** Reads the settings, those in files too. @throws SettingsError */
export function readSettings(env: Env = process.env): Settings {
  readFiles(env);
  addPasswords(env);
  const production = env.NODE_ENV === 'production';
  const port = portFrom(env.PORT);
  const database = databaseFrom(env);
  if (production && !database) {
    throw new SettingsError(
      "En production, donnez l'adresse de la base dans DATABASE_URL (postgres://rôle:mot-de-passe@hôte/base).",
    );
  }
  if (production) requireStrongSecret(env.BN_SECRET);
  checkMail(env);
  checkWebhooks(env);
  providersFrom(env.OIDC_PROVIDERS, production);
  return {
    production,
    host: env.HOST || 'localhost',
    port,
    publicUrl: publicUrlFrom(env.PUBLIC_URL, production, port),
    dataFolder: resolve(packageRoot(), env.BN_DATA || '.data'),
    database,
    redisUrl: env.REDIS_URL ? addressFrom('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']) : null,
    runWorker: env.RUN_WORKER !== '0',
    demo: isTrial(env),
  };
}

/** The address that labels, papers and mails carry, without a final slash; null where none is known. */
export const publicUrl = (env: Env = process.env): string | null => env.PUBLIC_URL?.replace(/\/+$/, '') || null;

/** Whether people reach the site by https: cookies and headers depend on it. */
export const isHttps = (): boolean => publicUrl()?.startsWith('https:') ?? false;

/** The secret that seals, and older ones that still open (`BN_SECRET_PREVIOUS`, comma-separated). */
export const secretsOf = (env: Env = process.env): string[] =>
  [env.BN_SECRET ?? '', ...(env.BN_SECRET_PREVIOUS ?? '').split(',')]
    .map((s) => s.trim())
    .filter((s, i) => i === 0 || s !== '');

export interface MailSettings {
  /** Such as `smtp://user:password@host:port`; the scheme says how mails travel. */
  readonly url: string;
  /** The sender, such as `Banque du Numérique <bonjour@example.fr>`. */
  readonly from: string;
}

/** The mail server of the environment; null when there is none: then people copy the text and send it themselves. */
export const mailSettings = (env: Env = process.env): MailSettings | null =>
  env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null;

export interface WebhookSettings {
  /** Names, addresses and networks that webhooks reach beside the public network, also without https. */
  readonly allowed: readonly string[];
  /** `http://host:port`, through which they leave; null: directly. */
  readonly proxy: string | null;
  /** A file of certificates (PEM) that are believed beside the public authorities. */
  readonly authorities: string | null;
}

/** Where webhooks may go, and how. */
export const webhookSettings = (env: Env = process.env): WebhookSettings => ({
  allowed: (env.WEBHOOK_ALLOWED ?? '').split(',').flatMap((one) => one.trim() || []),
  proxy: env.WEBHOOK_PROXY || null,
  authorities: env.WEBHOOK_CA || null,
});

/** The log's level, and whether a proxy is believed when it names the client's address. */
export const serverSettings = (env: Env = process.env) => ({
  logLevel: env.LOG_LEVEL || 'warn',
  trustProxy: env.TRUST_PROXY === '1',
});

let read: { readonly text: string | undefined; readonly providers: readonly IdentityProvider[] } | null = null;

/** The identity providers for signing in. @throws SettingsError, for the first time at the start */
export function identityProviders(env: Env = process.env): readonly IdentityProvider[] {
  const text = env.OIDC_PROVIDERS;
  if (!read || read.text !== text) read = { text, providers: providersFrom(text, env.NODE_ENV === 'production') };
  return read.providers;
}

/** The folder of the embedded bank's data; null for a Postgres elsewhere. */
export const dataFolder = (env: Env = process.env): string | null =>
  env.DATABASE_URL ? null : resolve(packageRoot(), env.BN_DATA || '.data');

/** Whether this is a trial bank, with invented people: by default the embedded one that nobody opened for themselves. */
export const isTrial = (env: Env = process.env): boolean =>
  env.NODE_ENV !== 'production' && (env.DATABASE_URL ? env.DEMO === '1' : env.DEMO !== '0');

export const backupFolder = (env: Env = process.env): string =>
  resolve(packageRoot(), env.BACKUP_FOLDER || join(env.BN_DATA || '.data', 'backups'));

/** Whom to mail when a unit of the machine failed, also when no database answers. */
export const alertMails = (env: Env = process.env): readonly string[] =>
  (env.ALERT_MAIL ?? '').split(',').flatMap((one) => one.trim() || []);

/** The file that a worker touches each time Postgres has taken its report; null: none. */
export const heartbeatFile = (env: Env = process.env): string | null => env.HEARTBEAT_FILE || null;

/** How long the solver may take for one type of device before a run of the proposals fails. */
export const matchingSeconds = (env: Env = process.env): number => Number(env.MATCHING_SECONDS) || 120;

/** The secret for reading `/metrics`; null: nobody reads them. */
export const metricsToken = (env: Env = process.env): string | null => env.METRICS_TOKEN || null;

/** Puts the address and the secret that were settled at the start into the environment. */
export function settle(settings: Settings, secret: () => string, env: Env = process.env): void {
  env.PUBLIC_URL = settings.publicUrl;
  env.BN_SECRET ||= secret();
}

function readFiles(env: Env): void {
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (!path || env[name]) continue;
    try {
      env[name] = readFileSync(path, 'utf8').trim();
    } catch {
      throw new SettingsError(
        `Le fichier ${path}, nommé par ${name}_FILE, est illisible : vérifiez son chemin et ses droits.`,
      );
    }
  }
}

/** Puts each separate password into its address, unless that has one; invalid addresses are refused where they are read. */
function addPasswords(env: Env): void {
  for (const name of WITH_PASSWORD) {
    const [address, password] = [env[`${name}_URL`], env[`${name}_PASSWORD`]];
    if (!password || !address || !URL.canParse(address)) continue;
    const whole = new URL(address);
    if (whole.password) continue;
    whole.password = encodeURIComponent(password);
    env[`${name}_URL`] = whole.href;
  }
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

function checkMail({ SMTP_URL, MAIL_FROM }: Env): void {
  if (!SMTP_URL && !MAIL_FROM) return;
  // libs/bank/mails/transport.ts refuses at the start what it does not know.
  if (!URL.canParse(SMTP_URL ?? ''))
    throw new SettingsError("SMTP_URL n'est pas une adresse smtp://… : corrigez-la, puis relancez.");
  if (/^[^<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(MAIL_FROM ?? '')) return;
  throw new SettingsError(
    "MAIL_FROM n'est pas une adresse d'expéditeur : écrivez par exemple « Banque du Numérique <bonjour@exemple.fr> ».",
  );
}

function checkWebhooks({ WEBHOOK_PROXY, WEBHOOK_CA }: Env): void {
  if (WEBHOOK_PROXY) addressFrom('WEBHOOK_PROXY', WEBHOOK_PROXY, ['http:']);
  if (!WEBHOOK_CA) return;
  try {
    readFileSync(WEBHOOK_CA);
  } catch {
    throw new SettingsError(
      `Le fichier ${WEBHOOK_CA}, nommé par WEBHOOK_CA, est illisible : vérifiez son chemin et ses droits.`,
    );
  }
}

/** Names that nobody can have (RFC 2606), as in the examples of settings. */
const EXAMPLES = /(^|\.)example(\.(org|com|net))?$/;

function publicUrlFrom(text: string | undefined, production: boolean, port: number): string {
  const url = (text || (production ? '' : `http://localhost:${port}`)).replace(/\/+$/, '');
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (production && protocol !== 'https:') {
    throw new SettingsError(
      "En production, PUBLIC_URL doit être l'adresse https du site (https://…) : l'appareil photo, le travail hors ligne et les sessions en dépendent.",
    );
  }
  if (production && EXAMPLES.test(new URL(url).hostname))
    throw new SettingsError(
      `PUBLIC_URL est encore l'adresse de l'exemple (${url}) : écrivez celle de votre banque. Chaque étiquette la porte, pour toujours.`,
    );
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
