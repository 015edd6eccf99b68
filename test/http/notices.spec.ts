import { stopKey } from '#bank/mails';
import { Visitor } from '../support/browser/visitor.js';
import { type MembersDesk, membersDesk } from '../support/things/members-desk.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());

const chosen = () => desk.db.query(`SELECT way FROM notifications.notice_choice WHERE kind = 'request_sent'`);

test('somebody chooses how they hear of faults, by a press, and the link of a mail stops it without signing in', async () => {
  const leila = await desk.as('leila');
  const page = await leila.get('/compte/messages');
  expect(page.text).toContain('Panne signalée');
  expect((await leila.get('/compte')).text).toContain('/compte/messages');
  await leila.post('/compte/messages/fault_late', { way: 'none' });
  expect((await leila.get('/compte/messages')).text).toContain('Jamais');
  const refused = await leila.post('/compte/messages/request_waits', { way: 'none' });
  expect(refused.status).toBe(409);
  expect((await leila.post('/compte/messages/nonsense', { way: 'none' })).status).toBe(404);
  expect((await leila.post('/compte/messages/fault_late', { way: 'sometimes' })).status).toBe(422);

  const stranger = Visitor.stranger(desk.t);
  const link = `/messages/arret/${stopKey(desk.fixtures.people.leila.membershipId, 'request_sent')}`;
  expect((await stranger.get('/messages/arret/nothing')).status).toBe(404);
  expect((await stranger.get(link)).text).toContain('Ne plus recevoir');
  expect(await chosen()).toEqual([]);
  expect((await stranger.post(link, {})).status).toBe(303);
  expect(await chosen()).toEqual([{ way: 'none' }]);

  // So does that of a summary, for whoever's it is.
  const summary = `/messages/arret/${stopKey(desk.fixtures.people.leila.userId!, 'summary')}`;
  expect((await stranger.get(summary)).text).toContain('Ne plus recevoir ce résumé');
  expect((await stranger.post(summary, {})).status).toBe(303);
  expect(await desk.db.query(`SELECT way FROM notifications.notice_choice WHERE kind = 'lot_late'`)).toEqual([]);
  expect(await desk.db.query(`SELECT way FROM notifications.notice_choice WHERE kind = 'device_locked'`)).toEqual([
    { way: 'none' },
  ]);
});
