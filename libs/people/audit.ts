import type { EntityManager } from 'typeorm';
import { run } from '#database';
import type { Actor } from '#kernel';

/** Notes who managed what: append-only, apart from the devices' history. */
export async function audit(
  tx: EntityManager,
  actor: Actor,
  verb: string,
  subject: { kind: string; id?: string },
  facts: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const userId = actor.kind === 'member' || actor.kind === 'instance_admin' ? actor.userId : null;
  await run(
    tx,
    'INSERT INTO people.audit_entry (user_id, verb, subject_kind, subject_id, facts) VALUES ($1, $2, $3, $4, $5)',
    [userId, verb, subject.kind, subject.id ?? null, facts],
  );
}
