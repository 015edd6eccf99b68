import type { INestApplicationContext } from '@nestjs/common';
import { type DemoSignIn, demoSignIns, isDemoSeeded, seedDemo } from '#bank/demo';
import { OrganisationsService, UsersService } from '#bank/people';
import { servesTrial } from '#platform/http';

/** A demo account, printed when the server is ready. */
export type SignIn = DemoSignIn;

/** Loads the demo into an empty database, and lets every page say that this is the trial bank; gives one sign-in per kind of person, or none when the data is somebody's. */
export async function prepareDemo(
  app: INestApplicationContext,
  say: (sentence: string) => void,
): Promise<readonly SignIn[]> {
  const organisations = await app.get(OrganisationsService).list();
  const users = await app.get(UsersService).list();
  if (organisations.length === 0 && users.length === 0) {
    say('Écriture de l’histoire de démonstration…');
    await seedDemo(app);
  }
  if (!(await isDemoSeeded(app))) return [];
  servesTrial();
  return demoSignIns();
}
