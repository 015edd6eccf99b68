import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type Lists, migrate } from '#platform/database';
import { freshDatabase } from '../servers/database.js';

export const ANSWER = (said: string, args = ''): string =>
  `CREATE OR REPLACE FUNCTION trial.answer(${args}) RETURNS text LANGUAGE sql AS $$ SELECT '${said}' || count(*) FROM trial.thing $$;`;
export const STAMP = `
  CREATE OR REPLACE FUNCTION trial.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.word := upper(NEW.word); RETURN NEW; END $$;`;
export const TRIGGERS = `
  CREATE OR REPLACE TRIGGER stamp BEFORE INSERT ON trial.thing FOR EACH ROW EXECUTE FUNCTION trial.stamp();
  CREATE OR REPLACE TRIGGER stamp_again BEFORE UPDATE ON trial.thing FOR EACH ROW EXECUTE FUNCTION trial.stamp();`;

/**
 * A small program of its own, with a database to migrate: one schema, a table that needs a function, a function and a trigger that need
 * the table.
 */
export async function trialProgram() {
  const folder = mkdtempSync(join(tmpdir(), 'bn-migrations-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync('migrations/010-platform.sql', join(folder, '010-platform.sql'));
  cpSync('migrations/platform/pure', join(folder, 'platform/pure'), { recursive: true });
  write(
    'trial/pure/first.sql',
    `CREATE OR REPLACE FUNCTION trial.first() RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;`,
  );
  write(
    '020-trial.sql',
    `CALL platform.open_schema('trial'); CREATE TABLE trial.thing (word text NOT NULL DEFAULT trial.first());`,
  );
  write('trial/functions/answer.sql', ANSWER('one '));
  write('trial/functions/stamp.sql', STAMP);
  write('trial/views/word.sql', 'CREATE OR REPLACE VIEW trial.word AS SELECT word FROM trial.thing;');
  write('trial/triggers/thing.sql', TRIGGERS);
  const database = await freshDatabase(null);
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  return {
    database,
    owner,
    write,
    remove: (path: string): void => rmSync(join(folder, path)),
    /** Migrates, with the lists that the program's code has. */
    run: (lists: Lists = {}, tryFor?: number) =>
      migrate({ ownerUrl: database.ownerUrl, serverUrl: database.url, folder, lists: [lists], tryFor }),
    say: async (sql: string) => (await owner.query(sql)).rows,
    close: async (): Promise<void> => {
      await owner.end();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}
export type TrialProgram = Awaited<ReturnType<typeof trialProgram>>;
