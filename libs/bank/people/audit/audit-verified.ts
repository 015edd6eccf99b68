import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { clock, fingerprints } from '#platform/kernel';
import {
  checkpointWord,
  HASH,
  ROW_HASH,
  type Sealed,
  type StoredCheckpoint,
  storedCheckpoints,
  wordOf,
} from './audit-seals.js';

const SEALS_AT_ONCE = 1000;
/** As many lines as are named one by one: of a database that was rewritten as a whole it is enough. */
const MOST_NAMED = 10_000;

/** What the audit's seals tell. */
export interface AuditVerified {
  readonly entries: number;
  readonly seals: number;
  /** Ids of entries, and keys of looks, corrections and purges, that are not what was sealed, or not there any more; the first ten thousand. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
  /** Seals and checkpoints that do not hold: they, or the hashes under them, were rewritten; or the secret is another. */
  readonly broken: readonly { readonly n: string; readonly at: Date }[];
  /** Under what the chain begins, when what was older went at the end of its period. */
  readonly since: StoredCheckpoint | null;
  /** The last seal: written down elsewhere, it proves later that the end of the chain was not cut off. */
  readonly head: { readonly n: string; readonly mac: string } | null;
}

export const holds = ({ changed, gone, broken }: AuditVerified): boolean =>
  changed.length + gone.length + broken.length === 0;

/** Reads the whole audit, and the histories sealed with it, against the seals, at one moment, while others seal and forget. */
export const verifyAudit = (db: DataSource): Promise<AuditVerified> => db.transaction('REPEATABLE READ', verify);

async function verify(db: EntityManager): Promise<AuditVerified> {
  const [changed, gone]: [string[], string[]] = [[], []];
  const checkpoints = await storedCheckpoints(db);
  const broken: { n: string; at: Date }[] = checkpoints
    .filter((c) => !fingerprints(checkpointWord(c)).includes(c.proof))
    .map(({ seal, at }) => ({ n: seal, at }));
  const macs = new Map(checkpoints.map((c) => [c.seal, c.mac]));
  let [entries, seals, n, mac] = [0, 0, '0', ''];
  let since: StoredCheckpoint | null = null;
  const lists = [sealedEntries(db), sealedRows(db)];
  for (;;) {
    const found = await rows<{ n: string; mac: string; at: Date }>(
      db,
      'SELECT s.n::text AS n, s.mac, s.sealed_at AS at FROM people.audit_seal s WHERE s.n > $1 ORDER BY s.n LIMIT $2',
      [n, SEALS_AT_ONCE],
    );
    const first = found[0];
    if (!first) break;
    if (n === '0' && first.n !== '1') {
      since = checkpoints.find((c) => BigInt(c.seal) + 1n === BigInt(first.n)) ?? null;
      if (since) [n, mac] = [since.seal, since.mac];
      if (since && clock.ms() - since.at.getTime() < LEAST_RETENTION_DAYS * 86_400_000)
        broken.push({ n: since.seal, at: since.at });
    }
    for (const seal of found) {
      const under: Sealed[] = [];
      for (const list of lists)
        for (const { id, hash, now, ended } of await list.under(seal.n)) {
          under.push({ id, hash });
          if (now === null && !ended) name(gone, id);
          else if (now !== null && now !== hash) name(changed, id);
        }
      const fits =
        fingerprints(wordOf(seal.n, mac, under)).includes(seal.mac) &&
        BigInt(seal.n) === BigInt(n) + 1n &&
        (macs.get(seal.n) ?? seal.mac) === seal.mac;
      if (!fits) broken.push({ n: seal.n, at: seal.at });
      entries += under.length;
      seals += 1;
      [n, mac] = [seal.n, seal.mac];
    }
  }
  // No checkpoint stands above the last seal, unless the end was cut off.
  for (const { seal, at } of checkpoints) if (BigInt(seal) > BigInt(n)) broken.push({ n: seal, at });
  return { entries, seals, changed, gone, broken, since, head: mac ? { n, mac } : null };
}

function name(list: string[], id: string): void {
  if (list.length < MOST_NAMED) list.push(id);
}

const READ_AT_ONCE = 5000;
/** No period is shorter (the table's constraint `retention_looks_kept`): what went before that did not go by itself. */
const LEAST_RETENTION_DAYS = 180;

interface SealedRow extends Sealed {
  readonly seal: string;
  /** Its hash today; null when it is gone. */
  readonly now: string | null;
  /** Its period may be over: then it may be gone. */
  readonly ended: boolean;
}

/** One of the two lists of sealed rows, read in the order of seals, some thousands of rows at a time, however few are under each. */
class SealedRows {
  private part: readonly SealedRow[] = [];
  private next = 0;
  private more = true;

  constructor(
    private readonly read: (after: { readonly seal: string; readonly id: string } | null) => Promise<SealedRow[]>,
  ) {}

  async under(seal: string): Promise<SealedRow[]> {
    const found: SealedRow[] = [];
    for (;;) {
      const row = this.part[this.next];
      if (!row) {
        if (!this.more) return found;
        this.part = await this.read(this.part.at(-1) ?? null);
        [this.next, this.more] = [0, this.part.length === READ_AT_ONCE];
        continue;
      }
      if (BigInt(row.seal) > BigInt(seal)) return found;
      if (row.seal === seal) found.push(row);
      this.next += 1;
    }
  }
}

const sealedEntries = (db: EntityManager): SealedRows =>
  new SealedRows((after) =>
    rows<SealedRow>(
      db,
      `SELECT s.seal, s.entry_id::text AS id, s.hash, CASE WHEN e.id IS NOT NULL THEN ${HASH} END AS now, false AS ended
       FROM people.audit_sealed s LEFT JOIN people.audit_entry e ON e.id = s.entry_id
       WHERE (s.seal, s.entry_id) > ($1, $2) ORDER BY s.seal, s.entry_id LIMIT $3`,
      [after?.seal ?? 0, after?.id ?? 0, READ_AT_ONCE],
    ),
  );

/** Looks, corrections and purges. Looks alone go by themselves, none before the shortest period; the moment of one is in its key, and so under the seal. */
const sealedRows = (db: EntityManager): SealedRows =>
  new SealedRows((after) =>
    rows<SealedRow>(
      db,
      `WITH s AS (SELECT s.seal, s.key, s.hash FROM people.audit_sealed_row s WHERE (s.seal, s.key) > ($1, $2) ORDER BY s.seal, s.key LIMIT $3)
       SELECT s.seal, s.key AS id, s.hash, ${ROW_HASH} AS now, s.key LIKE 'look/%'
         AND to_timestamp(split_part(s.key, '/', 2)::float8) < platform.now() - interval '${LEAST_RETENTION_DAYS} days' AS ended
       FROM s LEFT JOIN platform.answers('sealed_content', ARRAY(SELECT x.key FROM s x)) a ON a.what = s.key ORDER BY s.seal, s.key`,
      [after?.seal ?? 0, after?.id ?? '', READ_AT_ONCE],
    ),
  );
