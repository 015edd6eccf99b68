import { readable, type Seen, Visitor } from '../browser/visitor.js';
import { TestProvider, type There, worksWith } from '../servers/identity-provider.js';
import { membersDesk } from './members-desk.js';

/** What « one » is believed: signed words, and two proofs where it says them. */
export const ONE = { userinfo_signed_response_alg: 'RS256', second_factor: { acr: ['eidas2'], amr: ['mfa'] } };

/** The whole server with the demo's people, at a bank that works with two identity providers. */
export async function providersDesk(logLevel = 'error') {
  // What providers do wrong in tests is a warning each time.
  process.env.LOG_LEVEL = logLevel;
  const desk = await membersDesk();
  const [one, two] = await Promise.all([TestProvider.open('un'), TestProvider.open('deux', false)]);
  let restore = worksWith(one.described(ONE), two.described());
  const facts = async (verb: string): Promise<{ by: string }[]> =>
    (await desk.db.query('SELECT facts FROM people.audit_entry WHERE verb = $1 ORDER BY id', [verb])).map(
      (entry: { facts: { by: string } }) => entry.facts,
    );
  return {
    ...desk,
    one,
    two,
    stranger: (): Visitor => Visitor.stranger(desk.t),
    /** The bank works with these from now on. */
    worksWith: (...described: object[]): void => {
      restore();
      restore = worksWith(...described);
    },
    /** Who there is, at both. */
    people: (told: Readonly<Record<string, There>>) => Promise.all([one.people(told), two.people(told)]),
    linksOf: (email: string): Promise<{ issuer: string; subject: string }[]> =>
      desk.db.query(
        `SELECT p.issuer, p.subject FROM people.provider_identity p JOIN people.app_user u ON u.id = p.user_id WHERE u.email = $1 ORDER BY p.id`,
        [email],
      ),
    /** By what, of each entry of the audit. */
    audits: facts,
    close: async (): Promise<void> => {
      restore();
      await Promise.all([one.close(), two.close()]);
      await desk.close();
    },
  };
}
export type ProvidersDesk = Awaited<ReturnType<typeof providersDesk>>;

/** The sign-in page, with why; nobody is in. */
export const isOut = (seen: Seen, words: string): void => {
  const cookies = String(seen.headers['set-cookie'] ?? '');
  expect([seen.status, readable(seen).includes(words), cookies.includes('bn_session=')]).toEqual([409, true, false]);
};

/** Where the page leads that links one's account. */
export const addressIn = (seen: Seen): string =>
  /href="(http:\/\/127[^"]+)"/.exec(seen.text)![1]!.replaceAll('&amp;', '&');

/** Links the account of somebody signed in, from « Mon compte ». */
export async function links(who: Visitor, provider: TestProvider, login: string): Promise<Seen> {
  const begun = await who.post(`/compte/fournisseurs/${provider.id}`);
  return who.get(await provider.through(addressIn(begun), login));
}
