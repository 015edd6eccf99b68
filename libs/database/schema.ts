import type { QueryRunner } from 'typeorm';

/** The group role that every application login belongs to. It owns nothing. */
export const APPLICATION_ROLE = 'bn_app';

const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * Opens a library's schema in a migration: from now on, what the migration creates in it can be read and written by the
 * application, but not altered, dropped or truncated.
 */
export async function openSchema(q: QueryRunner, name: string): Promise<void> {
  if (!NAME.test(name)) throw new Error(`not a schema name: ${name}`);
  await q.query(`
    CREATE SCHEMA IF NOT EXISTS ${name};
    GRANT USAGE ON SCHEMA ${name} TO ${APPLICATION_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APPLICATION_ROLE};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${name} GRANT USAGE, SELECT ON SEQUENCES TO ${APPLICATION_ROLE};
  `);
}

/**
 * Makes a table a history: rows come, and never change or go. Held twice: the application's role lacks the privilege,
 * and a trigger stops whoever has it (a superuser who disables triggers leaves the bank's promises by the door).
 */
export async function appendOnly(q: QueryRunner, table: string): Promise<void> {
  const [schema = '', name = ''] = table.split('.');
  if (!NAME.test(schema) || !NAME.test(name)) throw new Error(`not a qualified table name: ${table}`);
  await q.query(`
    CREATE TRIGGER append_only_rows BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();
    CREATE TRIGGER append_only_table BEFORE TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
    REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${APPLICATION_ROLE};
  `);
}

/**
 * Makes a table of dated rules (`valid_from`, `source`) one that the bank's administrator adds to: a row begins today or later, and one
 * in force neither changes nor goes. Its line in `libs/rules/dated-tables.ts` puts it on the page.
 */
export async function datedRules(q: QueryRunner, table: string): Promise<void> {
  const [schema = '', name = ''] = table.split('.');
  if (!NAME.test(schema) || !NAME.test(name)) throw new Error(`not a qualified table name: ${table}`);
  await q.query(`
    CREATE TRIGGER rule_in_force BEFORE INSERT OR UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION platform.rule_in_force();
    REVOKE UPDATE, TRUNCATE ON ${table} FROM ${APPLICATION_ROLE};
    GRANT SELECT, INSERT, DELETE ON ${table} TO ${APPLICATION_ROLE};
  `);
}
