import { HandoverQueries, HandoversService, RequestQueries, SwapService, typedSignature } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DevicesService } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { newId } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';
import { entered } from '../support/things/selling.js';

const CONFIRMED = typedSignature('Je confirme');

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

describe('a swap', () => {
  test('passes the hand-over to another device of the shelf; both keep their past, and its own request waits for another', async () => {
    const first = await a.delivered();
    const spare = await a.delivered();
    const given = await s.work((tx) =>
      get(HandoversService).handOver(tx, people().ines, {
        deviceId: first.device,
        newBeneficiary: {},
        mode: 'gift',
        signature: CONFIRMED,
        password: DEMO_PASSWORD,
      }),
    );
    const before = await a.used('laptop');
    const ticket = { ticketId: newId(), ticketLabel: 'P-7K3F-92' };
    const swap = (actor: Parameters<SwapService['swap']>[1], replacementDeviceId: string) =>
      s.work((tx) =>
        get(SwapService).swap(tx, actor, {
          brokenDeviceId: first.device,
          replacementDeviceId,
          signature: CONFIRMED,
          password: DEMO_PASSWORD,
          ...ticket,
        }),
      );
    expect(await broken(swap(people().omar, spare.device))).toBe('not_found');
    expect(await broken(swap(people().ines, await readyDevice(s.app, s.fixtures)))).toBe('not_found');
    expect(await broken(swap(people().ines, first.device))).toBe('allocation.replacement_not_here');
    const id = await swap(people().ines, spare.device);
    const [old, now] = [
      await get(HandoverQueries).byId(people().ines, given),
      await get(HandoverQueries).byId(people().ines, id),
    ];
    expect(old).toMatchObject({ endReason: 'swapped', deviceState: 'returned' });
    expect(now).toMatchObject({
      deviceId: spare.device,
      beneficiaryId: old.beneficiaryId,
      replaces: given,
      endedAt: null,
      deviceState: 'handed_over',
    });
    expect(await a.used('laptop')).toBe(before - 1);
    const current = await s.db.transaction((tx) => get(SwapService).currentHandover(tx, spare.device));
    expect(current?.id).toBe(id);
    expect(await s.db.transaction((tx) => get(SwapService).currentHandover(tx, first.device))).toBeNull();
    expect((await get(DocumentsService).forCause(people().ines, 'handover', id)).map((d) => d.type)).toEqual([
      'handover_structure',
    ]);
    expect((await get(RequestQueries).byId(people().ines, spare.request)).unitList).toMatchObject([
      { state: 'approved', deviceId: null },
    ]);
    const history = await s.db.query(
      `SELECT verb, cause_label FROM devices.device_event WHERE device_id = ANY($1) AND cause_kind = 'ticket' ORDER BY id`,
      [[first.device, spare.device]],
    );
    expect(history).toEqual([
      { verb: 'take_back', cause_label: 'P-7K3F-92' },
      { verb: 'hand_over', cause_label: 'P-7K3F-92' },
    ]);
  });

  test('of a device already taken in for repair leaves it there, and the person gets the other', async () => {
    const [first, spare] = [await a.delivered(), await a.delivered()];
    const gift = { newBeneficiary: {}, mode: 'gift', signature: CONFIRMED, password: DEMO_PASSWORD } as const;
    await s.work((tx) => get(HandoversService).handOver(tx, people().ines, { deviceId: first.device, ...gift }));
    await s.work((tx) =>
      get(DevicesService).perform(tx, people().ines, 'take_for_repair', [first.device], {
        location: { place: a.structure.place },
        holder: { organisation: a.structure.id },
      }),
    );
    const swap = {
      brokenDeviceId: first.device,
      replacementDeviceId: spare.device,
      ticketId: newId(),
      ticketLabel: 'P',
      unsigned: 'not_there',
      password: DEMO_PASSWORD,
    } as const;
    await s.work((tx) => get(SwapService).swap(tx, people().ines, swap));
    expect([await a.state(first.device), await a.state(spare.device)]).toEqual(['in_maintenance', 'handed_over']);
    const open = await s.db.query('SELECT device_id FROM allocation.handover WHERE unit_id = $1 AND ended_at IS NULL', [
      first.unit,
    ]);
    expect(open).toEqual([{ device_id: spare.device }]);
  });

  test('is signed by its person, or says why not; and by whoever hands it over, with a fresh authentication', async () => {
    const [first, spare] = [await a.delivered(), await a.delivered()];
    const gift = { newBeneficiary: {}, mode: 'gift', signature: CONFIRMED, password: DEMO_PASSWORD } as const;
    await s.work((tx) => get(HandoversService).handOver(tx, people().ines, { deviceId: first.device, ...gift }));
    const ticket = { ticketId: newId(), ticketLabel: 'P-7K3F-92' };
    const swap = (more: object) =>
      broken(
        s.work((tx) =>
          get(SwapService).swap(tx, people().ines, {
            brokenDeviceId: first.device,
            replacementDeviceId: spare.device,
            ...ticket,
            ...more,
          }),
        ),
      );
    expect(await swap({ password: DEMO_PASSWORD })).toBe('allocation.swap_unsigned_missing');
    expect(await swap({ unsigned: 'because', password: DEMO_PASSWORD })).toBe('allocation.swap_unsigned_missing');
    expect(await swap({ unsigned: 'by_phone', password: 'un autre' })).toBe('allocation.password_wrong');
    expect(await swap({ unsigned: 'by_phone', password: DEMO_PASSWORD })).toBe('done');
    const [row] = await s.db.query(
      `SELECT h.id, h.signature_kind, h.unsigned_why, (SELECT count(*)::int FROM allocation.handover_signature g WHERE g.handover_id = h.id) AS kept,
         (SELECT d.facts FROM documents.document d WHERE d.cause_id = h.id AND d.type = 'handover_bank') AS facts
       FROM allocation.handover h WHERE h.device_id = $1 AND h.ended_at IS NULL`,
      [spare.device],
    );
    expect(row).toMatchObject({ signature_kind: 'none', unsigned_why: 'by_phone', kept: 0 });
    expect(row.facts).toMatchObject({ unsigned: 'La personne est d’accord, au téléphone' });
    expect(row.facts.by.confirmed).toBeDefined();
  });

  test('of a sold device is not paid again, and its warranty goes on from the sale', async () => {
    await entered(s.database.ownerUrl, { mode: 'priced', capacity: 'precarity', structures: true, laptop: 5000 });
    const ours = { publicOrigin: true, resaleForbidden: true, priceCeilingCents: 18000 };
    const [first, spare] = [await a.delivered(ours), await a.delivered(ours)];
    const sold = await s.work((tx) =>
      get(HandoversService).handOver(tx, people().ines, {
        deviceId: first.device,
        newBeneficiary: {},
        mode: 'sale',
        priceCents: 5000,
        paidBy: 'buyer',
        criterion: 'minima_sociaux',
        signature: CONFIRMED,
        password: DEMO_PASSWORD,
      }),
    );
    const owner = await openDataSource(s.database.ownerUrl, {}, 1);
    await owner.query('SET session_replication_role = replica');
    await owner.query(
      `UPDATE allocation.handover SET handed_over_at = handed_over_at - interval '400 days' WHERE id = $1`,
      [sold],
    );
    await owner.destroy();
    const id = await s.work((tx) =>
      get(SwapService).swap(tx, people().ines, {
        brokenDeviceId: first.device,
        replacementDeviceId: spare.device,
        ticketId: newId(),
        ticketLabel: 'P',
        signature: CONFIRMED,
        password: DEMO_PASSWORD,
      }),
    );
    const [row] = await s.db.query(
      `SELECT d.facts, extract(year FROM h.handed_over_at - interval '400 days' + interval '24 months')::text AS year
       FROM allocation.handover h JOIN documents.document d ON d.cause_id = h.id AND d.type = 'handover_bank' WHERE h.id = $1`,
      [id],
    );
    expect(row.facts).toMatchObject({ mode: 'sale', priceCents: null });
    expect(row.facts.undertaking).toMatch(/^Cet appareil remplace sans frais celui que j’ai acheté/);
    expect(row.facts.warranty).toMatch(new RegExp(`^Garantie légale de conformité jusqu’au .*${row.year}$`));
  });

  test('Postgres refuses a hand-over that nobody signed and that says nothing, or that replaces none', async () => {
    const { device, unit } = await a.delivered();
    const unsigned = (why: string) =>
      s.db.query(
        `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, undertaking, signature_kind, unsigned_why)
         SELECT gen_random_uuid(), $1, $2, h.structure_id, h.beneficiary_id, 'gift', 'x', 'none', ${why} FROM allocation.handover h LIMIT 1`,
        [unit, device],
      );
    await expect(unsigned('NULL')).rejects.toThrow(/handover_is_signed/);
    await expect(unsigned(`'not_there'`)).rejects.toThrow(/handover_unsigned_replaces/);
  });
});
