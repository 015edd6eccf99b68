import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { rows, run, wholly } from '#platform/database';
import { fingerprint, type SecretKeyring } from '#platform/kernel';

const LOCK = 0x424e08;
/** Entries sealed at once, and rows of the other histories; the rest waits for the next minute. */
const MOST = 5000;
/** An entry bears the moment its transaction began, and is seen when it ends: no transaction lasts a day. */
const LATE_HOURS = 24;

// From the newest of those that were sealed a day before the last seal: what is older was seen by a seal since.
const UNSEALED = `FROM people.audit_entry e
  WHERE e.id > coalesce((SELECT max(s.entry_id) FROM people.audit_sealed s WHERE s.seal = (
      SELECT max(l.n) FROM people.audit_seal l
      WHERE l.sealed_at < (SELECT max(m.sealed_at) FROM people.audit_seal m) - make_interval(hours => $1))), 0)
    AND NOT EXISTS (SELECT FROM people.audit_sealed s WHERE s.entry_id = e.id)`;
const UNSEALED_ROWS = `FROM platform.answers('rows_to_seal_since', $1::timestamptz) AS k(key)
  WHERE NOT EXISTS (SELECT FROM people.audit_sealed_row s WHERE s.key = k.key COLLATE "C")`;
const BY_PERIOD = { plan: 'per call', because: 'how far back it looks decides the plan' } as const;

/** An entry's hash, independent of the session's settings. What was written before channels were kept is hashed as it was then. */
export const HASH = `encode(sha256(convert_to((jsonb_build_array(e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.user_id, e.verb,
  e.subject_kind, e.subject_id, e.facts) || CASE WHEN e.channel IS NULL THEN '[]'
    ELSE jsonb_build_array(e.membership_id, e.organisation_id, e.channel) END)::text, 'UTF8')), 'hex')`;

/** The hash of another history's row, an answer `a` of `sealed_content`. */
export const ROW_HASH = `encode(sha256(convert_to(a.label, 'UTF8')), 'hex')`;

export interface Sealed {
  readonly id: string;
  readonly hash: string;
}

/** What a seal's secret signs. @param entries the audit's first, by id, then the rows of other histories, by key */
export const wordOf = (n: string, before: string, entries: readonly Sealed[]): string =>
  `audit seal ${n} ${before} ${entries.map(({ id, hash }) => `${id}:${hash}`).join(' ')}`;

export interface NewSeal {
  readonly count: number;
  /** There may be more: as much as one seal takes was there. Each takes only what none holds, so that asking again comes to an end. */
  readonly more: boolean;
}

const NOTHING: NewSeal = { count: 0, more: false };

/** Seals the entries, looks, corrections and purges that no seal holds yet; one process at a time. */
export function sealAudit(db: DataSource): Promise<NewSeal> {
  return db.transaction(async (tx) => {
    const [alone] = await rows<{ alone: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS alone', [LOCK]);
    if (!alone?.alone) return NOTHING;
    const entries = await unsealed(tx);
    const others = await unsealedRows(tx);
    if (entries.length + others.length === 0) return NOTHING;
    const [last] = await rows<{ n: string; mac: string }>(
      tx,
      'SELECT s.n::text AS n, s.mac FROM people.audit_seal s ORDER BY s.n DESC LIMIT 1',
    );
    const n = String(BigInt(last?.n ?? 0) + 1n);
    const mac = fingerprint(wordOf(n, last?.mac ?? '', [...entries, ...others]));
    await run(tx, 'INSERT INTO people.audit_seal (n, mac) VALUES ($1, $2)', [n, mac]);
    await run(
      tx,
      'INSERT INTO people.audit_sealed (entry_id, seal, hash) SELECT t.id, $1, t.hash FROM unnest($2::bigint[], $3::text[]) AS t(id, hash)',
      [n, entries.map(({ id }) => id), entries.map(({ hash }) => hash)],
    );
    await run(
      tx,
      'INSERT INTO people.audit_sealed_row (key, seal, hash) SELECT t.key, $1, t.hash FROM unnest($2::text[], $3::text[]) AS t(key, hash)',
      [n, others.map(({ id }) => id), others.map(({ hash }) => hash)],
    );
    return { count: entries.length + others.length, more: Math.max(entries.length, others.length) === MOST };
  });
}

const unsealed = (tx: EntityManager): Promise<Sealed[]> =>
  rows<Sealed>(tx, `SELECT e.id::text AS id, ${HASH} AS hash ${UNSEALED} ORDER BY e.id LIMIT $2`, [LATE_HOURS, MOST]);

async function unsealedRows(tx: EntityManager): Promise<Sealed[]> {
  // Looks come by the thousand and wait for the rest, each the oldest first; the seal's word is in the order of keys.
  return rows<Sealed>(
    tx,
    `SELECT a.what AS id, ${ROW_HASH} AS hash FROM platform.answers('sealed_content', ARRAY(
       SELECT k.key ${UNSEALED_ROWS}
       ORDER BY k.key LIKE 'look/%', split_part(k.key, '/', 2)::bigint, k.key COLLATE "C" LIMIT $2)) a
     ORDER BY a.what COLLATE "C"`,
    [await rowsSince(tx), MOST],
    BY_PERIOD,
  );
}

async function rowsSince(on: DataSource | EntityManager): Promise<string> {
  const [from] = await rows<{ since: string }>(
    on,
    `SELECT coalesce(max(l.sealed_at), '-infinity')::text AS since FROM people.audit_seal l
     WHERE l.sealed_at < (SELECT max(m.sealed_at) FROM people.audit_seal m) - make_interval(hours => $1)`,
    [LATE_HOURS],
  );
  return from!.since;
}

export async function oldestUnsealed(db: DataSource): Promise<Date | null> {
  const [entry] = await rows<{ at: Date }>(db, `SELECT e.at ${UNSEALED} ORDER BY e.id LIMIT 1`, [LATE_HOURS]);
  const [row] = await rows<{ at: Date | null }>(
    db,
    `SELECT to_timestamp(min(split_part(k.key, '/', 2)::bigint)) AS at ${UNSEALED_ROWS}`,
    [await rowsSince(db)],
    BY_PERIOD,
  );
  const times = [entry?.at, row!.at].filter((at): at is Date => at instanceof Date);
  return times.length ? new Date(Math.min(...times.map((at) => at.getTime()))) : null;
}

/** A head of the chain that was verified, and whose proof only the secret can make. */
export interface StoredCheckpoint {
  readonly seal: string;
  readonly mac: string;
  readonly at: Date;
  readonly proof: string;
}

/** What a checkpoint's secret signs: with its moment, so that nobody makes it look older. */
export const checkpointWord = ({ seal, mac, at }: Omit<StoredCheckpoint, 'proof'>): string =>
  `audit checkpoint ${seal} ${mac} ${at.toISOString()}`;

export const storedCheckpoints = (on: DataSource | EntityManager): Promise<StoredCheckpoint[]> =>
  rows<StoredCheckpoint>(
    on,
    'SELECT c.seal::text AS seal, c.mac, c.at, c.proof FROM people.audit_checkpoint c ORDER BY c.seal',
  );

/**
 * Makes the audit's chain anew under the ring's current key. Only of a chain that was verified: what was rewritten before would be vouched for
 * otherwise.
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
