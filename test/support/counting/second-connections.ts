import { AsyncLocalStorage } from 'node:async_hooks';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { BESIDE } from '../../../libs/platform/database/connections/pools.js';

/** What one request, or one piece of work, holds: the connections of its transactions. */
type Holding = Set<QueryRunner>;

const holding = new AsyncLocalStorage<Holding>();
const seen: string[] = [];
let watching = false;

/** Where the program asked: its own lines of a stack. */
const where = (): string =>
  (new Error().stack ?? '')
    .split('\n')
    .filter((line) => /\/(?:libs|apps)\//.test(line) && !/\/libs\/platform\/database\//.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
    .join('\n');

/** Every connection of this process is taken here, and every transaction is begun and left here, whoever does it. */
function watchPools(db: DataSource): void {
  if (watching) return;
  watching = true;
  const { connect } = pg.Pool.prototype;
  pg.Pool.prototype.connect = function (this: pg.Pool, ...of: unknown[]) {
    const isBeside = (this.options as { serves?: string }).serves === BESIDE.serves;
    if (holding.getStore()?.size && !isBeside) seen.push(where());
    return (connect as (...of: unknown[]) => unknown).apply(this, of);
  } as typeof connect;
  const runners = Object.getPrototypeOf(db.createQueryRunner()) as QueryRunner;
  const { startTransaction, release } = runners;
  runners.startTransaction = async function (this: QueryRunner, ...of) {
    // Its first connection is taken within.
    await startTransaction.apply(this, of);
    holding.getStore()?.add(this);
  };
  runners.release = function (this: QueryRunner) {
    holding.getStore()?.delete(this);
    return release.apply(this);
  };
}

/** Watches each request of an application by itself. Before it is opened. */
export function watchRequests(app: NestFastifyApplication): void {
  watchPools(app.get(DataSource));
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_req, _reply, next) => holding.run(new Set(), next));
}

/** Watches a piece of work by itself. */
export function watched<T>(db: DataSource, work: () => Promise<T>): Promise<T> {
  watchPools(db);
  return holding.run(new Set(), work);
}

/** Where a second connection was asked for while a transaction held its own, since this was asked the last time. */
export const secondConnections = (): string[] => [...new Set(seen.splice(0))];
