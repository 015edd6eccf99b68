import type pg from 'pg';

/** The group role that every application login belongs to. It owns nothing. */
export const APPLICATION_ROLE = 'bn_app';

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Roles belong to the whole server: databases of one server that are migrated together may race here. */
const ifMissing = (statement: string) => `
  DO $do$ BEGIN ${statement};
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $do$`;

/** Makes the group role `bn_app` (no login, owns nothing) when this server has none. */
export async function prepareRoles(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  if (!rowCount) await owner.query(ifMissing(`CREATE ROLE ${APPLICATION_ROLE} NOLOGIN`));
}

/**
 * Lets the login of the application's address do what `bn_app` may do. A missing login is made with the address's
 * password; an existing one keeps its own. The owner itself joins too, so that `SET ROLE bn_app` is open to it.
 */
export async function grantLogin(owner: pg.Client, ownerUrl: string, serverUrl: string): Promise<void> {
  const login = decodeURIComponent(new URL(serverUrl).username);
  const password = decodeURIComponent(new URL(serverUrl).password);
  const ownerName = decodeURIComponent(new URL(ownerUrl).username);
  const isOwner = login === '' || login === ownerName;
  if (!isOwner) {
    const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
    const secret = password ? ` PASSWORD ${literal(password)}` : '';
    if (!rowCount) await owner.query(ifMissing(`CREATE ROLE ${quoted(login)} LOGIN${secret}`));
  }
  const { rows } = await owner.query<{ member: boolean; database: string }>(
    `SELECT pg_has_role(coalesce(nullif($1, ''), current_user)::name, $2::name, 'MEMBER') AS member, current_database() AS database`,
    [isOwner ? '' : login, APPLICATION_ROLE],
  );
  if (!rows[0]?.member)
    await owner.query(ifMissing(`GRANT ${APPLICATION_ROLE} TO ${isOwner ? 'CURRENT_USER' : quoted(login)}`));
  if (!isOwner) await owner.query(`GRANT CONNECT ON DATABASE ${quoted(rows[0]!.database)} TO ${quoted(login)}`);
}
