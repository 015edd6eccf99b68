import { formatTime } from '#platform/ui';
import { World } from '../support/things/world.js';

let w: World;
beforeAll(async () => {
  w = await World.open();
});
afterAll(() => w?.t.close());

const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('a paper over which the program stopped says when it is begun again, and in the end that nobody knows why', async () => {
  const { page } = w.kinds.collector.own;
  const id = await w.value(
    `SELECT d.id FROM documents.document d JOIN intake.donation n ON d.cause_kind = 'donation' AND n.id = d.cause_id
     WHERE d.state = 'requested' AND n.organisation_id = $1 ORDER BY d.id`,
    w.fixtures.organisations.collection.id,
  );
  const shown = async () => spaced((await page.get(`/documents/${id}`)).text);
  const seconds = (text: string) => /http-equiv="refresh" content="(\d+)"/.exec(text)?.[1];
  const soon = await shown();
  expect([soon.includes('Le document se prépare : quelques secondes.'), seconds(soon)]).toEqual([true, '5']);

  const dueAt = new Date(Date.now() + 32 * 60_000);
  await w.db.query(`UPDATE documents.document SET state = 'rendering', starts = 10, due_at = $2 WHERE id = $1`, [
    id,
    dueAt,
  ]);
  const later = await shown();
  expect(later).toContain(
    `Le programme s’est arrêté plusieurs fois pendant ce document. Nouvel essai à ${spaced(formatTime(dueAt))}, s’il n’est pas prêt avant.`,
  );
  expect([later.includes('quelques secondes'), seconds(later)]).toEqual([false, '60']);

  await w.db.query(
    `UPDATE documents.document SET state = 'failed', error = 'documents.drawing_interrupted' WHERE id = $1`,
    [id],
  );
  const over = await shown();
  expect(over).toContain('On ne sait pas si le document y est pour quelque chose.');
  expect([over.includes(`/documents/${id}/nouvel-essai`), seconds(over)]).toEqual([true, undefined]);
});
