import { DevicesService, showAssetCode } from '#bank/devices';
import { FaultsModule, FaultsService, TicketsService } from '#bank/faults';
import { NoticesService } from '#bank/mails';
import type { Member } from '#platform/kernel';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { Allocation } from '../support/things/allocation.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER } from '../support/things/ticket-desk.js';

let a: Allocation;
let office: MailServer;
let clock: BankClock;

beforeAll(async () => {
  office = await MailServer.open();
  a = await Allocation.open(FaultsModule);
  clock = bankClock(a.s);
});
afterAll(async () => {
  await clock?.back();
  await a?.s.close();
  await office?.close();
});
beforeEach(async () => {
  await written();
  office.letters.length = 0;
});

const ines = () => a.people.ines as Member;
const leila = () => a.people.leila as Member;

async function written(): Promise<void> {
  await eventsSettled(a.s.db);
  await a.get(NoticesService).write();
  await workOff(a.s.app, 'mail');
}
const report = (label: string): Promise<string> =>
  a.s.work((tx) =>
    a
      .get(FaultsService)
      .report(tx, STRANGER, { label, problem: 'screen', sentence: 'Sur la table de Paul', countedBy: null }),
  );
const toInes = () => office.to('ines@demo.example');
const toLeila = () => office.to('leila@demo.example');

test('whoever asks once more is told to the structure and to who has the fault, once a day of each', async () => {
  const { code } = await handedOverDevice(a.s.app, a.s.fixtures);
  const first = await report(code);
  const act = (actor: Member, verb: 'take' | 'solve', input = {}) =>
    a.s.work((tx) => a.get(TicketsService).act(tx, actor, verb, first, input));
  await act(leila(), 'take');
  const second = await report(code);
  await report(code);
  await written();
  // Leila took it: her own are not those of the bank who hear of a fault that has a structure.
  for (const letters of [toInes(), toLeila()]) {
    expect(letters.filter((text) => text.includes('signalée de nouveau'))).toHaveLength(1);
    expect(letters.at(-1)).not.toContain('Paul');
  }
  expect(second).toBe(first);
  const ask = async () => {
    const [{ id }] = await a.s.db.query(
      'SELECT id FROM maintenance.report WHERE ticket_id = $1 AND asked_again_at IS NULL ORDER BY id LIMIT 1',
      [first],
    );
    const { secret } = await a.get(FaultsService).followUpKey(id);
    await a.s.work((tx) => a.get(FaultsService).askOnceMore(tx, STRANGER, secret));
    await written();
  };
  const asked = () => toInes().filter((text) => text.includes('redemande')).length;
  await ask();
  expect(asked()).toBe(1);
  await ask();
  expect(asked()).toBe(1);
  await clock.pass('1 day');
  await act(leila(), 'solve', { solution: 'advice' });
  await ask();
  // It was over, and goes on.
  expect(asked()).toBe(1);
  expect(toInes().at(-1)).toContain('elle continue');
  expect(toLeila().at(-1)).toContain('elle continue');
  await clock.pass('-1 day');
});

test('what is reported of a stolen device is told to the bank with what it is, and to no structure', async () => {
  const { code, id } = await handedOverDevice(a.s.app, a.s.fixtures);
  await a.s.work((tx) => a.get(DevicesService).act(tx, ines(), 'report_lost', id, { reason: 'stolen' }));
  await written();
  office.letters.length = 0;
  await report(code);
  await written();
  expect(toLeila()).toHaveLength(1);
  expect(toLeila()[0]).toContain(showAssetCode(code));
  expect(toLeila()[0]).toMatch(/déclaré volé depuis le \d/);
  expect(toLeila()[0]).not.toContain('Paul');
  expect(toInes()).toEqual([]);
});
