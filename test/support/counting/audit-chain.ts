import type { DataSource } from 'typeorm';
import { fingerprint } from '#platform/kernel';
import { HASH, wordOf } from '../../../libs/bank/people/audit/audit-seals.js';

/** Adds as many entries, each under a seal of its own, as `sealAudit` would have minute by minute, in a few statements. */
export async function sealOneByOne(db: DataSource, count: number): Promise<void> {
  const [last] = await db.query('SELECT s.n, s.mac FROM people.audit_seal s ORDER BY s.n DESC LIMIT 1');
  const entries: { id: string; hash: string }[] = await db.query(
    `WITH e AS (INSERT INTO people.audit_entry (verb, subject_kind, facts, channel)
       SELECT 'change_settings', 'bank', jsonb_build_object('n', g), 'system' FROM generate_series(1, $1::int) g
       RETURNING id, at, user_id, verb, subject_kind, subject_id, facts, channel, membership_id, organisation_id)
     SELECT e.id, ${HASH} AS hash FROM e ORDER BY e.id`,
    [count],
  );
  const first = Number(last?.n ?? 0) + 1;
  let mac: string = last?.mac ?? '';
  const macs = entries.map((entry, i) => (mac = fingerprint(wordOf(String(first + i), mac, [entry]))));
  await db.query(
    `INSERT INTO people.audit_seal (n, mac) SELECT $1::bigint + t.i - 1, t.mac FROM unnest($2::text[]) WITH ORDINALITY AS t(mac, i)`,
    [first, macs],
  );
  await db.query(
    `INSERT INTO people.audit_sealed (entry_id, seal, hash)
     SELECT t.id, $1::bigint + t.i - 1, t.hash FROM unnest($2::bigint[], $3::text[]) WITH ORDINALITY AS t(id, hash, i)`,
    [first, entries.map(({ id }) => id), entries.map(({ hash }) => hash)],
  );
}
