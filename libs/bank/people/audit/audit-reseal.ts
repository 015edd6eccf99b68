import type pg from 'pg';
import { wholly } from '#platform/database';
import { fingerprint, type SecretKeyring } from '#platform/kernel';
import { checkpointWord } from './audit-checkpoint.queries.js';
import { wordOf } from './audit-seals.js';

/**
 * Makes the audit's chain anew under the ring's current key, in one transaction. Only of a chain that was verified: what was rewritten before
 * would be vouched for otherwise.
 * @param client of the owner of the tables; nobody else may be at work
 * @returns the new head, to be noted elsewhere.
 */
export const resealAudit = (client: pg.Client, ring: SecretKeyring): Promise<string | null> =>
  wholly(client, ['people.audit_seal', 'people.audit_checkpoint'], async () => {
    const { rows: points } = await client.query<{ seal: string; mac: string; at: Date }>(
      'SELECT c.seal::text AS seal, c.mac, c.at FROM people.audit_checkpoint c ORDER BY c.seal',
    );
    const { rows: seals } = await client.query<{ n: string }>(
      'SELECT s.n::text AS n FROM people.audit_seal s ORDER BY s.n',
    );
    const macs = new Map(points.map(({ seal, mac }) => [seal, mac]));
    let mac = macs.get(String(BigInt(seals[0]?.n ?? 1) - 1n)) ?? '';
    for (const { n } of seals) {
      const { rows: under } = await client.query<{ id: string; hash: string }>(
        'SELECT entry_id::text AS id, hash FROM people.audit_sealed WHERE seal = $1 ORDER BY entry_id',
        [n],
      );
      const { rows: others } = await client.query<{ id: string; hash: string }>(
        'SELECT key AS id, hash FROM people.audit_sealed_row WHERE seal = $1 ORDER BY key',
        [n],
      );
      mac = fingerprint(wordOf(n, mac, [...under, ...others]), ring);
      await client.query('UPDATE people.audit_seal SET mac = $2 WHERE n = $1', [n, mac]);
      if (macs.has(n)) macs.set(n, mac);
    }
    for (const point of points) {
      const renewed = { ...point, mac: macs.get(point.seal)! };
      await client.query('UPDATE people.audit_checkpoint SET mac = $2, proof = $3 WHERE seal = $1', [
        point.seal,
        renewed.mac,
        fingerprint(checkpointWord(renewed), ring),
      ]);
    }
    return seals.length ? mac : null;
  });
