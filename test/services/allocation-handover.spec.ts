import {
  BeneficiariesService,
  drawnSignature,
  HandoverCorrections,
  HandoverQueries,
  HandoversService,
  RequestQueries,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { newId } from '#platform/kernel';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { BOX, entered } from '../support/things/selling.js';

const CONFIRMED = typedSignature('Je confirme');
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

describe('a hand-over', () => {
  test('a hand-over makes two sheets: the structure’s, signed and with an end; the bank’s, with a reference and for ever', async () => {
    const { device, request, unit } = await a.delivered();
    const identity = { name: 'Camille Exemple', contact: null };
    const id = await s.work((tx) =>
      get(HandoversService).handOver(tx, people().ines, {
        deviceId: device,
        newBeneficiary: { ageBand: 'soixante_dix_plus', commune: 'Bagneux (92)' },
        identity,
        mode: 'gift',
        accessories: ['charger', 'mouse'],
        signature: drawnSignature(`data:image/png;base64,${PNG}`),
        password: DEMO_PASSWORD,
      }),
    );
    const handover = await get(HandoverQueries).byId(people().ines, id);
    expect(handover).toMatchObject({ deviceId: device, deviceState: 'handed_over', mode: 'gift', endedAt: null });
    expect(await broken(get(HandoverQueries).byId(people().omar, id))).toBe('not_found');
    expect((await get(RequestQueries).byId(people().ines, request)).state).toBe('fulfilled');
    expect(await s.db.query('SELECT state, beneficiary_id FROM allocation.request_unit WHERE id = $1', [unit])).toEqual(
      [{ state: 'fulfilled', beneficiary_id: handover.beneficiaryId }],
    );
    const [row] = await s.db.query('SELECT holder_ref, holder_org_id, place_id FROM devices.device WHERE id = $1', [
      device,
    ]);
    expect(row).toEqual({ holder_ref: handover.beneficiaryId, holder_org_id: null, place_id: null });

    const structures = await get(DocumentsService).forCause(people().ines, 'handover', id);
    const banks = await get(DocumentsService).forCause(people().leila, 'handover', id);
    expect([structures.map((d) => d.type), banks.map((d) => d.type)]).toEqual([
      ['handover_structure'],
      ['handover_bank'],
    ]);
    const papers = await s.db.query(
      `SELECT type, facts::text AS facts, sealed_facts IS NOT NULL AS sealed, retention_class AS kept, retention_until > now() + interval '23 months' AS ends
       FROM documents.document WHERE cause_id = $1 ORDER BY type`,
      [id],
    );
    expect(
      papers.map((p: { sealed: boolean; kept: string; ends: boolean | null }) => [p.sealed, p.kept, p.ends]),
    ).toEqual([
      [false, 'permanent', null],
      [true, 'identity', true],
    ]);
    const everywhere = await s.db.query(
      `SELECT (SELECT string_agg(e::text, ' ') FROM devices.device_event e WHERE device_id = $1) AS history, (SELECT string_agg(h::text, ' ') FROM allocation.handover h) AS handovers`,
      [device],
    );
    const text = JSON.stringify([papers, everywhere]);
    expect(text).toContain(handover.reference);
    expect(text).not.toContain('Camille');
    const [signature] = await s.db.query(
      'SELECT mime, sealed FROM allocation.handover_signature WHERE handover_id = $1',
      [id],
    );
    expect(signature.mime).toBe('image/png');
    expect(signature.sealed.includes(Buffer.from('IHDR'))).toBe(false);

    await s.work((tx) => get(BeneficiariesService).forget(tx, people().ines, handover.beneficiaryId));
    expect(await get(BeneficiariesService).identity(people().ines, handover.beneficiaryId)).toBeNull();
    expect(await s.db.query('SELECT 1 FROM allocation.handover_signature WHERE handover_id = $1', [id])).toEqual([]);
    const after = await s.db.query('SELECT type, state FROM documents.document WHERE cause_id = $1 ORDER BY type', [
      id,
    ]);
    expect(after).toEqual([
      { type: 'handover_bank', state: 'requested' },
      { type: 'handover_structure', state: 'erased' },
    ]);
  });

  test('a device without a request behind it, or of another structure, is not handed over', async () => {
    const { device } = await a.delivered();
    const give = (actor = people().ines, over: object = {}) =>
      broken(
        s.work((tx) =>
          get(HandoversService).handOver(tx, actor, {
            deviceId: device,
            newBeneficiary: {},
            mode: 'gift',
            signature: CONFIRMED,
            password: DEMO_PASSWORD,
            ...over,
          }),
        ),
      );
    expect(await give(people().omar)).toBe('not_found');
    expect(await give(people().leila)).toBe('not_found');
    expect(await give(people().ines, { newBeneficiary: null })).toBe('allocation.beneficiary_missing');
    expect(await give(people().ines, { beneficiaryId: newId() })).toBe('not_found');
    const foreign = await s.work((tx) => get(BeneficiariesService).create(tx, people().omar, {}));
    expect(await give(people().ines, { beneficiaryId: foreign })).toBe('not_found');
    await s.db.query(
      `UPDATE allocation.reservation SET ended_at = now(), end_reason = 'released' WHERE device_id = $1`,
      [device],
    );
    expect(await give()).toBe('allocation.no_request_behind');
  });

  test('a sale keeps the ceiling, and needs an attested criterion when resale is forbidden', async () => {
    const { device } = await a.delivered({ publicOrigin: true, resaleForbidden: true, priceCeilingCents: 18000 });
    const sell = (over: object) =>
      s.work((tx) =>
        get(HandoversService).handOver(tx, people().ines, {
          deviceId: device,
          newBeneficiary: {},
          mode: 'sale',
          paidBy: 'buyer',
          signature: CONFIRMED,
          password: DEMO_PASSWORD,
          ...over,
        }),
      );
    await entered(s.database.ownerUrl, { mode: 'priced', capacity: 'precarity', structures: true, laptop: 5000 });
    expect(await broken(sell({ priceCents: 0 }))).toBe('allocation.sale_forbidden');
    expect(await broken(sell({ priceCents: 5000 }))).toBe('allocation.sale_forbidden');
    expect(await broken(sell({ priceCents: 18001, criterion: 'minima_sociaux' }))).toBe(
      'allocation.price_above_ceiling',
    );
    expect(await broken(sell({ priceCents: 5000, criterion: 'minima_sociaux', paidBy: undefined }))).toBe(
      'allocation.paid_by_missing',
    );
    const id = await sell({ priceCents: 5000, criterion: 'minima_sociaux' });
    const [row] = await s.db.query(
      `SELECT facts->>'warranty' AS warranty FROM documents.document WHERE cause_id = $1 AND type = 'handover_bank'`,
      [id],
    );
    const [bill] = await s.db.query(
      `SELECT number, retention_class, (SELECT array_agg(r.organisation_id) FROM documents.document_reader r WHERE r.document_id = d.id) AS readers,
         facts FROM documents.document d WHERE cause_id = $1 AND type = 'bill_of_sale'`,
      [id],
    );
    expect([bill.number.slice(0, 3), bill.retention_class, bill.readers]).toEqual([
      'AV-',
      'identity',
      [people().ines.organisationId],
    ]);
    expect(bill.facts).toMatchObject({
      seller: { name: 'CCAS de Bagneux', address: '3 rue des Essais, 92220 Bagneux' },
      priceCents: 5000,
      paidBy: 'buyer',
      guarantee: {
        conformity: { source: 'Code de la consommation, art. L. 217-3' },
        presumption: { source: 'Code de la consommation, art. L. 217-7' },
        box: { text: BOX },
      },
      attested: { criterion: 'Bénéficiaire de minima sociaux', publicOrigin: true, ceiling: { cents: 18000 } },
    });
    // Of the right person it is made again, and the first one is withdrawn and erased.
    const right = await s.work((tx) => get(BeneficiariesService).create(tx, people().ines, {}));
    const [{ reference }] = await s.db.query('SELECT reference FROM allocation.beneficiary WHERE id = $1', [right]);
    const said = { reference, reason: 'misread' } as const;
    await s.work((tx) => get(HandoverCorrections).correctReference(tx, people().ines, id, said));
    const bills = await s.db.query(
      `SELECT d.state, d.facts->>'reference' AS reference, d.facts->'seller' AS seller, w.document_id IS NOT NULL AS withdrawn
       FROM documents.document d LEFT JOIN documents.withdrawal w ON w.document_id = d.id WHERE d.cause_id = $1 AND d.type = 'bill_of_sale' ORDER BY d.id`,
      [id],
    );
    expect(bills).toMatchObject([
      { state: 'erased', withdrawn: true },
      { state: 'requested', withdrawn: false, reference, seller: bill.facts.seller },
    ]);
    expect(row.warranty).toMatch(/^Garantie légale de conformité jusqu’au \d+(er)?\s\S+\s\d{4}$/);
  });

  test('given back: the structure holds it, the quota has its place again, a new data epoch begins', async () => {
    const { device, unit } = await a.delivered();
    const id = await s.work((tx) =>
      get(HandoversService).handOver(tx, people().ines, {
        deviceId: device,
        newBeneficiary: {},
        mode: 'gift',
        signature: CONFIRMED,
        password: DEMO_PASSWORD,
      }),
    );
    const before = await a.used('laptop');
    const back = (actor = people().ines, place = a.structure.place) =>
      broken(s.work((tx) => get(HandoversService).takeBack(tx, actor, device, place)));
    expect(await back(people().omar)).toBe('not_found');
    expect(await back(people().ines, s.fixtures.organisations.otherStructure.place)).toBe('allocation.place_unknown');
    expect(await back()).toBe('done');
    expect(await back()).not.toBe('done');
    const [row] = await s.db.query('SELECT state, holder_org_id, data_epoch FROM devices.device WHERE id = $1', [
      device,
    ]);
    expect(row).toEqual({ state: 'returned', holder_org_id: a.structure.id, data_epoch: 2 });
    expect(await a.used('laptop')).toBe(before - 1);
    expect((await get(HandoverQueries).byId(people().ines, id)).endReason).toBe('returned');
    expect(await s.db.query('SELECT state FROM allocation.request_unit WHERE id = $1', [unit])).toEqual([
      { state: 'closed' },
    ]);
  });
});
