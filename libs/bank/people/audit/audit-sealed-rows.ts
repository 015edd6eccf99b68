import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { HASH, ROW_HASH, type Sealed } from './audit-seals.js';

const READ_AT_ONCE = 5000;
/** No period is shorter (the table's constraint `retention_looks_kept`): what went before that did not go by itself. */
export const LEAST_RETENTION_DAYS = 180;

/** What was sealed, and what is there now. */
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

  /** What is under a seal; asked in the order of seals. */
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

/** Entries of the audit. */
export const sealedEntries = (db: EntityManager): SealedRows =>
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
export const sealedRows = (db: EntityManager): SealedRows =>
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
