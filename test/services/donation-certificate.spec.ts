import { DonationCertificates, MediaService } from '#bank/workshop';
import { Outbox } from '#platform/queue';
import { NVME, PASSWORD, SATA } from '../support/counting/bench.js';
import { type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';

let life: Life;
let desk: RemovedMediaDesk;
beforeAll(async () => {
  life = await Life.open();
  desk = removedMediaDesk(life);
});
afterAll(() => life.s.close());

const papers = (id: string) =>
  life.s.db.query(
    `SELECT d.id, d.facts, w.replaced_by AS replaced FROM documents.document d LEFT JOIN documents.withdrawal w ON w.document_id = d.id
     WHERE d.type = 'donation_certificate' AND d.cause_id = $1 ORDER BY d.id`,
    [id],
  );

test('says of each medium what is known, and is made again in place of the one before when one more is proven', async () => {
  const donation = await life.donation('Mairie au certificat');
  const [first, second] = [await desk.machine(donation), await desk.machine(donation)];
  await desk.log(first.disks, first.id);
  const certificates = life.get(DonationCertificates);
  await life.s.work((tx) => certificates.make(tx, life.people.leila, { kind: 'donation', id: donation }));
  const [before] = await papers(donation);
  const by = (paper: { facts: { machines: { media: { serial: string; proof: string; class: string | null }[] }[] } }) =>
    Object.fromEntries(paper.facts.machines.flatMap((d) => d.media).map((m) => [m.serial, [m.proof, m.class]]));
  expect(by(before)).toEqual({
    [first.disks[SATA]!]: ['passed', 'clear'],
    [first.disks[NVME]!]: ['passed', 'clear'],
    [second.disks[SATA]!]: ['nothing', null],
    [second.disks[NVME]!]: ['nothing', null],
  });

  const gone = second.media[SATA]!;
  await life.s.work((tx) => life.get(MediaService).gone(tx, life.people.karim, second.id, gone, 'destroyed', PASSWORD));
  await life.s.work((tx) => tx.query(`UPDATE refurbishment.certificate_due SET due_at = platform.now()`));
  const work = life.get(Outbox).works.find((w) => w.queue === 'donation-certificates')!;
  const due = await work.pending(10);
  expect(due.map((d) => d.id)).toEqual([donation]);
  await Promise.all([1, 2].map(() => work.process(due[0]!)));
  const [old, now, ...more] = await papers(donation);
  expect(more).toEqual([]);
  expect([old.replaced, now.replaced]).toEqual([now.id, null]);
  expect(by(now)[second.disks[SATA]!]).toEqual(['destroyed', 'destroy']);
  expect(await work.pending(10)).toEqual([]);
});
