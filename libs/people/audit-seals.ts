import type { DataSource, EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { fingerprint, fingerprints } from '#kernel';

const LOCK = 0x424e08;
/** Entries sealed at once; the rest waits for the next minute. */
const MOST = 5000;
const CHECKED_AT_ONCE = 5000;
/** An entry bears the moment its transaction began, and is seen when it ends: no transaction lasts a day. */
const LATE_HOURS = 24;

/** An entry's hash, independent of the session's settings. */
const HASH = `encode(sha256(convert_to(jsonb_build_array(e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.user_id, e.verb,
  e.subject_kind, e.subject_id, e.facts)::text, 'UTF8')), 'hex')`;

interface Sealed {
  readonly id: string;
  readonly hash: string;
}

const wordOf = (n: string, before: string, entries: readonly Sealed[]): string =>
  `audit seal ${n} ${before} ${entries.map(({ id, hash }) => `${id}:${hash}`).join(' ')}`;

/** Seals the entries that no seal holds yet; one process at a time. @returns how many. */
export function sealAudit(db: DataSource): Promise<number> {
  return db.transaction(async (tx) => {
    const [alone] = await rows<{ alone: boolean }>(tx, 'SELECT pg_try_advisory_xact_lock($1) AS alone', [LOCK]);
    if (!alone?.alone) return 0;
    const entries = await unsealed(tx);
    if (entries.length === 0) return 0;
    const [last] = await rows<{ n: string; mac: string }>(
      tx,
      'SELECT n::text AS n, mac FROM people.audit_seal ORDER BY n DESC LIMIT 1',
    );
    const n = String(BigInt(last?.n ?? 0) + 1n);
    const mac = fingerprint(wordOf(n, last?.mac ?? '', entries));
    await run(tx, 'INSERT INTO people.audit_seal (n, mac) VALUES ($1, $2)', [n, mac]);
    await run(
      tx,
      'INSERT INTO people.audit_sealed (entry_id, seal, hash) SELECT t.id, $1, t.hash FROM unnest($2::bigint[], $3::text[]) AS t(id, hash)',
      [n, entries.map(({ id }) => id), entries.map(({ hash }) => hash)],
    );
    return entries.length;
  });
}

// From the newest of those that were sealed a day before the last seal: what is older was seen by a seal since.
const unsealed = (tx: EntityManager): Promise<Sealed[]> =>
  rows<Sealed>(
    tx,
    `SELECT e.id::text AS id, ${HASH} AS hash FROM people.audit_entry e
     WHERE e.id > coalesce((SELECT max(s.entry_id) FROM people.audit_sealed s WHERE s.seal = (
         SELECT max(l.n) FROM people.audit_seal l
         WHERE l.sealed_at < (SELECT max(m.sealed_at) FROM people.audit_seal m) - make_interval(hours => $1))), 0)
       AND NOT EXISTS (SELECT FROM people.audit_sealed s WHERE s.entry_id = e.id)
     ORDER BY e.id LIMIT $2`,
    [LATE_HOURS, MOST],
  );

/** What the audit's seals tell. */
export interface AuditVerified {
  readonly entries: number;
  readonly seals: number;
  /** Ids of entries that are not what was sealed, or not there any more. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Seals that do not hold: they, or the hashes under them, were rewritten; or the secret is another. */
  readonly broken: readonly { readonly n: string; readonly at: Date }[];
  /** The last seal: written down elsewhere, it proves later that the end of the chain was not cut off. */
  readonly head: string | null;
}

/** Reads the whole audit against its seals, some thousands of entries at a time. */
export async function verifyAudit(db: DataSource): Promise<AuditVerified> {
  const [changed, gone]: [string[], string[]] = [[], []];
  const broken: { n: string; at: Date }[] = [];
  let [entries, seals, before, expected] = [0, 0, '', 1n];
  for (let after = '0'; ; ) {
    const found = await rows<{ n: string; mac: string; at: Date }>(
      db,
      'SELECT n::text AS n, mac, sealed_at AS at FROM people.audit_seal WHERE n > $1 ORDER BY n LIMIT 100',
      [after],
    );
    if (found.length === 0) break;
    for (const seal of found) {
      const under: Sealed[] = [];
      for (let id = '0'; ; ) {
        const part = await sealedUnder(db, seal.n, id);
        for (const { id: entry, hash, now } of part) {
          under.push({ id: entry, hash });
          if (now === null) gone.push(entry);
          else if (now !== hash) changed.push(entry);
        }
        if (part.length < CHECKED_AT_ONCE) break;
        id = part.at(-1)!.id;
      }
      const holds = fingerprints(wordOf(seal.n, before, under)).includes(seal.mac) && BigInt(seal.n) === expected;
      if (!holds) broken.push({ n: seal.n, at: seal.at });
      entries += under.length;
      seals += 1;
      before = seal.mac;
      expected = BigInt(seal.n) + 1n;
    }
    after = found.at(-1)!.n;
  }
  return { entries, seals, changed, gone, broken, head: before || null };
}

const sealedUnder = (
  db: DataSource,
  seal: string,
  after: string,
): Promise<(Sealed & { readonly now: string | null })[]> =>
  rows<Sealed & { readonly now: string | null }>(
    db,
    `SELECT s.entry_id::text AS id, s.hash, CASE WHEN e.id IS NOT NULL THEN ${HASH} END AS now
     FROM people.audit_sealed s LEFT JOIN people.audit_entry e ON e.id = s.entry_id
     WHERE s.seal = $1 AND s.entry_id > $2 ORDER BY s.entry_id LIMIT $3`,
    [seal, after, CHECKED_AT_ONCE],
  );
