import type { DataSource } from 'typeorm';
import { rows } from '#database';
import { fingerprints } from '#kernel';
import { checkpointWord, type KeptCheckpoint, keptCheckpoints } from './audit-checkpoint.queries.js';
import { HASH, type Sealed, wordOf } from './audit-seals.js';

const CHECKED_AT_ONCE = 5000;
/** No period is shorter (the table's constraint `retention_looks_kept`): what went before that did not go by itself. */
const KEPT_DAYS_AT_LEAST = 180;

/** What the audit's seals tell. */
export interface AuditVerified {
  readonly entries: number;
  readonly seals: number;
  /** Ids of entries, and keys of looks, corrections and purges, that are not what was sealed, or not there any more. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Seals and checkpoints that do not hold: they, or the hashes under them, were rewritten; or the secret is another. */
  readonly broken: readonly { readonly n: string; readonly at: Date }[];
  /** Under what the chain begins, when what was older went at the end of its period. */
  readonly since: KeptCheckpoint | null;
  /** The last seal: written down elsewhere, it proves later that the end of the chain was not cut off. */
  readonly head: { readonly n: string; readonly mac: string } | null;
}

/** Reads the whole audit, and the histories sealed with it, against the seals, some thousands of rows at a time. */
export async function verifyAudit(db: DataSource): Promise<AuditVerified> {
  const [changed, gone]: [string[], string[]] = [[], []];
  const checkpoints = await keptCheckpoints(db);
  const broken: { n: string; at: Date }[] = checkpoints
    .filter((c) => !fingerprints(checkpointWord(c)).includes(c.proof))
    .map(({ seal, at }) => ({ n: seal, at }));
  const macs = new Map(checkpoints.map((c) => [c.seal, c.mac]));
  let [entries, seals, n, mac] = [0, 0, '0', ''];
  let since: KeptCheckpoint | null = null;
  for (;;) {
    const found = await rows<{ n: string; mac: string; at: Date }>(
      db,
      'SELECT s.n::text AS n, s.mac, s.sealed_at AS at FROM people.audit_seal s WHERE s.n > $1 ORDER BY s.n LIMIT 100',
      [n],
    );
    const first = found[0];
    if (!first) break;
    if (n === '0' && first.n !== '1') {
      since = checkpoints.find((c) => BigInt(c.seal) + 1n === BigInt(first.n)) ?? null;
      if (since) [n, mac] = [since.seal, since.mac];
      if (since && Date.now() - since.at.getTime() < KEPT_DAYS_AT_LEAST * 86_400_000)
        broken.push({ n: since.seal, at: since.at });
    }
    for (const seal of found) {
      const under = await entriesUnder(db, seal.n, changed, gone);
      const holds =
        fingerprints(wordOf(seal.n, mac, under)).includes(seal.mac) &&
        BigInt(seal.n) === BigInt(n) + 1n &&
        (macs.get(seal.n) ?? seal.mac) === seal.mac;
      if (!holds) broken.push({ n: seal.n, at: seal.at });
      entries += under.length;
      seals += 1;
      [n, mac] = [seal.n, seal.mac];
    }
  }
  return { entries, seals, changed, gone, broken, since, head: mac ? { n, mac } : null };
}

/** What is under a seal; what is not what it was, or not there, goes to the two lists. */
async function entriesUnder(db: DataSource, seal: string, changed: string[], gone: string[]): Promise<Sealed[]> {
  const under: Sealed[] = [];
  for (const [text, first] of [
    [ENTRIES_UNDER, '0'],
    [ROWS_UNDER, ''],
  ] as const)
    for (let after = first as string; ; ) {
      const part = await rows<Found>(db, text, [seal, after, CHECKED_AT_ONCE]);
      for (const { id, hash, now, ended } of part) {
        under.push({ id, hash });
        if (now === null && !ended) gone.push(id);
        else if (now !== null && now !== hash) changed.push(id);
      }
      if (part.length < CHECKED_AT_ONCE) break;
      after = part.at(-1)!.id;
    }
  return under;
}

interface Found extends Sealed {
  readonly now: string | null;
  /** Its period may be over: then it may be gone. */
  readonly ended: boolean;
}

const ENTRIES_UNDER = `SELECT s.entry_id::text AS id, s.hash, CASE WHEN e.id IS NOT NULL THEN ${HASH} END AS now, false AS ended
  FROM people.audit_sealed s LEFT JOIN people.audit_entry e ON e.id = s.entry_id
  WHERE s.seal = $1 AND s.entry_id > $2 ORDER BY s.entry_id LIMIT $3`;

// Looks alone go by themselves, none before the shortest period; the moment of one is in its key, and so under the seal.
const ROWS_UNDER = `SELECT s.key AS id, s.hash, people.row_hash(s.key) AS now, s.key LIKE 'look/%'
    AND to_timestamp(split_part(s.key, '/', 2)::float8) < now() - interval '${KEPT_DAYS_AT_LEAST} days' AS ended
  FROM people.audit_sealed_row s WHERE s.seal = $1 AND s.key > $2 ORDER BY s.key LIMIT $3`;
