import type { EntityManager } from 'typeorm';
import { BeneficiariesService, HandoverCorrections, HandoverQueries, RequestQueries } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { DeviceQueries } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { FiguresModule, FiguresService } from '#bank/figures';
import { brokenInvariants } from '../support/counting/invariants.js';
import { Life } from '../support/planted/life.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open(FiguresModule);
});
afterAll(() => life.s.close());

const handedOver = async (): Promise<{ device: string; id: string; epoch: number }> => {
  const device = await BRING_TO.handed_over(life);
  const [{ id }] = await life.s.db.query('SELECT id FROM allocation.handover WHERE device_id = $1', [device]);
  return { device, id, epoch: (await life.row(device)).data_epoch };
};
const undo = (id: string, over: object = {}, who = life.people.ines) =>
  broken(
    life.s.work((tx) =>
      life.get(HandoverCorrections).undo(tx, who, id, {
        placeId: life.s.fixtures.organisations.structure.place,
        neverSwitchedOn: true,
        reason: 'misread',
        ...over,
      }),
    ),
  );
/** As if the hand-over had been made some days ago: by the owner, since nobody else changes a date. */
const longAgo = async (id: string, days: number): Promise<void> => {
  const owner = await openDataSource(life.s.database.ownerUrl, {}, 1);
  const sql =
    'UPDATE allocation.handover SET handed_over_at = handed_over_at - make_interval(days => $2) WHERE id = $1';
  await owner.query(sql, [id, days]).finally(() => owner.destroy());
};

describe('the wrong device was handed over', () => {
  test('it is undone: the device lies on the shelf for its request again, no data epoch opens, no figure counts it', async () => {
    const { device, id, epoch } = await handedOver();
    const given = async () => {
      await life.get(FiguresService).refresh();
      const [{ n }] = await life.s.db.query(
        `SELECT coalesce(sum(count), 0)::int AS n FROM reporting.figure WHERE subject = 'handed_over_by_month'`,
      );
      return n as number;
    };
    const before = await given();
    expect(await undo(id)).toBe('done');
    expect(await given()).toBe(before - 1);

    expect(await life.row(device)).toMatchObject({ state: 'delivered', data_epoch: epoch });
    expect(await life.get(HandoverQueries).byId(life.people.ines, id)).toMatchObject({ endReason: 'undone' });
    const [last, handing] = await life.get(DeviceQueries).timeline(life.people.ines, device);
    expect([last?.verb, handing?.verb]).toEqual(['undo_hand_over', 'hand_over']);
    const papers = await life.get(DocumentsService).forCause(life.people.ines, 'handover', id);
    expect(papers.every((p) => p.withdrawnAt)).toBe(true);
    const { items } = await life.get(CorrectionsService).list(life.people.ines, { 'a-contresigner': 'oui' });
    expect(items.find((c) => c.subjectId === id)).toMatchObject({ kind: 'handover_undone', touches: ['signed_paper'] });
    expect(await brokenInvariants(life.s.db, [device])).toEqual([]);

    await life.handOver(device);
    expect((await life.row(device)).state).toBe('handed_over');
    const [{ request_id: request }] = await life.s.db.query(
      `SELECT u.request_id FROM allocation.handover h JOIN allocation.request_unit u ON u.id = h.unit_id WHERE h.device_id = $1 AND h.ended_at IS NULL`,
      [device],
    );
    const { state, events } = await life.get(RequestQueries).byId(life.people.ines, request);
    expect(state).toBe('fulfilled');
    expect(events.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['unfulfil']));
  });

  test('only if it was never switched on, is back, and by the structure itself', async () => {
    const { id } = await handedOver();
    expect(await undo(id, { neverSwitchedOn: false })).toBe('allocation.never_switched_on_missing');
    expect(await undo(id, { placeId: life.s.fixtures.organisations.bank.place })).toBe('allocation.place_unknown');
    expect(await undo(id, {}, life.people.omar)).toBe('not_found');
    expect(await undo(id, {}, life.people.leila)).toBe('not_found');
  });

  test('not after a fault was reported; it is a return then', async () => {
    const { device, id } = await handedOver();
    await life.ticket(device);
    expect(await undo(id)).toBe('allocation.handover_moved_on');
    await life.takeBack(device);
    expect((await life.row(device)).state).toBe('returned');
  });

  test('until the end of the next working day, as the bank counts them', async () => {
    const { id } = await handedOver();
    await longAgo(id, 8);
    expect(await undo(id)).toBe('corrections.too_late');
  });

  test.each([
    ['2026-11-26', '2026-11-27', 'the day after'],
    ['2026-11-27', '2026-11-30', 'over a Sunday'],
    ['2026-12-24', '2026-12-28', 'over Christmas'],
    ['2027-03-26', '2027-03-30', 'over Easter Monday'],
    ['2027-05-05', '2027-05-07', 'over Ascension Day'],
    ['2027-12-31', '2028-01-03', 'over a new year'],
  ])('from %s until %s: %s', async (day, next) => {
    const [row] = await life.s.db.query('SELECT platform.next_working_day($1)::text AS next', [day]);
    expect(row.next).toBe(next);
  });

  test('two who undo, and one who takes back, at the same instant: one of them does', async () => {
    const { device, id } = await handedOver();
    const answers = await Promise.all([undo(id), undo(id), broken(life.takeBack(device))]);
    expect(answers.filter((a) => a === 'done')).toHaveLength(1);
    expect(await brokenInvariants(life.s.db, [device])).toEqual([]);
  });
});

