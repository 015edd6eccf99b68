import { DonationsService } from '#bank/intake';
import { workOff } from '../support/servers/mail-server.js';
import { type MembersDesk, membersDesk } from '../support/things/members-desk.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());

/** Asks for a mail that goes for no organisation in particular, to leila. */
async function trial(answer: number | null): Promise<void> {
  desk.mail.answers = answer ? [answer] : [];
  const leila = await desk.as('leila');
  expect((await leila.post('/gestion/messages/essai', {})).status).toBe(303);
  await workOff(desk.t.app, 'mail');
}
const REFUSED = 'leila@demo.example n’a pas pris le message';

test('an address that was refused is shown on the person’s page and among the members, until a mail leaves or it is mended', async () => {
  const leila = await desk.as('leila');
  const { bank } = desk.fixtures.organisations;
  expect((await leila.get(desk.memberPage('leila'))).text).not.toContain(REFUSED);
  await trial(550);
  expect((await leila.get(desk.memberPage('leila'))).text).toContain(REFUSED);
  expect((await leila.get(desk.memberPage('aude'))).text).not.toContain('n’a pas pris le message');
  const lists = ['/gestion/membres', `/gestion/organisations/${bank.id}`];
  for (const list of lists) expect((await leila.get(list)).text).toMatch(/leila@demo\.example\s:\srefusée/);
  // What is tried again is not refused.
  await trial(451);
  expect((await leila.get(desk.memberPage('leila'))).text).toContain(REFUSED);
  await trial(null);
  expect((await leila.get(desk.memberPage('leila'))).text).not.toContain(REFUSED);
  for (const list of lists) expect((await leila.get(list)).text).not.toContain('refusée');
});

test('a donor’s address that was refused is shown on the donor’s page', async () => {
  const leila = await desk.as('leila');
  const donor = {
    kind: 'public_body' as const,
    name: 'Ville des Refus',
    contact: { name: 'Le parc', email: 'parc@refus.example' },
  };
  const { place: placeId } = desk.fixtures.organisations.collection;
  await desk.db.transaction((tx) =>
    desk.t.app.get(DonationsService).create(tx, desk.fixtures.people.aude, { donor, placeId, arrival: 'received' }),
  );
  const [{ id }] = await desk.db.query(`SELECT id FROM intake.donor WHERE name = 'Ville des Refus'`);
  const page = `/dons/donateurs/${id}`;
  expect((await leila.get(page)).text).not.toContain('n’a pas pris');
  desk.mail.answers = [550];
  await leila.post(`${page}/lien`, { email: 'parc@refus.example' });
  await workOff(desk.t.app, 'mail');
  expect((await leila.get(page)).text).toContain('parc@refus.example n’a pas pris le message');
});
