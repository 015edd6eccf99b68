import { RequestAnswersService, RequestMails } from '#bank/allocation';
import { NoticesService } from '#bank/mails';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let office: MailServer;

beforeAll(async () => {
  office = await MailServer.open();
  a = await Allocation.open();
});
afterAll(async () => {
  await a?.s.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
});

const posts = async () => {
  await eventsSettled(a.s.db);
  await a.get(NoticesService).write();
  await workOff(a.s.app, 'mail');
};
const toInes = () => office.to('ines@demo.example');

test('who asked is told the answer, once, and what was refused with its reason', async () => {
  const approved = await a.approved('laptop');
  await posts();
  await posts();
  expect(toInes()).toHaveLength(1);
  expect(toInes()[0]).toContain('est acceptée');
  expect(toInes()[0]).toContain(`/demandes/${approved}`);
  const refused = await a.submitted('tablet');
  await a.s.work((tx) =>
    a.get(RequestAnswersService).refuse(tx, a.people.leila, refused, { reason: 'no_stock', note: '' } as never),
  );
  await posts();
  expect(toInes()).toHaveLength(2);
  expect(toInes()[1]).toContain('Aucun matériel de ce type avant longtemps');
});

test('of two workers who look at the same instant, one letter comes', async () => {
  await a.approved('laptop');
  await eventsSettled(a.s.db);
  await Promise.all(Array.from({ length: 6 }, () => a.get(NoticesService).write()));
  await workOff(a.s.app, 'mail');
  expect(toInes()).toHaveLength(1);
});

test('a lot that arrived for a request is told to the structure: devices wait for their people', async () => {
  await a.delivered();
  await posts();
  const waiting = toInes().filter((text) => text.includes('attend'));
  expect(waiting).toHaveLength(1);
  expect(waiting[0]).toContain('Un appareil attend');
  await posts();
  expect(toInes().filter((text) => text.includes('attend'))).toHaveLength(1);
});

test('what was copied by hand is not sent as well; old answers are written to nobody', async () => {
  const copied = await a.approved('laptop');
  await a.s.work((tx) => a.get(RequestMails).copied(tx, a.people.leila, copied));
  await posts();
  expect(office.letters).toEqual([]);
  expect((await a.get(RequestMails).words(a.people.leila, copied))!.text).toContain('est acceptée');
});
