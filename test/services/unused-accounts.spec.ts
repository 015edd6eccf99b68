import pg from 'pg';
import { DEMO_PASSWORD } from '#bank/demo';
import { MailsModule } from '#bank/mails';
import { AccountClosingService, MembersService, UnusedAccountsService, UsersService } from '#bank/people';
import { Outbox } from '#platform/queue';
import { timePasses } from '../support/counting/traces.js';
import { type Services, services } from '../support/servers/services.js';
import { SYSTEM } from '../support/things/intake.js';

let s: Services;
let owner: pg.Client;
let structure: string;
const before = { ...process.env };

beforeAll(async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'bonjour@banque.example.fr' });
  s = await services(MailsModule);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  structure = s.fixtures.organisations.structure.id;
});
afterAll(async () => {
  await owner.end();
  await s.close();
  process.env = before;
});

const night = async (): Promise<void> => {
  await s.app
    .get(Outbox)
    .schedules.find(({ name }) => name === 'people.close-unused')!
    .run();
};
const daysLater = (days: number) => timePasses(owner, `${days} days`);
const account = async (id: string) =>
  (
    await owner.query(
      'SELECT active, closed_unused, closing_told_at IS NOT NULL AS told FROM people.app_user WHERE id = $1',
      [id],
    )
  ).rows[0];
const mails = async (userId: string) =>
  (
    await owner.query(
      'SELECT kind, recipient, body FROM notifications.mail WHERE cause_id = $1 ORDER BY kind, recipient',
      [userId],
    )
  ).rows;
const invite = (name: string, email: string, roles = ['structure_agent'] as const) =>
  s.work((tx) => s.app.get(MembersService).invite(tx, s.fixtures.people.ines, structure, { name, email, roles }));
/** Somebody comes in today. */
const signIn = (userId: string) =>
  owner.query(
    `INSERT INTO people.session (id, secret_hash, user_id, expires_at) VALUES (gen_random_uuid(), gen_random_uuid()::text, $1, now() + interval '1 hour')`,
    [userId],
  );
const everybodySignsIn = async () => {
  for (const { id } of (await owner.query('SELECT id FROM people.app_user WHERE password_hash IS NOT NULL AND active'))
    .rows)
    await signIn(id);
};

test('who was invited and never came: told with their manager, closed a month later, erased at the period, invited again before', async () => {
  const { userId, membershipId } = await invite('Lou Exemple', 'lou@essai.example');
  await daysLater(50);
  await night();
  expect(await account(userId)).toMatchObject({ active: true, told: false });
  await daysLater(20);
  await everybodySignsIn();
  await night();
  expect(await account(userId)).toMatchObject({ active: true, told: true });
  const told = await mails(userId);
  expect(told.map(({ kind, recipient }) => [kind, recipient])).toEqual([
    ['account_closing', 'lou@essai.example'],
    ['member_closing', 'ines@demo.example'],
  ]);
  expect(told[1].body).toContain('Lou Exemple');
  await daysLater(29);
  await night();
  expect(await account(userId)).toMatchObject({ active: true });
  await daysLater(3);
  await night();
  expect(await account(userId)).toMatchObject({ active: false, closed_unused: true });
  expect(await mails(userId)).toHaveLength(2);

  const again = await invite('Lou Exemple', 'Lou@essai.example');
  expect(again).toMatchObject({ userId, membershipId, purpose: 'invitation' });
  expect(await account(userId)).toMatchObject({ active: true, closed_unused: false, told: false });
  await night();
  expect(await account(userId)).toMatchObject({ active: true });

  await daysLater(100);
  await night();
  await daysLater(31);
  await night();
  expect(await account(userId)).toMatchObject({ active: false });
  await daysLater(400);
  await s.app.get(AccountClosingService).eraseDue();
  expect((await owner.query('SELECT name FROM people.app_user WHERE id = $1', [userId])).rows).toEqual([
    { name: 'Compte effacé' },
  ]);
  expect(
    (
      await owner.query(
        `SELECT count(*)::int AS n FROM people.audit_entry WHERE subject_id = $1 AND facts::text LIKE '%Lou%'`,
        [userId],
      )
    ).rows[0].n,
  ).toBe(0);
});

test('an account that is used stays; one that is announced and used in time too', async () => {
  const id = await s.work(async (tx) => {
    const made = await s.app
      .get(UsersService)
      .create(tx, SYSTEM, { name: 'Noa Exemple', email: 'noa@essai.example', password: DEMO_PASSWORD });
    await s.app.get(UsersService).join(tx, s.fixtures.people.ines, made, structure, ['structure_agent']);
    return made;
  });
  await daysLater(340);
  await everybodySignsIn();
  await daysLater(340);
  await night();
  expect(await account(id)).toMatchObject({ active: true, told: true });
  await signIn(id);
  expect(await account(id)).toMatchObject({ told: false });
  await daysLater(40);
  await night();
  expect(await account(id)).toMatchObject({ active: true, told: false });
});

test('the last manager stays open, and the bank is told once', async () => {
  const { ines, leila } = s.fixtures.people;
  await owner.query('DELETE FROM notifications.mail');
  await everybodySignsIn();
  await daysLater(364);
  // Everybody comes but the structure's only manager.
  for (const { id } of (await owner.query('SELECT id FROM people.app_user WHERE active AND id <> $1', [ines.userId]))
    .rows)
    await signIn(id);
  await daysLater(5);
  await night();
  await night();
  await daysLater(60);
  await night();
  expect(await account(ines.userId)).toMatchObject({ active: true });
  const told = (await mails(ines.userId)).filter(({ kind }) => kind === 'manager_unused');
  expect(told.map(({ recipient }) => recipient)).toContain('leila@demo.example');
  expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(told.length);
  expect(told[0].body).toContain(`n° ${ines.operatorNumber}`);
  expect(told[0].body).not.toContain('Inès');
  expect((await account(leila.userId)).active).toBe(true);
});

test('who has an account and lets an invitation pass: the name that was written goes, and nobody became a member', async () => {
  const { omar } = s.fixtures.people;
  await signIn(omar.userId);
  const { membershipId } = await invite('Prénom Plantagrume', 'omar@demo.example');
  await daysLater(100);
  await signIn(omar.userId);
  expect(await s.app.get(UnusedAccountsService).forgetInvitations()).toBe(1);
  const row = async () =>
    (await owner.query('SELECT invited_as, active FROM people.membership WHERE id = $1', [membershipId])).rows[0];
  expect(await row()).toEqual({ invited_as: 'Invitation sans réponse', active: false });
  expect((await invite('Omar', 'omar@demo.example')).membershipId).toBe(membershipId);
  expect(await row()).toEqual({ invited_as: 'Omar', active: false });
});
