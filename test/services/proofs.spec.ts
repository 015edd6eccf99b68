import { DataSource } from 'typeorm';
import { recordProof, recordProofAt } from '#platform/database';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let db: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  db = await openDataSource(database.url);
});
afterEach(async () => {
  await db.destroy();
  await database.drop();
});

const noted = async () =>
  (
    await db.query(
      `SELECT p.kind, p.tried_at AS tried, p.succeeded_at AS succeeded, p.failure, p.failing_since AS failing FROM platform.proof p ORDER BY p.kind`,
    )
  )[0];

test('a proof says when it last held, why it does not any more and since when, until it holds again', async () => {
  await recordProof(db, 'backed_up');
  const first = await noted();
  expect(first).toMatchObject({ kind: 'backed_up', succeeded: first.tried, failure: null, failing: null });
  await recordProof(db, 'backed_up', { failure: 'backup.no_room' });
  const failed = await noted();
  expect(failed).toMatchObject({ succeeded: first.succeeded, failure: 'backup.no_room', failing: failed.tried });
  await recordProofAt(database.url, 'backed_up', { failure: 'backup.damaged' });
  expect(await noted()).toMatchObject({ failure: 'backup.damaged', failing: failed.failing });
  await recordProofAt(database.ownerUrl, 'backed_up');
  const again = await noted();
  expect(again).toMatchObject({ succeeded: again.tried, failure: null, failing: null });
});

test('what was seen afterwards bears its own moment, and never covers what was tried later', async () => {
  const yesterday = new Date(Date.now() - 86_400_000);
  await recordProof(db, 'backed_up', { at: yesterday });
  expect(await noted()).toMatchObject({ tried: yesterday, succeeded: yesterday });
  await recordProof(db, 'backed_up', { failure: 'backup.no_room' });
  await recordProof(db, 'backed_up', { at: yesterday });
  expect(await noted()).toMatchObject({ succeeded: yesterday, failure: 'backup.no_room' });
});
