import { DevicesService } from '#bank/devices';
import {
  FaultsModule,
  FaultsService,
  forgetWords,
  TICKET_LIFECYCLE,
  TicketQueries,
  TicketsService,
} from '#bank/faults';
import type { Actor } from '#platform/kernel';
import { broken, type Services, services } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';

let s: Services;
beforeAll(async () => {
  s = await services(FaultsModule);
});
afterAll(() => s.close());

const report = (label: string, sentence?: string) =>
  s.work((tx) =>
    s.app
      .get(FaultsService)
      .report(tx, { kind: 'stranger', channel: 'page' }, { label, problem: 'screen', sentence, countedBy: null }),
  );
const act = (actor: Actor, verb: Parameters<TicketsService['act']>[2], id: string, input = {}) =>
  s.work((tx) => s.app.get(TicketsService).act(tx, actor, verb, id, input));

test('the life of a ticket in Postgres is the literal table', async () => {
  const rows = await s.db.query('SELECT verb, from_state AS "from", to_state AS "to" FROM maintenance.life');
  const key = (r: { verb: string; from: string; to: string }) => `${r.verb} ${r.from} ${r.to}`;
  expect(rows.map(key).sort()).toEqual(TICKET_LIFECYCLE.rows().map(key).sort());
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  test.each([
    ['a change of state without history', `UPDATE maintenance.ticket SET state = 'taken' WHERE id = $1`],
    ['another number', `UPDATE maintenance.ticket SET number = '222222' WHERE id = $1`],
    ['taking a ticket away', 'DELETE FROM maintenance.ticket WHERE id = $1'],
    ['rewriting its past', `UPDATE maintenance.ticket_event SET reason = 'x' WHERE ticket_id = $1`],
    [
      'a past that no ticket followed',
      `INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, channel) VALUES ($1, 'take', 'open', 'taken', 'page')`,
    ],
  ])('%s', async (_what, sql) => {
    const id = await report('SCRIPT');
    await expect(s.db.query(sql, [id])).rejects.toThrow();
  });

  test('a repaired device for somebody else', async () => {
    const { ines } = s.fixtures.people;
    const [mine, other] = [await handedOverDevice(s.app, s.fixtures), await handedOverDevice(s.app, s.fixtures)];
    const id = await report(mine.code);
    await act(ines, 'take', id);
    await act(ines, 'take_in', id, { placeId: s.fixtures.organisations.structure.place });
    const astray = s.work((tx) =>
      s.app.get(DevicesService).perform(tx, ines, 'give_back', [mine.id], {
        location: 'with_holder',
        holder: { reference: other.beneficiaryId },
      }),
    );
    expect(await broken(astray)).toBe('maintenance.not_the_same_person');
  });
});

test('what a person wrote is forgotten a month after the end, not before', async () => {
  const { leila } = s.fixtures.people;
  const [ended, live] = [await report('A1', 'fini'), await report('A2', 'en cours')];
  await act(leila, 'close', ended, { reason: 'not_ours' });
  const inDays = (n: number) => new Date(Date.now() + n * 86_400_000);
  await s.work((tx) => forgetWords(tx, inDays(29)));
  expect(await s.app.get(TicketQueries).byId(leila, ended)).toMatchObject({ sentence: 'fini' });
  await s.work((tx) => forgetWords(tx, inDays(31)));
  expect(await s.app.get(TicketQueries).byId(leila, live)).toMatchObject({ sentence: 'en cours' });
  expect(await s.app.get(TicketQueries).byId(leila, ended)).toMatchObject({ sentence: null, typed: '' });
});

describe('a fault without news', () => {
  const inMonths = (n: number) => new Date(Date.now() + n * 31 * 86_400_000);

  test('ends after a year, says so, and its words go a month later', async () => {
    const { leila } = s.fixtures.people;
    const id = await report('A3', 'sans nouvelles');
    const tickets = s.app.get(TicketsService);
    await s.work((tx) => tickets.endSilent(tx, inMonths(11)));
    expect(await s.app.get(TicketQueries).byId(leila, id)).toMatchObject({ state: 'open' });
    await s.work((tx) => tickets.endSilent(tx, inMonths(13)));
    expect(await s.app.get(TicketQueries).byId(leila, id)).toMatchObject({
      state: 'closed',
      closeReason: 'no_news',
      sentence: 'sans nouvelles',
    });
    await s.work((tx) => forgetWords(tx, new Date(Date.now() + 31 * 86_400_000)));
    expect(await s.app.get(TicketQueries).byId(leila, id)).toMatchObject({ sentence: null, typed: '' });
    await expect(s.work((tx) => tickets.close(tx, leila, id, 'no_news'))).rejects.toMatchObject({
      code: 'maintenance.not_now',
    });
  });

  test('whose device is in repair: the words alone end, the device still waits for its person', async () => {
    const { ines } = s.fixtures.people;
    const mine = await handedOverDevice(s.app, s.fixtures);
    const id = await report(mine.code, 'en réparation');
    await act(ines, 'take', id);
    await act(ines, 'take_in', id, { placeId: s.fixtures.organisations.structure.place });
    await s.work((tx) => s.app.get(TicketsService).endSilent(tx, inMonths(13)));
    await s.work((tx) => forgetWords(tx, inMonths(13)));
    expect(await s.app.get(TicketQueries).byId(ines, id)).toMatchObject({
      state: 'device_in',
      sentence: null,
      typed: '',
    });
  });

  test('is no reason that a person gives', async () => {
    const id = await report('A4', 'x');
    expect(await broken(act(s.fixtures.people.leila, 'close', id, { reason: 'no_news' }))).toBe(
      'maintenance.reason_missing',
    );
  });
});
