import type { Fixtures } from '#bank/demo';
import { DonorLinks } from '#bank/figures';
import { SignedBackService } from '#bank/receipts';
import { newId } from '#platform/kernel';
import type { DemoFinder } from '../servers/demo-finder.js';
import { labelThings } from './label-things.js';
import type { Things } from './things.js';

/** What is given and by whom, with the labels for it. */
export async function giftThings({ t, db, actorOf, one, desk }: DemoFinder, fixtures: Fixtures) {
  const donation = await one(
    `SELECT d.id, d.donor_id AS donor FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = 'company'`,
  );
  const file = await one(`SELECT subject_id AS id, id AS file FROM imports.file WHERE kind = 'devices'`);
  const linkOf = (side: 'bank' | 'collection') =>
    db.transaction((tx) => t.app.get(DonorLinks).make(tx, actorOf[side], donation['donor']!));

  return {
    donation: desk({ id: donation['id']!, refusal: newId() }),
    promise: desk(await one(`SELECT id FROM intake.donation WHERE state = 'promised'`)),
    donor: desk({ id: donation['donor']!, donor: donation['donor']!, contact: newId() }),
    'donor link': {
      bank: { donor: donation['donor']!, id: (await linkOf('bank')).id },
      collection: { donor: donation['donor']!, id: (await linkOf('collection')).id },
    } as Things,
    'private link of a gift': { bank: { secret: (await linkOf('bank')).secret, donation: donation['id']! } } as Things,
    file: desk(file),
    ...(await labelThings(t, fixtures)),
    'label sheet': desk(await one('SELECT id FROM intake.label_sheet')),
  };
}

/** Papers and receipts. */
export async function paperThings({ t, db, organisations, people, one, each, desk }: DemoFinder) {
  const paper = (organisation: string) =>
    one(
      // One that names nobody, where there is one: whoever reads without names opens it too.
      `SELECT r.document_id AS id FROM documents.document_reader r JOIN documents.document d ON d.id = r.document_id
       WHERE r.organisation_id = $1 ORDER BY d.type NOT IN ('transfer_slip', 'delivery_note', 'erasure_certificate'), d.id`,
      organisation,
    );
  const agreement = await one(
    `SELECT cause_id AS id, id AS document FROM documents.document WHERE type = 'donation_agreement'`,
  );
  const slip = await one(
    `SELECT cause_id AS id, id AS document FROM documents.document WHERE type = 'collection_slip' AND cause_kind = 'donation'`,
  );
  await db.transaction((tx) =>
    t.app.get(SignedBackService).note(tx, people.aude, slip['id']!, slip['document']!, Buffer.from('%PDF-1.4 signé')),
  );
  const papers = await each((side) => paper(organisations[side].id));
  return {
    paper: await each(async (side) => papers[side]),
    'paper as PDF': await each(async (side) => ({ file: `${papers[side]['id']}.pdf` })),
    'verified paper': {
      bank: await one(`SELECT number || '-' || secret AS ref FROM documents.document WHERE type = 'collection_slip'`),
    } as Things,
    receipt: { bank: await one('SELECT id FROM receipts.receipt') } as Things,
    'year of receipts': {
      bank: await one("SELECT year::text AS year, year || '.csv' AS file FROM receipts.receipt"),
    } as Things,
    'paper of a donation': desk(agreement),
    'signed scan': desk(slip),
    'year of a donor': {
      bank: await one(
        `SELECT cause_id AS donor, facts->>'year' AS year FROM documents.document WHERE type = 'reuse_proof'`,
      ),
    } as Things,
  };
}
