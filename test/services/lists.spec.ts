import type { DataSource } from 'typeorm';
import {
  AGE_BANDS,
  CRITERIA,
  NEEDS,
  REFUSAL_REASONS as REQUEST_REFUSALS,
  REQUEST_STATES,
  SITUATIONS,
  URGENCIES,
} from '#allocation';
import { CATEGORY_IDS, CONDITION_IDS, MEDIUM_KINDS, VOID_REASONS } from '#devices';
import {
  CANCEL_REASONS,
  DONATION_STATES,
  DONOR_KINDS,
  LOCK_CHECKS,
  LOCK_KINDS,
  REFUSAL_FATES,
  REFUSAL_REASONS,
  RELEASE_ANSWERS,
} from '#intake';
import { ORGANISATION_KINDS } from '#kernel';
import { PURPOSES, TRANSFER_STATES } from '#logistics';
import { CLOSE_REASONS, PROBLEMS, SOLUTIONS, TICKET_STATES } from '#maintenance';
import { PHOTO_LIMIT } from '#photos';
import { CANCEL_RECEIPT_REASONS, DECLARED_HOW, RECEIPT_KINDS } from '#receipts';
import { END_REASONS, SIM_STATUSES } from '#sims';
import { MAPPED_FIELDS } from '#takeover';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  db = await openDataSource(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** What the CHECKs of one column alone say. */
async function checksOf(column: string): Promise<string> {
  const [schema, table, name] = column.split('.');
  const rows: { said: string }[] = await db.query(
    `SELECT pg_get_constraintdef(c.oid) AS said FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
     WHERE c.contype = 'c' AND c.conrelid = to_regclass($1) AND a.attname = $2`,
    [`${schema}.${table}`, name],
  );
  return rows.map((row) => row.said).join('\n');
}

// A word that only the code knows would be offered on a page and fail when it is chosen.
test.each<[string, readonly string[] | object]>([
  ['allocation.beneficiary.age_band', AGE_BANDS],
  ['allocation.beneficiary.situation', SITUATIONS],
  ['allocation.handover.criterion', CRITERIA],
  ['allocation.request.state', REQUEST_STATES],
  ['allocation.request.urgency', URGENCIES],
  ['allocation.request.refusal_reason', REQUEST_REFUSALS],
  ['allocation.request_line.needs', NEEDS],
  ['devices.code_roll.void_reason', VOID_REASONS],
  ['devices.device.category', CATEGORY_IDS],
  ['devices.device.condition', CONDITION_IDS],
  ['devices.device.donor_kind', DONOR_KINDS],
  ['devices.medium.kind', MEDIUM_KINDS],
  ['intake.device_lock.kind', LOCK_KINDS],
  ['intake.device_lock.release_check', LOCK_CHECKS],
  ['intake.donation.cancel_reason', CANCEL_REASONS],
  ['intake.donation.state', DONATION_STATES],
  ['intake.donor.kind', DONOR_KINDS],
  ['intake.donor_rule.donor_kind', DONOR_KINDS],
  ['intake.refused.fate', REFUSAL_FATES],
  ['intake.refused.reason', REFUSAL_REASONS],
  ['intake.release_tick.answer', RELEASE_ANSWERS],
  ['intake.release_tick.item', LOCK_KINDS],
  ['logistics.transfer.purpose', PURPOSES],
  ['logistics.transfer.state', TRANSFER_STATES],
  ['maintenance.ticket.close_reason', CLOSE_REASONS],
  ['maintenance.ticket.problem', PROBLEMS],
  ['maintenance.ticket.solution', SOLUTIONS],
  ['maintenance.ticket.state', TICKET_STATES],
  ['people.organisation.kind', ORGANISATION_KINDS],
  ['receipts.cancellation.reason', CANCEL_RECEIPT_REASONS],
  ['receipts.declared_value.how', DECLARED_HOW],
  ['receipts.receipt.kind', RECEIPT_KINDS],
  ['sims.sim.ended_reason', END_REASONS],
  ['sims.sim.status', SIM_STATUSES],
  ['takeover.file_value.field', MAPPED_FIELDS],
])('%s takes what the code offers', async (column, list) => {
  const taken = [...(await checksOf(column)).matchAll(/'([^']+)'::text/g)].map(([, word]) => word);
  expect(taken.sort()).toEqual([...(Array.isArray(list) ? list : Object.keys(list))].sort());
});

test('a device has places for as many photos as it may have', async () => {
  const ranks = [...(await checksOf('photos.photo.rank')).matchAll(/\d+/g)].map(Number);
  expect(ranks).toEqual([1, PHOTO_LIMIT]);
});
