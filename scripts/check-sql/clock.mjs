import ts from 'typescript';
import { everyNode, lineOf, pathOf } from './program.mjs';

/**
 * Where the machine's own clock is meant, by file or thing of Postgres, each with the reason. Everything else asks the bank's (`platform.now()`,
 * `platform.clock_timestamp()`, `clock` of `#platform/kernel`), which a trial may set on; what lasts is measured by `performance.now()`.
 */
const MACHINES = {
  'libs/platform/kernel/rules/clock.ts': 'the bank’s clock stands on it',
  'libs/platform/database/bank-clock.ts': 'compares the two',
  'platform.now': 'the bank’s clock stands on it',
  'platform.clock_timestamp': 'the bank’s clock stands on it',
  'platform.set_clock': 'the bank’s clock stands on it',
  'libs/platform/database/migrating/sql-files.ts': 'when a text was applied to the database',
  'platform.applied_sql.applied_at': 'when a text was applied to the database',
  'libs/platform/database/migrating/migrate.ts': 'Postgres’s own sessions',
  'libs/bank/people/second-factor/totp.ts': 'the clock of the person’s phone',
  'libs/platform/backup/backup.ts': 'files on the machine’s disk',
  'apps/server/startup/backups.ts': 'files on the machine’s disk',
  'libs/platform/http/bodies/uploads.ts': 'files on the machine’s disk',
  'libs/platform/database/embedded/embedded-binaries.ts': 'files on the machine’s disk',
  'libs/platform/database/embedded/embedded-move.ts': 'files on the machine’s disk',
  'libs/platform/database/embedded/embedded-postgres.ts': 'files on the machine’s disk',
};

const SQL_CLOCK =
  /(?<!\bplatform\.)\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp)\b/i;

const isText = (node) =>
  ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);

/** `new Date()`, or `Date.now` in whatever use. */
const isMachines = (node) =>
  (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
  (ts.isPropertyAccessExpression(node) && node.getText() === 'Date.now');

/** The program's own uses: what runs in the browser has the person's clock. */
function inTypeScript({ files }) {
  const found = [];
  for (const file of files) {
    const path = pathOf(file);
    if (path.startsWith('apps/browser/')) continue;
    everyNode(file, (node) => {
      if (isMachines(node)) found.push({ of: path, at: lineOf(node), what: 'clock of #platform/kernel' });
      else if (isText(node) && SQL_CLOCK.test(node.text))
        found.push({ of: path, at: lineOf(node), what: 'platform.now() or platform.clock_timestamp()' });
    });
  }
  return found;
}

/** Bodies, defaults, views and checks, as Postgres has them. */
const IN_POSTGRES = `
  SELECT name, text FROM (
    SELECT pronamespace AS of, pronamespace::regnamespace || '.' || proname AS name, coalesce(pg_get_function_sqlbody(oid), prosrc) AS text FROM pg_proc
    UNION ALL SELECT relnamespace, oid::regclass::text, pg_get_viewdef(oid) FROM pg_class WHERE relkind IN ('v', 'm')
    UNION ALL SELECT c.relnamespace, c.oid::regclass || '.' || a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
      JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.adnum
    UNION ALL SELECT connamespace, conrelid::regclass || '.' || conname, pg_get_constraintdef(oid) FROM pg_constraint) t
  WHERE of::regnamespace::text !~ '^pg_' AND of::regnamespace::text NOT IN ('public', 'information_schema', 'bullmq')`;

const withoutComments = (sql) => sql.replace(/--[^\n]*/g, ' ');

/**
 * Holds the program and the database to the bank's clock.
 * @param only the paths that are looked at begin so; without, the list of what may ask the machine's is held too
 */
export async function heldToTheClock(client, opened, only, tell) {
  const { rows } = await client.query(IN_POSTGRES);
  const inPostgres = rows
    .filter(({ text }) => SQL_CLOCK.test(withoutComments(text ?? '')))
    .map(({ name }) => ({ of: name, at: name, what: 'platform.now() or platform.clock_timestamp()' }));
  const found = [...inTypeScript(opened), ...inPostgres];
  for (const { of, at, what } of found)
    if (at.startsWith(only) && !(of in MACHINES)) tell(`${at} asks the machine's clock; the bank's is ${what}`);
  if (only) return;
  for (const of of Object.keys(MACHINES))
    if (!found.some((one) => one.of === of))
      tell(`${of}: does not ask the machine's clock, scripts/check-sql/clock.mjs says so still`);
}
