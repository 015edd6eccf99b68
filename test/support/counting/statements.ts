import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** What opens, ends or marks a transaction: a trip, but no question. */
const OF_TRANSACTIONS = /^\s*(START TRANSACTION|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
/** How far an import is, noted each third of a second: a slow machine notes it more often. */
const OF_TIME = /^\s*UPDATE imports\.progress\b/;

const asked = new AsyncLocalStorage<string[]>();
let watched = false;

/** Every statement of this process passes here, whoever sends it: TypeORM, a pool, a named one. */
function watchClients(): void {
  if (watched) return;
  watched = true;
  const query = pg.Client.prototype.query as (this: pg.Client, ...of: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: pg.Client, ...of: unknown[]) {
    const what = of[0] as string | { text?: string };
    const text = typeof what === 'string' ? what : (what.text ?? String(what));
    if (!OF_TRANSACTIONS.test(text) && !OF_TIME.test(text)) asked.getStore()?.push(text);
    return query.apply(this, of);
  } as typeof pg.Client.prototype.query;
}

/**
 * The statements that a piece of work sends to Postgres, those that open and end transactions or tell how far an import is left out. Only
 * its own: what runs beside it, such as a relay, is not counted.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  watchClients();
  const texts: string[] = [];
  await asked.run(texts, work);
  return texts;
}
