import { BackupError } from '#platform/backup';
import { EmbeddedPostgresError, isDiskFull, NoAnswer, SchemaError } from '#platform/database';
import { SettingsError } from '#platform/kernel';

interface Fault {
  readonly code?: string;
  readonly message?: string;
  readonly port?: number;
  readonly syscall?: string;
  readonly errors?: readonly Fault[];
  readonly driverError?: Fault;
}

const NOBODY_ANSWERS =
  'Personne ne répond à l’adresse de DATABASE_URL (ou REDIS_URL) : vérifiez l’hôte et le port, et que le service tourne.';

/** A sentence that says what to do, for what a person at a terminal can mend; null for anything else. */
export function sentenceFor(error: unknown): string | null {
  if (SAID.some((kind) => error instanceof kind)) return (error as Error).message;
  if (isDiskFull(error)) return 'Le disque est plein : libérez de la place, puis relancez.';
  const fault = (error ?? {}) as Fault;
  if (fault.driverError instanceof NoAnswer) return fault.driverError.message;
  if (/^timeout (expired|exceeded)|due to connection timeout/.test(fault.message ?? '')) return NOBODY_ANSWERS;
  const { code, port } = fault.driverError ?? fault.errors?.[0] ?? fault;
  switch (code) {
    case 'EADDRINUSE':
      return `Le port ${port} est déjà pris : arrêtez l'autre programme, ou choisissez-en un autre (PORT=3001 npm start).`;
    case 'EACCES':
      return fault.syscall === 'listen'
        ? `Le port ${port} est réservé à l'administrateur du système : choisissez-en un autre (PORT=3000).`
        : "Un fichier ou un dossier n'est pas accessible : relancez avec le compte à qui appartient le projet.";
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'ECONNRESET':
      return NOBODY_ANSWERS;
    case '28P01':
    case '28000':
      return 'La base de données refuse le rôle ou le mot de passe de DATABASE_URL (ou MIGRATION_DATABASE_URL) : corrigez-les.';
    case '3D000':
      return 'La base nommée dans DATABASE_URL n’existe pas : créez-la (createdb), ou corrigez son nom.';
    case '42501':
      return 'Le rôle de la base n’a pas le droit de la mettre à jour : donnez celui du propriétaire dans MIGRATION_DATABASE_URL.';
    case '53300':
      return 'La base de données n’accepte plus de connexions : attendez, ou augmentez max_connections.';
    default:
      return null;
  }
}

/** The database answers, but the program cannot work on it; the message is a sentence. */
export class DatabaseNotReady extends Error {
  override readonly name = 'DatabaseNotReady';
}

const SAID = [SettingsError, EmbeddedPostgresError, SchemaError, DatabaseNotReady, BackupError, NoAnswer];

/** Reports why the program stops, and makes it exit with 1. An unforeseen fault keeps its stack, for a developer. */
export function report(error: unknown): void {
  process.exitCode = 1;
  const sentence = sentenceFor(error);
  console.error(sentence ? `\n${sentence}\n` : error);
}
