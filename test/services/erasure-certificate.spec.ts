import { ErasureService, LogConfirmations, MediaService } from '#bank/workshop';
import { fixture, freshSerial, PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';

let life: Life;
let media: MediaService;

beforeAll(async () => {
  life = await Life.open();
  media = life.get(MediaService);
});
afterAll(() => life.s.close());

const newest = async () => {
  const [paper] = await life.s.db.query(
    `SELECT facts FROM documents.document WHERE type = 'erasure_certificate' ORDER BY id DESC LIMIT 1`,
  );
  return paper.facts;
};

/** A laptop of a donation at the workshop, with one disk that somebody sees in it. */
async function withADisk(): Promise<{ id: string; disk: string; serial: string; donation: string }> {
  const donationId = await life.donation(`Mairie ${freshSerial('00000')}`);
  const id = await life.logOn(donationId, { serial: freshSerial('PF3-CERT-00000') });
  await life.carry(id, 'workshop');
  const serial = freshSerial('SSD-CERT-00000');
  const disk = await life.s.work((tx) => media.declare(tx, life.people.karim, id, { kind: 'ssd', serial }));
  const [{ number }] = await life.s.db.query('SELECT number FROM intake.donation WHERE id = $1', [donationId]);
  return { id, disk, serial, donation: number };
}

test('the certificate has the date of the last proof, names the donation, and is signed by whoever signed that proof', async () => {
  const { id, disk, donation } = await withADisk();
  await life.s.work((tx) => media.gone(tx, life.people.moussa, id, disk, 'destroyed', PASSWORD));
  // Somebody of the bank completes what lacks, and so causes the paper.
  await life.s.work((tx) => media.state(tx, life.people.leila, id, 'complete_list', PASSWORD));
  const [proof] = await life.s.db.query(
    `SELECT e.signed_at, e.operator_number, o.name FROM refurbishment.evidence e
     JOIN people.organisation o ON o.id = e.organisation_id WHERE e.medium_id = $1`,
    [disk],
  );
  const at = proof.signed_at.toISOString();
  expect(proof.operator_number).toBe(life.people.moussa.operatorNumber);
  expect(await newest()).toMatchObject({
    donation,
    issuedAt: at,
    workshop: { name: proof.name },
    signed: { operator: proof.operator_number, organisation: proof.name, at },
    media: [{ result: 'destroyed', endedAt: at, operator: proof.operator_number }],
  });
});

test.each([
  ['long before the gift', '2024/11/25'],
  ['of a board whose battery is empty', '1970/01/01'],
  ['ahead of its receipt', '2124/11/25'],
])('of an erasure it is dated by the receipt of the log, whose clock is the tool’s alone: %s', async (_, day) => {
  const { id, serial } = await withADisk();
  await life.s.work((tx) => media.state(tx, life.people.karim, id, 'complete_list', PASSWORD));
  const log = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial })
    .toString()
    .replaceAll(/\[20\d\d\/\d\d\/\d\d/g, `[${day}`);
  const { karim } = life.people;
  const { logId } = await life.s.work((tx) =>
    life.get(ErasureService).receive(tx, karim, { bytes: Buffer.from(log), filename: 'x.log' }, id),
  );
  // Such a clock is asked about once, and the paper waits for the answer.
  await life.s.work((tx) => life.get(LogConfirmations).confirm(tx, karim, id, { logId, scope: 'file' }, PASSWORD));
  const facts = await newest();
  const [{ at }] = await life.s.db.query(
    `SELECT l.received_at AS at FROM refurbishment.erasure_log l JOIN refurbishment.drive_result r ON r.log_id = l.id WHERE r.serial = $1`,
    [serial],
  );
  expect(facts).toMatchObject({
    issuedAt: at.toISOString(),
    media: [{ result: 'passed', serial, endedAtLog: expect.stringContaining(day.replaceAll('/', '-')) }],
  });
});

test('of a device without a medium it is dated and signed as the statement is', async () => {
  const id = await life.log();
  await life.carry(id, 'workshop');
  await life.s.work((tx) => media.state(tx, life.people.karim, id, 'no_medium', PASSWORD));
  const [stated] = await life.s.db.query(
    'SELECT signed_at, operator_number FROM refurbishment.media_statement WHERE device_id = $1',
    [id],
  );
  expect(await newest()).toMatchObject({
    donation: null,
    issuedAt: stated.signed_at.toISOString(),
    signed: { operator: stated.operator_number },
    media: [{ result: 'absent', operator: stated.operator_number }],
  });
});
