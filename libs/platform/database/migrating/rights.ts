import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import { SchemaError } from './migration.js';
import { APPLICATION_ROLE } from './roles.js';

/** Everything of the bank in Postgres, with its access list; of `public` only the list of migrations, and nothing of the queue's. */
const THINGS = `
  ours AS (
    SELECT oid, nspname AS name, nspowner, nspacl FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'bullmq')),
  things AS (
    SELECT 'schema' AS kind, quote_ident(name) AS thing, nspowner AS owner, coalesce(nspacl, acldefault('n', nspowner)) AS acl, NULL::text AS part
      FROM ours WHERE name <> 'public'
    UNION ALL SELECT CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END, format('%I.%I', o.name, c.relname), c.relowner,
        coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner)), NULL
      FROM pg_class c JOIN ours o ON o.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND (o.name <> 'public' OR c.relname = 'bn_migration')
    UNION ALL SELECT 'table', format('%I.%I', o.name, c.relname), c.relowner, a.attacl, quote_ident(a.attname)
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN ours o ON o.oid = c.relnamespace
      WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND (o.name <> 'public' OR c.relname = 'bn_migration')
    UNION ALL SELECT 'routine', format('%I.%I(%s)', o.name, p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner,
        coalesce(p.proacl, acldefault('f', p.proowner)), NULL
      FROM pg_proc p JOIN ours o ON o.oid = p.pronamespace
      WHERE o.name <> 'public' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')
    UNION ALL SELECT k.kind, quote_ident(o.name), o.nspowner,
        (SELECT d.defaclacl FROM pg_default_acl d WHERE d.defaclnamespace = o.oid AND d.defaclrole = o.nspowner AND d.defaclobjtype = k.code), NULL
      FROM ours o, (VALUES ('tables to come', 'r'::"char"), ('sequences to come', 'S'::"char")) AS k (kind, code) WHERE o.name <> 'public')`;

const NOW = `
  ${THINGS},
  standing AS (
    SELECT t.kind, t.thing, t.owner::regrole::text AS owner,
      coalesce(array_agg(r.name ORDER BY r.name) FILTER (WHERE r.grantee = to_regrole('${APPLICATION_ROLE}')::oid), '{}') AS application,
      coalesce(array_agg(r.name ORDER BY r.name) FILTER (WHERE r.grantee = 0), '{}') AS everybody
    FROM things t LEFT JOIN LATERAL (
      SELECT a.grantee, a.privilege_type || coalesce(' (' || t.part || ')', '') AS name FROM aclexplode(t.acl) a) r ON true
    GROUP BY t.kind, t.thing, t.owner)`;

/** Each right that differs from what migrating left: lost, or granted since. What no migration made is not looked at. */
const DIFFERENT = `
  WITH ${NOW},
  both_of AS (
    SELECT n.kind, n.thing, n.owner, w.grantee, w.must, w.has FROM platform.application_right r JOIN standing n USING (kind, thing),
      LATERAL (VALUES ('${APPLICATION_ROLE}', r.application, n.application), ('PUBLIC', r.everybody, n.everybody)) AS w (grantee, must, has))
  SELECT kind, thing, owner, grantee, privilege, true AS lost FROM both_of, LATERAL (SELECT unnest(must) EXCEPT SELECT unnest(has)) AS l (privilege)
  UNION ALL
  SELECT kind, thing, owner, grantee, privilege, false FROM both_of, LATERAL (SELECT unnest(has) EXCEPT SELECT unnest(must)) AS m (privilege)
  ORDER BY kind, thing, grantee, privilege`;

interface Difference {
  readonly kind: string;
  readonly thing: string;
  readonly owner: string;
  readonly grantee: string;
  readonly privilege: string;
  readonly lost: boolean;
}

export interface Rights {
  readonly due: number;
  readonly lost: number;
  readonly more: number;
}

const statementFor = ({ kind, thing, owner, grantee, privilege, lost }: Difference): string => {
  const toCome = /^(\w+) to come$/.exec(kind);
  const what = toCome ? `${privilege} ON ${toCome[1]}` : `${privilege} ON ${kind} ${thing}`;
  const change = lost ? `GRANT ${what} TO ${grantee}` : `REVOKE ${what} FROM ${grantee}`;
  return toCome ? `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${thing} ${change}` : change;
};