describe('the wrong reference was noted', () => {
  const correct = (id: string, reference: string) =>
    broken(
      life.s.work((tx) =>
        life.get(HandoverCorrections).correctReference(tx, life.people.ines, id, { reference, reason: 'wrong_choice' }),
      ),
    );

  test('it is put right at any time: the device is with the right one, and the sheets are made again', async () => {
    const { device, id, epoch } = await handedOver();
    await longAgo(id, 90);
    const right = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, life.people.ines, {}));
    const { reference } = await life.get(BeneficiariesService).byId(life.people.ines, right);
    expect(await correct(id, reference)).toBe('done');
    expect(await correct(id, reference)).toBe('allocation.same_reference');
    expect(await life.get(HandoverQueries).byId(life.people.ines, id)).toMatchObject({ reference, endedAt: null });
    expect(await life.row(device)).toMatchObject({ holder_ref: right, data_epoch: epoch });
    const papers = await life.get(DocumentsService).forCause(life.people.ines, 'handover', id);
    expect(papers.map((p) => Boolean(p.withdrawnAt))).toEqual([true, false]);
    expect(await brokenInvariants(life.s.db, [device])).toEqual([]);
  });

  test('a reference that is nobody’s is refused, and SQL changes no person without the history', async () => {
    const { id } = await handedOver();
    expect(await correct(id, 'R-22222')).toBe('allocation.reference_unknown');
    const other = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, life.people.ines, {}));
    const sql = life.s.work((tx) =>
      tx.query('UPDATE allocation.handover SET beneficiary_id = $2 WHERE id = $1', [id, other]),
    );
    expect(await broken(sql)).toBe('allocation.handover_stays');
  });
});

describe('Postgres holds it alone, also for a script of the application’s role', () => {
  const tell = (verb: string, device: string, more: string) => `
    WITH e AS (INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel, undoes)
      SELECT d.id, '${verb}', d.state, ${more}, 'page', CASE WHEN '${verb}' = 'undo_hand_over' THEN
        (SELECT max(g.id) FROM devices.device_event g WHERE g.device_id = d.id AND g.verb = 'hand_over') END
      FROM devices.device d WHERE d.id = '${device}' RETURNING id, device_id, to_state, holder_to)
    UPDATE devices.device d SET last_event_id = e.id, state = e.to_state`;
  const sql = (work: (tx: EntityManager) => Promise<unknown>) => broken(life.s.work(work));
  const said = (tx: EntityManager, kind: 'handover_reference' | 'handover_undone', id: string) =>
    life.get(CorrectionsService).record(tx, life.people.ines, {
      kind,
      subjectId: id,
      label: 'essai',
      organisationId: life.people.ines.organisationId,
      from: {},
      to: {},
      reason: 'misread',
    });

  test('no other person in a device’s history without the hand-over’s row', async () => {
    const { device, id } = await handedOver();
    const other = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, life.people.ines, {}));
    const told = tell('correct_holder', device, `d.state, 'holder', 'holder', 'ref:' || d.holder_ref, 'ref:${other}'`);
    const change = `${told}, holder_ref = '${other}' FROM e WHERE d.id = e.device_id`;
    expect(await sql((tx) => tx.query(change))).toBe('allocation.handover_stays');
    const corrected = sql(async (tx) => {
      await said(tx, 'handover_reference', id);
      await tx.query(change);
    });
    expect(await corrected).toBe('allocation.handover_stays');
    const whole = sql(async (tx) => {
      await said(tx, 'handover_reference', id);
      await tx.query(change);
      await tx.query('UPDATE allocation.handover SET beneficiary_id = $2 WHERE id = $1', [id, other]);
    });
    expect(await whole).toBe('done');
  });

  test('no hand-over undone after its day, nor without its correction', async () => {
    const place = life.s.fixtures.organisations.structure.place;
    const organisation = life.people.ines.organisationId;
    const undone = async (tx: EntityManager, device: string, id: string) => {
      const told = tell(
        'undo_hand_over',
        device,
        `'delivered', 'holder', 'place:${place}', 'ref:' || d.holder_ref, 'org:${organisation}'`,
      );
      await tx.query(
        `${told}, holder_ref = NULL, holder_org_id = '${organisation}', place_id = '${place}' FROM e WHERE d.id = e.device_id`,
      );
      await tx.query(`UPDATE allocation.handover SET ended_at = now(), end_reason = 'undone' WHERE id = $1`, [id]);
      await tx.query(
        `UPDATE allocation.request_unit SET state = 'approved' WHERE id = (SELECT unit_id FROM allocation.handover WHERE id = $1)`,
        [id],
      );
    };
    const { device, id } = await handedOver();
    expect(await sql((tx) => undone(tx, device, id))).toBe('allocation.handover_stays');
    await longAgo(id, 8);
    const late = sql(async (tx) => {
      await said(tx, 'handover_undone', id);
      await undone(tx, device, id);
    });
    expect(await late).toBe('allocation.undone_too_late');
  });
});
