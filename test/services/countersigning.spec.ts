import { Countersigning, MediaService, RemovedMedia } from '#bank/workshop';
import { newId } from '#platform/kernel';
import { freshSerial, PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';

let life: Life;
let countersigning: Countersigning;
let media: MediaService;

beforeAll(async () => {
  life = await Life.open();
  countersigning = life.get(Countersigning);
  media = life.get(MediaService);
});
afterAll(() => life.s.close());

type Who = 'karim' | 'moussa' | 'leila' | 'ines';

/** A laptop at the workshop whose one disk somebody signed to be gone. */
async function gone(kind: 'removed' | 'destroyed' | 'factory_reset', category: 'laptop' | 'tablet' = 'laptop') {
  const id = await life.log(category);
  await life.carry(id, 'workshop');
  const { karim } = life.people;
  const disk = await life.s.work((tx) =>
    media.declare(tx, karim, id, { kind: 'ssd', serial: freshSerial('WIT-00000') }),
  );
  await life.s.work((tx) => media.state(tx, karim, id, 'complete_list', PASSWORD));
  const code = await life.s.work((tx) => media.gone(tx, karim, id, disk, kind, PASSWORD));
  const [{ id: evidence }] = await life.s.db.query('SELECT id FROM refurbishment.evidence WHERE medium_id = $1', [
    disk,
  ]);
  return { id, disk, evidence: evidence as string, code };
}
const sign = (who: Who, ids: readonly string[], password = PASSWORD) =>
  broken(life.s.work((tx) => countersigning.countersign(tx, life.people[who], ids, password)));
const waiting = async (who: Who) => (await countersigning.waiting(life.people[who])).map((w) => w.id);
const papersOf = async (serial: string) =>
  life.s.db.query(
    `SELECT d.facts -> 'media' -> 0 ->> 'witness' AS witness, d.facts -> 'media' -> 0 ? 'witness' AS wanted, w.document_id IS NOT NULL AS withdrawn
     FROM documents.document d LEFT JOIN documents.withdrawal w ON w.document_id = d.id
     WHERE d.type = 'erasure_certificate' AND d.facts -> 'media' -> 0 ->> 'serial' = $1 ORDER BY d.id DESC`,
    [serial],
  );
const serialOf = async (disk: string): Promise<string> =>
  (await life.s.db.query('SELECT serial FROM devices.medium WHERE id = $1', [disk]))[0].serial;

test.each(['removed', 'destroyed'] as const)(
  '« %s » waits for a witness, who is somebody else, and the certificate says so',
  async (kind) => {
    const { evidence, disk } = await gone(kind);
    const serial = await serialOf(disk);
    expect(await papersOf(serial)).toEqual([{ witness: null, wanted: true, withdrawn: false }]);
    expect(await waiting('karim')).not.toContain(evidence);
    expect(await waiting('moussa')).toContain(evidence);
    expect(await waiting('leila')).toContain(evidence);
    expect(await waiting('ines')).toEqual([]);
    expect(await sign('karim', [evidence])).toBe('refurbishment.own_witness');
    expect(await sign('ines', [evidence])).toBe('refurbishment.signer_unknown');
    expect(await sign('moussa', [evidence], 'pas le bon')).toBe('refurbishment.secret_wrong');
    expect(await sign('moussa', [evidence])).toBe('done');
    expect(await waiting('leila')).not.toContain(evidence);
    expect(await sign('leila', [evidence])).toBe('refurbishment.witnessed');
    expect(await papersOf(serial)).toEqual([
      { witness: String(life.people.moussa.operatorNumber), wanted: true, withdrawn: false },
      { witness: null, wanted: true, withdrawn: true },
    ]);
  },
);

test('nothing else wants one, and nothing waits for one', async () => {
  const { evidence, disk, id } = await gone('factory_reset', 'tablet');
  expect(await waiting('moussa')).not.toContain(evidence);
  expect(await sign('moussa', [evidence])).toBe('refurbishment.nothing_to_witness');
  expect(await sign('moussa', [newId()])).toBe('refurbishment.nothing_to_witness');
  expect(await sign('moussa', ['; DROP TABLE'])).toBe('refurbishment.nothing_to_witness');
  expect(await papersOf(await serialOf(disk))).toMatchObject([{ wanted: false }]);
  await gone('destroyed');
  await life.prove(id);
  await life.putInStock(id);
  expect((await life.row(id)).state).toBe('in_stock');
});

test('the end of a removed medium wants its own witness', async () => {
  const { code } = await gone('removed');
  const before = await waiting('moussa');
  await life.s.work((tx) =>
    life.get(RemovedMedia).act(tx, life.people.karim, 'destroy', code!, { password: PASSWORD }),
  );
  const [ended, ...others] = (await waiting('moussa')).filter((w) => !before.includes(w));
  expect(others).toEqual([]);
  expect(await sign('karim', [ended!])).toBe('refurbishment.own_witness');
  expect(await sign('leila', [ended!])).toBe('done');
  const [paper] = await life.s.db.query(
    `SELECT d.facts FROM documents.document d WHERE d.cause_kind = 'removed_medium' ORDER BY d.id DESC LIMIT 1`,
  );
  expect(paper.facts.media[0]).toMatchObject({ result: 'destroyed', witness: life.people.leila.operatorNumber });
});

test('nobody witnesses the end of a medium that was taken back meanwhile, nor is a paper made of it', async () => {
  const { code } = await gone('removed');
  const before = await waiting('moussa');
  const act = (verb: 'destroy' | 'reopen', more: object) =>
    life.s.work((tx) => life.get(RemovedMedia).act(tx, life.people.karim, verb, code!, more));
  await act('destroy', { password: PASSWORD });
  const [ended] = (await waiting('moussa')).filter((w) => !before.includes(w));
  await act('reopen', { reason: 'wrong_entry' });
  expect(await sign('leila', [ended!])).toBe('refurbishment.nothing_to_witness');
});

test('a whole list is witnessed at once, all or none', async () => {
  const one = await gone('destroyed');
  const two = await gone('removed');
  expect(await sign('moussa', [one.evidence, newId(), two.evidence])).toBe('refurbishment.nothing_to_witness');
  expect(await waiting('moussa')).toEqual(expect.arrayContaining([one.evidence, two.evidence]));
  expect(await sign('moussa', [one.evidence, two.evidence, one.evidence])).toBe('done');
});
