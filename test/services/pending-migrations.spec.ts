import pg from 'pg';
import { pendingMigrations } from '#platform/database';
import { LISTS } from '../../apps/server/startup/word-lists.js';
import { freshDatabase } from '../support/servers/database.js';

test('whoever only reads knows that a file changed', async () => {
  const whole = await freshDatabase();
  expect(await pendingMigrations(whole.url, LISTS)).toEqual([]);
  const client = new pg.Client({ connectionString: whole.ownerUrl });
  await client.connect();
  await client.query(
    `UPDATE platform.applied_sql SET sha256 = 'other' WHERE path = 'platform/functions/refuse_change.sql'`,
  );
  await client.end();
  expect(await pendingMigrations(whole.url, LISTS)).toEqual(['platform/functions/refuse_change.sql']);
  const more = [...LISTS, { words: { 'people.place_kind': ['site', 'room', 'shelf', 'drawer'] } }];
  expect(await pendingMigrations(whole.url, more)).toContain('people/words/place_kind');
  await whole.drop();
});
