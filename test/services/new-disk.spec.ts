import { LogisticsModule } from '#bank/logistics';
import { BenchService, Countersigning, WorkshopModule } from '#bank/workshop';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import type { Workbench } from '../support/things/workbench.js';

let s: Services;
let t: ReturnType<typeof mediaBench>;
let w: Workbench;
beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  t = mediaBench(s);
  w = t.w;
});
afterAll(() => s.close());

const karim = () => s.fixtures.people.karim;
const moussa = () => s.fixtures.people.moussa;

describe('a new disk', () => {
  async function fitted(): Promise<{ id: string; medium: string; serial: string }> {
    const { id, serial: old } = await t.oneDisk();
    await t.gone(id, (await t.mediumOf(id, old)).id, 'removed');
    await t.repair(id, 'disk');
    const serial = freshSerial('S6XNEW000000');
    await t.inventory(id, disk(serial));
    return { id, serial, medium: (await t.mediumOf(id, serial)).id };
  }

  test('is new by its invoice and two people, and never « effacé » on the certificate', async () => {
    const { id, medium } = await fitted();
    expect(await broken(t.gone(id, medium, 'new'))).toBe('refurbishment.invoice_missing');
    await t.gone(id, medium, 'new', ' F-2026-0118 ');
    expect(await w.failures(id)).toEqual(['medium_unwitnessed']);
    expect(await w.stock(id)).toBe('refurbishment.gate_closed');
    const countersigning = s.app.get(Countersigning);
    const waiting = async (who = moussa()) =>
      (await countersigning.waiting(who)).find((x) => x.what === 'new' && x.invoice === 'F-2026-0118');
    const { id: evidence } = (await waiting())!;
    const sign = (who = moussa()) => broken(s.work((tx) => countersigning.countersign(tx, who, [evidence], PASSWORD)));
    expect(await sign(karim())).toBe('refurbishment.own_witness');
    expect(await sign()).toBe('done');
    expect(await waiting()).toBeUndefined();
    expect(await w.failures(id)).toEqual([]);
    const [paper] = await s.db.query(
      `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
    );
    const ofNew = paper.facts.media.find((m: { result: string }) => m.result === 'new');
    expect(ofNew.method).toBe(
      `Support neuf, facture n° F-2026-0118, déclaré par l’opérateur n° ${karim().operatorNumber}, contresigné par l’opérateur n° ${moussa().operatorNumber}`,
    );
    expect(await w.stock(id)).toBe('done');
  });

  test('where the workshop has one person, the bank signs', async () => {
    const { id, medium } = await fitted();
    await t.gone(id, medium, 'new', 'F-1');
    const countersigning = s.app.get(Countersigning);
    const { leila } = s.fixtures.people;
    const [{ evidence }] = await s.db.query('SELECT id AS evidence FROM refurbishment.evidence WHERE medium_id = $1', [
      medium,
    ]);
    expect((await countersigning.waiting(leila)).map((x) => x.id)).toContain(evidence);
    await s.work((tx) => countersigning.countersign(tx, leila, [evidence], PASSWORD));
    expect(await w.failures(id)).toEqual([]);
  });

  test('is not one that came with the device, is without a number, or was known elsewhere', async () => {
    const { id, serial } = await t.oneDisk();
    const medium = (await t.mediumOf(id, serial)).id;
    expect(await broken(t.gone(id, medium, 'new', 'F-1'))).toBe('refurbishment.new_without_change');
    await t.repair(id, 'disk');
    expect(await broken(t.gone(id, medium, 'new', 'F-1'))).toBe('refurbishment.not_new');
    expect(await broken(t.gone(id, await t.declare(id, null), 'new', 'F-1'))).toBe('refurbishment.new_without_number');
    const other = await fitted();
    const stolen = await t.declare(id, other.serial);
    expect(await broken(t.gone(id, stolen, 'new', 'F-1'))).toBe('refurbishment.not_new');
  });

  test('taken back by who signed it, it is to be proven again', async () => {
    const { id, medium } = await fitted();
    await t.gone(id, medium, 'new', 'F-1');
    await s.work((tx) => s.app.get(BenchService).undo(tx, karim(), id));
    expect(await w.failures(id)).toEqual(['medium_unproven']);
  });
});
