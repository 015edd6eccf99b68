import { DataSource } from 'typeorm';
import { type Person } from '#bank/demo';
import { type Seen, Visitor } from '../browser/visitor.js';
import { testAppWith } from '../servers/app.js';
import { MailServer } from '../servers/mail-server.js';

/** What somebody chooses behind a link. */
export const NEW_PASSWORD = 'une phrase toute neuve';

/** The address of a one-time link that a page or a mail shows. */
export const linkIn = (seen: Seen | string): string | null =>
  /\/mot-de-passe\/[\w-]+/.exec(typeof seen === 'string' ? seen : seen.text)?.[0] ?? null;

/** The whole server with the demo's people, who look after the members of their organisations; its mails arrive. */
export async function membersDesk() {
  const mail = await MailServer.open();
  const { t, fixtures } = await testAppWith('fixtures');
  const db = t.app.get(DataSource);
  return {
    mail,
    t,
    fixtures,
    db,
    as: (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person),
    /** Somebody with a link, who chooses a password. */
    choose: (link: string, password = NEW_PASSWORD): Promise<Seen> =>
      Visitor.stranger(t).post(link, { password, again: password }),
    membershipOf: async (email: string, organisation: string): Promise<string> =>
      (
        await db.query(
          `SELECT m.id FROM people.membership m JOIN people.app_user u ON u.id = m.user_id WHERE u.email = $1 AND m.organisation_id = $2`,
          [email, organisation],
        )
      )[0].id,
    memberPage: (person: Person): string => `/gestion/membres/${fixtures.people[person].membershipId}`,
    close: async (): Promise<void> => {
      await t.close();
      await mail.close();
    },
  };
}
export type MembersDesk = Awaited<ReturnType<typeof membersDesk>>;
