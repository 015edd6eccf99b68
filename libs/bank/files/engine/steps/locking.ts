import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import type { AnyKind } from '../kind.js';
import type { ImportKinds } from '../kinds.js';
import type { FoundBefore } from '../sheets/choosing.js';
import { type ImportState, type ImportVerb, mayBe } from '../states.js';
import { withSample } from './findings.js';
import { READING_FILE, type ReadingFile } from './reading.js';

/** A file locked for a decision. */
export interface LockedFile extends ReadingFile, FoundBefore {
  readonly state: ImportState;
  readonly size: number;
  readonly rowsGood: number;
  readonly rowsWrong: number;
  readonly wordsAsked: number;
  readonly thingsRead: number;
  readonly thingsMade: number;
}

/** Locks a file for what is asked of it. @throws RuleBroken `not_now` of its kind. */
export async function lockFile(
  tx: EntityManager,
  kinds: ImportKinds,
  id: string,
  verb: ImportVerb,
): Promise<{ kind: AnyKind; file: LockedFile }> {
  const [found] = await rows<Omit<LockedFile, 'examples'> & { sample: Buffer | null; sampleKey: string | null }>(
    tx,
    `SELECT ${READING_FILE}, state, format, sheets, sheet, header_row AS "headerRow", header, sample, sample_key AS "sampleKey", rows_good AS "rowsGood",
       rows_wrong AS "rowsWrong", words_asked AS "wordsAsked", things_read AS "thingsRead", things_made AS "thingsMade",
       coalesce((SELECT b.size FROM documents.blob b WHERE b.id = f.blob_id), 0)::float8 AS size
     FROM imports.file f WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  const kind = kinds.of(found!.kind);
  if (!mayBe(verb, found!.state)) throw new RuleBroken(kind.refusals.not_now, { state: found!.state });
  return { kind, file: withSample(found!) };
}
