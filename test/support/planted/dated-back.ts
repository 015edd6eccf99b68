import { openDataSource } from '../servers/database.js';

/** As if what was put right of this row had been put right two days ago. @param ownerUrl of the test's database. */
export async function twoDaysAgo(ownerUrl: string, subjectId: string): Promise<void> {
  const owner = await openDataSource(ownerUrl, {}, 1);
  await owner.transaction(async (tx) => {
    await tx.query('ALTER TABLE corrections.correction DISABLE TRIGGER USER');
    await tx.query(`UPDATE corrections.correction SET at = at - interval '2 days' WHERE subject_id = $1`, [subjectId]);
    await tx.query('ALTER TABLE corrections.correction ENABLE TRIGGER USER');
  });
  await owner.destroy();
}
