import pg from 'pg';
import { BlobStore } from '#bank/documents';
import { newId, sha256 } from '#platform/kernel';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let blobs: BlobStore;
let owner: pg.Client;

beforeAll(async () => {
  s = await services();
  blobs = s.app.get(BlobStore);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

describe('stored files', () => {
  const big = Buffer.alloc(3_500_000, 'les octets du don ');
  async function* pieces() {
    for (let at = 0; at < big.length; at += 70_001) yield big.subarray(at, at + 70_001);
  }

  it.each([true, false])('come back byte for byte from chunks of 1 MB (sealed: %p)', async (sealed) => {
    const stored = await s.work((tx) => blobs.put(tx, pieces(), 'application/octet-stream', { sealed }));
    expect(stored).toMatchObject({ sha256: sha256(big), size: big.length });
    expect((await blobs.bytes(stored.id)).equals(big)).toBe(true);
    const { rows } = await owner.query(
      'SELECT count(*)::int AS n, max(length(bytes)) AS max FROM documents.blob_chunk WHERE blob_id = $1',
      [stored.id],
    );
    expect(rows).toEqual([{ n: 4, max: 1024 * 1024 + (sealed ? 28 : 0) }]);
  });

  it.each([true, false])('are refused when a chunk is missing (sealed: %p)', async (sealed) => {
    const { id } = await s.work((tx) => blobs.put(tx, big, 'text/plain', { sealed }));
    const lose = 'DELETE FROM documents.blob_chunk WHERE blob_id = $1 AND n = 3';
    await expect(s.db.query(lose, [id])).rejects.toMatchObject({ code: 'BN001' });
    // What only a broken disk or a superuser can do.
    await owner.query('SET session_replication_role = replica');
    await owner.query(lose, [id]);
    await owner.query('SET session_replication_role = origin');
    await expect(blobs.bytes(id)).rejects.toThrow(/not whole/);
    expect(await broken(blobs.bytes(newId()))).toBe('not_found');
  });

  it('may be empty', async () => {
    const { id, size } = await s.work((tx) => blobs.put(tx, Buffer.alloc(0), 'text/plain'));
    expect([size, (await blobs.bytes(id)).length]).toEqual([0, 0]);
  });
});
