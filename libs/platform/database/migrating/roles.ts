import type pg from 'pg';
import { pgErrorOf } from '../connections/pg-error.js';
import { SchemaError } from './migration.js';

/** The group role that every application login belongs to. It owns nothing. */
export const APPLICATION_ROLE = 'bn_app';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Roles belong to the whole server: databases of one server that are migrated together may race here. */
const ifMissing = (statement: string) => `
  DO $do$ BEGIN ${statement};
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`;

/**
 * Makes the group role `bn_app` (no login, owns nothing) where this server has none.
 * @throws SchemaError, with what to run, when the owner may not make roles
 */
export async function prepareRoles(owner: pg.Client): Promise<void> {
  if (await isThere(owner, APPLICATION_ROLE)) return;
  await orSayWhatToRun(owner, ifMissing(`CREATE ROLE ${APPLICATION_ROLE} NOLOGIN`), [
    `CREATE ROLE ${APPLICATION_ROLE} NOLOGIN`,
  ]);
}

/**
 * Lets the login of the application's address do what `bn_app` may do. A missing login is made with the address's password; an existing one keeps its
 * own. With one address for both, the owner itself joins, so that `SET ROLE bn_app` is open to it.
 * @throws SchemaError, with what to run, when the owner may not do this
 */
export async function grantLogin(owner: pg.Client, ownerUrl: string, serverUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(serverUrl).username);
  const password = decodeURIComponent(new URL(serverUrl).password);
  const ownerName = decodeURIComponent(new URL(ownerUrl).username);
  const isOwner = login === '' || login === ownerName;
  if (!isOwner && !(await isThere(owner, login))) {
    const secret = password ? ` PASSWORD ${literal(password)}` : '';
    await orSayWhatToRun(owner, ifMissing(`CREATE ROLE ${quoted(login)} LOGIN${secret}`), [
      `CREATE USER ${quoted(login)} PASSWORD '(celui de DATABASE_URL)'`,
      `GRANT ${APPLICATION_ROLE} TO ${quoted(login)}`,
    ]);
  }
  const { rows } = await owner.query<{ name: string; member: boolean; connects: boolean; database: string }>(
    `WITH who AS (SELECT coalesce(nullif($1, ''), current_user)::name AS name)
     SELECT name, pg_has_role(name, $2::name, $3) AS member, has_database_privilege(name, current_database(), 'CONNECT') AS connects,
       current_database() AS database FROM who`,
    [isOwner ? '' : login, APPLICATION_ROLE, await neededOf(owner, isOwner)],
  );
  const { name, member, connects, database } = rows[0]!;
  const membership = `GRANT ${APPLICATION_ROLE} TO ${quoted(name)}`;
  if (!member) await orSayWhatToRun(owner, ifMissing(membership), [membership]);
  if (!connects) await owner.query(`GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(name)}`);
}

/** What makes a member: inherited rights for a login; for the owner `SET ROLE`, which PostgreSQL 16 separates from membership. */
async function neededOf(client: pg.Client, isOwner: boolean): Promise<string> {
  if (!isOwner) return 'USAGE';
  const { rows } = await client.query<{ separate: boolean }>(
    `SELECT current_setting('server_version_num')::int >= 160000 AS separate`,
  );
  return rows[0]?.separate ? 'SET' : 'MEMBER';
}

const isThere = async (client: pg.Client, role: string): Promise<boolean> =>
  (await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role])).rowCount === 1;

async function orSayWhatToRun(client: pg.Client, statement: string, commands: readonly string[]): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    if (pgErrorOf(error).code !== '42501') throw error;
    throw new SchemaError(
      `Le rôle propriétaire ne peut pas le faire lui-même : lancez, comme administrateur de PostgreSQL (sudo -u postgres psql), puis recommencez :\n${commands.map((one) => `  ${one};`).join('\n')}`,
    );
  }
}
