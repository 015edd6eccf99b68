import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { REPORTS_AN_HOUR } from '#bank/faults';
import { MembersService, SignInService } from '#bank/people';
import { noteAttempts } from '#platform/database';
import { Visitor } from '../support/browser/visitor.js';
import { workOff } from '../support/servers/mail-server.js';
import { linkIn, type MembersDesk, membersDesk, NEW_PASSWORD } from '../support/things/members-desk.js';

const THEIRS = 'karim@demo.example';
/** The network that a stranger shares with others. */
const SHARED = '203.0.113.50';
const OWNERS = '198.51.100.3';

let desk: MembersDesk;
let db: DataSource;
beforeAll(async () => {
  desk = await membersDesk();
  db = desk.db;
});
afterAll(() => desk?.close());
beforeEach(async () => {
  desk.mail.letters.length = 0;
  for (const table of ['platform.attempt', 'notifications.reset_asked', 'people.one_time_link'])
    await db.query(`DELETE FROM ${table}`);
});

/** A browser on a network; it keeps its cookies. */
function browser(from: string, who?: Visitor) {
  const cookies = new Map<string, string>(who ? [['bn_session', who.cookie('bn_session')]] : []);
  return async (method: 'GET' | 'POST', url: string, form?: Record<string, string>) => {
    const carried = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await desk.t.inject({
      method,
      url,
      remoteAddress: from,
      headers: { 'sec-fetch-site': 'same-origin', ...(carried ? { cookie: carried } : {}) },
      ...(form
        ? { payload: { _key: randomUUID(), ...(who?.organisation ? { _org: who.organisation } : {}), ...form } }
        : {}),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat() as string[]) {
      const [name = '', value = ''] = line.split(';')[0]!.split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return answer;
  };
}

/** As many wrong passwords of the account, from many networks, as there may be from everywhere. */
const attack = () =>
  noteAttempts(db, ...Array(100).fill({ allowance: { of: 'sign-in to', times: 100, minutes: 15 }, by: THEIRS }));
const posts = async () => {
  await workOff(desk.t.app, 'password-reset');
  await workOff(desk.t.app, 'mail');
};
const mailed = (link: RegExp): string => link.exec(desk.mail.to(THEIRS).at(-1) ?? '')![0];
const signIn = (at: ReturnType<typeof browser>, password = DEMO_PASSWORD) =>
  at('POST', '/connexion', { email: THEIRS, password });

describe('who tries the password of an account a hundred times from everywhere', () => {
  test('does not keep its owner out of a new browser: a link by mail lets them in there, and from then on their password does', async () => {
    await attack();
    const owner = browser(OWNERS);
    expect((await signIn(owner)).statusCode).toBe(429);
    // Nor by asking for links from a hundred networks.
    for (let i = 0; i < 105; i += 1) await browser(`203.0.113.${i}`)('POST', '/connexion/lien', { email: THEIRS });
    expect((await owner('POST', '/connexion/lien', { email: THEIRS })).body).not.toContain('Trop de demandes');
    await posts();
    expect((await owner('POST', mailed(/\/connexion\/lien\/[\w-]+/), {})).statusCode).toBe(303);
    expect((await owner('GET', '/compte')).statusCode).toBe(200);
    await attack();
    expect((await signIn(owner)).statusCode).toBe(303);
    expect((await signIn(browser(OWNERS))).statusCode).toBe(429);
  });

  test('nor who lost the password: the new one opens the account where it was chosen, whatever is tried meanwhile', async () => {
    await attack();
    const owner = browser(OWNERS);
    await owner('POST', '/mot-de-passe-oublie', { email: THEIRS });
    await posts();
    const chosen = { password: NEW_PASSWORD, again: NEW_PASSWORD };
    expect((await owner('POST', mailed(/\/mot-de-passe\/[\w-]+/), chosen)).statusCode).toBe(303);
    // What was tried before is forgotten, at any browser.
    expect((await signIn(browser(OWNERS), NEW_PASSWORD)).statusCode).toBe(303);
    await attack();
    expect((await signIn(owner, NEW_PASSWORD)).statusCode).toBe(303);
  });
});

test('who has an invitation to one more organisation, and the password, is not kept out by what others tried of the account', async () => {
  const { leila, paul } = desk.fixtures.people;
  await db.transaction((tx) =>
    desk.t.app.get(MembersService).invite(tx, leila, desk.fixtures.organisations.otherStructure.id, {
      name: 'Paul',
      email: 'paul@demo.example',
      roles: ['structure_agent'],
    }),
  );
  const admin = await desk.as('leila');
  const member = await desk.membershipOf('paul@demo.example', desk.fixtures.organisations.otherStructure.id);
  const link = linkIn(await admin.post(`/gestion/membres/${member}/lien`, { way: 'copy' }))!;
  expect(link).not.toBeNull();
  // Somebody at a session that was left open, and somebody else who saw the link.
  const signIns = desk.t.app.get(SignInService);
  for (let i = 0; i < 10; i += 1)
    await db.transaction((tx) => signIns.mustBeThem(tx, paul.userId, 'faux')).catch(() => null);
  const accept = (from: string, currentPassword: string) => browser(from)('POST', link, { currentPassword });
  for (let i = 0; i < 5; i += 1) expect((await accept(SHARED, 'faux')).statusCode).toBe(409);
  expect((await accept(SHARED, DEMO_PASSWORD)).statusCode).toBe(429);
  expect((await accept(OWNERS, DEMO_PASSWORD)).statusCode).toBe(303);
});

test('a stranger who reports too many faults, or tries too many papers, uses up nothing of a member of the same network, nor of a browser that is known', async () => {
  const karim = await desk.as('leila');
  const member = browser(SHARED, karim);
  const known = browser(SHARED);
  expect((await known('POST', '/connexion', { email: 'omar@demo.example', password: DEMO_PASSWORD })).statusCode).toBe(
    303,
  );
  await known('POST', '/deconnexion', {});
  const report = (at: ReturnType<typeof browser>) => at('POST', '/E', { label: 'INCONNU-1', problem: 'screen' });
  const paper = (at: ReturnType<typeof browser>) => at('GET', `/V/CE-2026-0001-${'0'.repeat(24)}`);
  for (let i = 0; i < REPORTS_AN_HOUR; i += 1) expect((await report(browser(SHARED))).statusCode).toBe(303);
  for (let i = 0; i < 60; i += 1) expect((await paper(browser(SHARED))).statusCode).toBe(404);
  const codes = async (at: ReturnType<typeof browser>) => [(await report(at)).statusCode, (await paper(at)).statusCode];
  expect(await codes(browser(SHARED))).toEqual([429, 429]);
  expect(await codes(member)).toEqual([303, 404]);
  expect(await codes(known)).toEqual([303, 404]);
});
