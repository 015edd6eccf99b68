import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { workOff } from '../support/servers/mail-server.js';
import { type MembersDesk, membersDesk } from '../support/things/members-desk.js';

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

const DOORS = [
  { path: '/mot-de-passe-oublie', link: /\/mot-de-passe\/[\w-]+/ },
  { path: '/connexion/lien', link: /\/connexion\/lien\/[\w-]+/ },
] as const;

const THEIRS = 'karim@demo.example';
/** Whose password changes. */
const PAUL = 'paul@demo.example';
/** Asks for a link. @returns whether it was refused */
async function ask(path: string, from: string, email: string = THEIRS, cookie = ''): Promise<boolean> {
  const answer = await desk.t.inject({
    method: 'POST',
    url: path,
    remoteAddress: from,
    headers: { 'sec-fetch-site': 'same-origin', ...(cookie ? { cookie } : {}) },
    payload: { email, _key: randomUUID() },
  });
  return answer.body.includes('Trop de demandes');
}
async function times(n: number, one: (i: number) => Promise<boolean>): Promise<boolean[]> {
  const refused: boolean[] = [];
  for (let i = 0; i < n; i++) refused.push(await one(i));
  return refused;
}
const posts = async () => {
  await workOff(desk.t.app, 'password-reset');
  await workOff(desk.t.app, 'mail');
};
const letters = (email: string) => desk.mail.to(email).length;
/** As if so many minutes had passed since the links left. */
const later = (minutes: number) =>
  db.query(
    `WITH moved AS (DELETE FROM people.one_time_link RETURNING *)
     INSERT INTO people.one_time_link (secret_hash, user_id, made_by, purpose, created_at, expires_at)
     SELECT secret_hash, user_id, made_by, purpose, created_at - make_interval(mins => $1), expires_at - make_interval(mins => $1)
     FROM moved`,
    [minutes],
  );

describe.each(DOORS)('a link asked for at $path', ({ path, link }) => {
  const sent = (email: string): string => link.exec(desk.mail.to(email).at(-1) ?? '')![0];

  test('is not used up by a stranger on another network, and a stranger’s share ends', async () => {
    expect((await times(8, () => ask(path, '203.0.113.7'))).indexOf(true)).toBe(5);
    expect(await ask(path, '198.51.100.1')).toBe(false);
  });

  test('nor by a whole site of IPv6, of which each line has its share', async () => {
    const refused = await times(40, (i) => ask(path, `2001:db8:77:${i.toString(16)}::1`));
    expect(refused.filter((one) => !one)).toHaveLength(20);
    expect(await ask(path, '2001:db8:78::1')).toBe(false);
  });

  test('is bounded for the mailbox, from however many networks, but not at a browser that the account was opened with', async () => {
    const karim = Visitor.stranger(desk.t);
    expect((await karim.post('/connexion', { email: THEIRS, password: DEMO_PASSWORD })).status).toBe(303);
    const browser = `bn_navigateur=${karim.cookie('bn_navigateur')}`;
    const refused = await times(110, (i) => ask(path, `203.0.113.${i}`));
    expect(refused.indexOf(true)).toBe(-1);
    expect(await ask(path, '198.51.100.1')).toBe(false);
    expect(await ask(path, '198.51.100.1', THEIRS, browser)).toBe(false);
    // What opened one account makes no other one known.
    await times(6, () => ask(path, '198.51.100.9', 'omar@demo.example', browser));
    expect(await ask(path, '198.51.100.9', 'omar@demo.example', browser)).toBe(true);
    await posts();
    expect(letters(THEIRS)).toBe(1);
  });

  test('leaves rarely after many in a day, and never so rarely that its owner has none that is good', async () => {
    const minutes = path === '/connexion/lien' ? 15 : 60;
    await db.query(
      `INSERT INTO people.one_time_link (secret_hash, user_id, purpose, created_at, expires_at)
       SELECT md5(random()::text), u.id, $2, now() - interval '3 hours', now() - interval '2 hours'
       FROM people.app_user u, generate_series(1, 20) WHERE u.email = $1`,
      [PAUL, path === '/connexion/lien' ? 'sign_in' : 'reset'],
    );
    const before = letters(PAUL);
    const asked = async (i: number) => {
      expect(await ask(path, `203.0.113.${i}`, PAUL)).toBe(false);
      await posts();
      return letters(PAUL) - before;
    };
    expect(await asked(1)).toBe(1);
    const first = sent(PAUL);
    await later(minutes - 4);
    expect(await asked(2)).toBe(1);
    expect((await Visitor.stranger(desk.t).get(first)).status).toBe(200);
    await later(2);
    expect(await asked(3)).toBe(2);
  });

  test('is answered alike for an address without an account, as often', async () => {
    expect(await times(6, () => ask(path, '203.0.113.7', 'personne@demo.example'))).toEqual(
      await times(6, () => ask(path, '203.0.113.8')),
    );
  });

  test('leaves once while it is unspent, and one that somebody else asks for ends none', async () => {
    await ask(path, '198.51.100.1', PAUL);
    await posts();
    const first = sent(PAUL);
    await ask(path, '203.0.113.7', PAUL);
    await posts();
    expect(letters(PAUL)).toBe(1);
    await later(11);
    await ask(path, '203.0.113.7', PAUL);
    await posts();
    expect(letters(PAUL)).toBe(2);
    expect(sent(PAUL)).not.toBe(first);
    expect((await Visitor.stranger(desk.t).get(first)).status).toBe(200);
    // Using the one ends the other.
    const second = sent(PAUL);
    const used = path === '/connexion/lien' ? await Visitor.stranger(desk.t).post(first) : await desk.choose(first);
    expect(used.status).toBe(303);
    expect((await Visitor.stranger(desk.t).get(second)).status).toBe(404);
  });
});
