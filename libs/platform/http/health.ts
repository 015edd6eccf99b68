import { tmpdir } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { noSpaceSeen, schemaIsThere, workersSeen } from '#platform/database';
import { dataFolder, freeBytes } from '#platform/kernel';
import { releasePlace } from './askers/strangers.js';

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly database: boolean;
  readonly schema: boolean;
  /** There is space for uploads, and for the embedded bank's data. */
  readonly disk: boolean;
  /** Postgres has not lately reported a full disk. If it has, people may still come: they can read, and what they type stays in their page. */
  readonly databaseSpace: boolean;
  /** A worker is alive. If none is, people may still come: their jobs wait in Postgres. */
  readonly queue: boolean;
}

const LEAST_BYTES = 256 * 1024 * 1024;
/** However often it is asked, Postgres is asked every other second. */
const REUSED_MS = 2_000;
const WITHIN_MS = 3_000;

/**
 * `/sante`: the process answers, and nothing else is asked, so that no stuck database makes an orchestrator kill a server that would recover by
 * itself. `/pret`: 200 when people may be sent here, else 503. Neither needs signing in.
 */
export function serveHealth(app: FastifyInstance, database: () => DataSource): void {
  let last: { at: number; readiness: Promise<Readiness> } | null = null;
  app.get('/sante', async () => ({ status: 'ok' }));
  app.get('/pret', async (req, reply) => {
    // Nothing waits behind it for a database that is stuck.
    releasePlace(req);
    if (!last || performance.now() - last.at > REUSED_MS)
      last = { at: performance.now(), readiness: readiness(database()) };
    const found = await last.readiness;
    return reply.status(found.status === 'ready' ? 200 : 503).send(found);
  });
}

/** What is there and what is missing; never a failure, and never later than three seconds. */
export async function readiness(database: DataSource): Promise<Readiness> {
  const [schema, workers, disk] = await Promise.all([
    within(WITHIN_MS, unanswered(database, schemaIsThere)),
    within(WITHIN_MS, unanswered(database, workersSeen)),
    isRoom(),
  ]);
  const found = {
    database: schema !== null,
    schema: schema ?? false,
    disk,
    databaseSpace: noSpaceSeen() === null,
    queue: workers?.some(({ alive }) => alive) ?? false,
  };
  return { status: found.database && found.schema && disk ? 'ready' : 'not_ready', ...found };
}

const pending = new WeakMap<DataSource, Map<unknown, Promise<unknown>>>();

/** A question that Postgres has not answered yet is not repeated: it would take all connections. */
function unanswered<T>(database: DataSource, ask: (on: DataSource) => Promise<T>): Promise<T> {
  const asked = pending.get(database) ?? new Map<unknown, Promise<unknown>>();
  pending.set(database, asked);
  const before = asked.get(ask) as Promise<T> | undefined;
  if (before) return before;
  const answer = ask(database).finally(() => asked.delete(ask));
  asked.set(ask, answer);
  return answer;
}

async function isRoom(): Promise<boolean> {
  const data = dataFolder();
  const [uploads, bank] = await Promise.all([freeBytes(tmpdir()), data ? freeBytes(data) : null]);
  return uploads !== null && uploads > LEAST_BYTES && (bank === null || bank > LEAST_BYTES);
}

function within<T>(ms: number, answer: Promise<T>): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ms);
    const settle = (value: T | null) => {
      clearTimeout(timer);
      resolve(value);
    };
    answer.then(settle, () => settle(null));
  });
}
