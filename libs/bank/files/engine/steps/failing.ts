import type { EntityManager } from 'typeorm';
import { rows, ruleFromPg, run } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { backoff } from '#platform/queue';
import { ImportFile } from '../import.entity.js';
import type { ImportKinds } from '../kinds.js';
import type { ImportState } from '../states.js';
import type { ImportKindName } from '../word-lists.js';

/** A rule says no for good, unless somebody else was faster by a moment; anything else is tried again a few times. */
export async function noteFailure(tx: EntityManager, kinds: ImportKinds, id: string, error: Error): Promise<void> {
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  const [file] = await rows<{ kind: ImportKindName; attempts: number; state: ImportState }>(
    tx,
    `SELECT kind, attempts, state FROM imports.file WHERE id = $1 AND state = ANY (imports.working_states()) FOR NO KEY UPDATE`,
    [id],
  );
  if (!file) return;
  const kind = kinds.of(file.kind);
  const wait = rule && !kind.races.has(rule.code) ? null : backoff(file.attempts + 1);
  if (wait !== null) {
    await run(
      tx,
      'UPDATE imports.file SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
      [id, wait / 1000],
    );
    return;
  }
  // What it made stands: only that it could not be taken back is told.
  if (file.state === 'withdrawing') {
    await tx.update(ImportFile, id, { state: 'applied', notice: rule?.code ?? kind.refusals.failed });
    return;
  }
  await tx.update(ImportFile, id, {
    state: 'failed',
    error: rule?.code ?? kind.refusals.failed,
    errorFacts: rule?.facts ?? {},
  });
}