const isRemembered = async (client: pg.ClientBase): Promise<boolean> =>
  (await client.query(`SELECT FROM pg_class WHERE oid = to_regclass('platform.application_right')`)).rowCount === 1;

const differences = async (client: pg.ClientBase): Promise<Difference[]> =>
  (await client.query<Difference>(DIFFERENT)).rows;

/** Compares the application's rights with those that the last migrating left; null where it left none (a database of before that). */
export async function applicationRights(client: pg.ClientBase): Promise<Rights | null> {
  if (!(await isRemembered(client))) return null;
  const { rows } = await client.query<{ due: number }>(
    `SELECT sum(cardinality(application) + cardinality(everybody))::int AS due FROM platform.application_right`,
  );
  const found = await differences(client);
  const lost = found.filter((one) => one.lost).length;
  return { due: rows[0]?.due ?? 0, lost, more: found.length - lost };
}

/**
 * Makes the application's rights what the last migrating left: grants what was lost, revokes what was granted since.
 * @param owner a connection of who owns the tables
 * @returns how many were granted and revoked; null where nothing had to be
 * @throws SchemaError, with what to run, where this role cannot mend them
 */
export async function mendRights(owner: pg.ClientBase): Promise<{ restored: number; revoked: number } | null> {
  await mustOwn(owner);
  if (!(await isRemembered(owner))) {
    await mustHaveBeenOpened(owner);
    return null;
  }
  const found = await differences(owner);
  if (found.length === 0) return null;
  await owner.query(['BEGIN', ...found.map(statementFor), 'COMMIT'].join(';\n'));
  const left = await differences(owner);
  if (left.length > 0)
    throw new SchemaError(
      `Il reste ${left.length} droits à remettre, que ce rôle ne peut pas changer ; comme administrateur de PostgreSQL, dans cette base :\n${left.map((one) => `  ${statementFor(one)};`).join('\n')}`,
    );
  const restored = found.filter(({ lost }) => lost).length;
  return { restored, revoked: found.length - restored };
}

/** Remembers what the application may do, at the end of migrating and in its transaction. */
export async function rememberRights(q: QueryRunner): Promise<void> {
  const [there] = await q.query(`SELECT to_regclass('platform.application_right') IS NOT NULL AS yes`);
  if (!there.yes) return;
  await q.query('DELETE FROM platform.application_right');
  await q.query(
    `INSERT INTO platform.application_right (kind, thing, application, everybody)
     WITH ${NOW} SELECT kind, thing, application, everybody FROM standing`,
  );
}

/** A dump that was restored as somebody else belongs to them. */
async function mustOwn(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ thing: string; owner: string; me: string; n: number }>(
    `WITH ${THINGS} SELECT thing, owner::regrole::text AS owner, current_user AS me, count(*) OVER ()::int AS n
     FROM things WHERE part IS NULL AND kind NOT LIKE '% to come' AND NOT pg_has_role(owner, 'USAGE') ORDER BY kind, thing LIMIT 1`,
  );
  const [one] = rows;
  if (one)
    throw new SchemaError(
      `${one.n} objets de cette base n'appartiennent pas à ${one.me} (${one.thing} est à ${one.owner}) : donnez dans MIGRATION_DATABASE_URL l'adresse de leur propriétaire, ou rétablissez la sauvegarde de nouveau, dans une base vide, avec « pg_restore --no-owner --role=${one.me} » (docs/operations.md).`,
    );
}

/** A dump restored where the role did not exist: every GRANT in it failed, and nothing says what they were. */
async function mustHaveBeenOpened(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ lost: boolean }>(
    `SELECT NOT has_schema_privilege('${APPLICATION_ROLE}', oid, 'USAGE') AS lost FROM pg_namespace WHERE nspname = 'platform'
       AND to_regclass('platform.applied_sql') IS NOT NULL`,
  );
  if (rows[0]?.lost)
    throw new SchemaError(
      `Cette base a été rétablie sur un serveur qui n'avait pas le rôle ${APPLICATION_ROLE} : les droits de l'application n'y sont plus. Recommencez dans une base vide, maintenant que le rôle existe (docs/operations.md).`,
    );
}
