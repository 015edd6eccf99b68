import type { INestApplicationContext } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { DEMO_SEEDED, type DemoSignIn, demoSignIns, isDemoSeeded, seedDemo } from '#bank/demo';
import { OrganisationsService, UsersService } from '#bank/people';
import { withClient, withPastClock } from '#platform/database';
import { servesTrial } from '#platform/http';
import { DatabaseNotReady } from './failure.js';

export type SignIn = DemoSignIn;

/**
 * Loads the demo into an empty database, and marks every page as a trial bank's.
 * @returns a sign-in for each kind of person, or none when the data is somebody's own
 */
export async function prepareDemo(
  app: INestApplicationContext,
  ownerUrl: string,
  say: (sentence: string) => void,
): Promise<readonly SignIn[]> {
  const organisations = await app.get(OrganisationsService).list();
  const users = await app.get(UsersService).list();
  if (organisations.length === 0 && users.length === 0) {
    say('Écriture de l’histoire de démonstration…');
    await withPastClock(ownerUrl, (goTo) => seedDemo(app, { calendar: { goTo } }));
  }
  if (!(await isDemoSeeded(app))) return [];
  servesTrial();
  return demoSignIns();
}

const UNFINISHED = `
  SELECT EXISTS (SELECT 1 FROM people.app_user WHERE email LIKE '%@demo.example')
    AND NOT EXISTS (SELECT 1 FROM people.audit_entry WHERE verb = $1)
    AND NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name IN ('bn server', 'bn worker'))
    AS unfinished`;

const EMPTY = `
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public') LOOP
      EXECUTE format('DROP SCHEMA %I CASCADE', name);
    END LOOP;
    DROP TABLE IF EXISTS public.bn_migration;
  END $$`;

/** Whether a first start was killed in the middle of the demo, and no process writes it now. */
async function isUnfinished(client: ClientBase): Promise<boolean> {
  const there = await client.query(`SELECT to_regclass('people.audit_entry') IS NOT NULL AS there`);
  if (!there.rows[0].there) return false;
  const { rows } = await client.query(UNFINISHED, [DEMO_SEEDED]);
  return rows[0].unfinished;
}

/**
 * Empties the trial's own database where a first start was killed in the middle of the demo, which no later start could complete. Only for the
 * embedded database, where data without the demo's end is nobody's, and never while another process works on it.
 * @returns whether the database was emptied
 */
export const forgetUnfinishedDemo = (ownerUrl: string): Promise<boolean> =>
  withClient(ownerUrl, 'bn start', async (client) => {
    const unfinished = await isUnfinished(client);
    if (unfinished) await client.query(EMPTY);
    return unfinished;
  });

/**
 * The same in a database that somebody gave: it is theirs to empty.
 * @throws DatabaseNotReady where half of the demo is there
 */
export async function mustBeWholeDemo(ownerUrl: string): Promise<void> {
  if (await withClient(ownerUrl, 'bn start', isUnfinished))
    throw new DatabaseNotReady(
      'Le premier démarrage de cette banque d’essai a été interrompu : sa base ne contient que la moitié de la démonstration. Supprimez la base que nomme DATABASE_URL (dropdb), créez-la de nouveau (createdb), puis relancez.',
    );
}
