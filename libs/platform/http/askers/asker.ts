import { type Actor, fingerprint, newId } from '#platform/kernel';

const MARK = 24;
const markOf = (id: string): string => fingerprint(`form of a stranger:${id}`).slice(0, MARK);

/** The `_key` of a form shown to a stranger: only we can make it, and no cookie is needed to recognise it. */
export function strangersFormKey(): string {
  const id = newId();
  return `${id}.${markOf(id)}`;
}

/**
 * Whose an idempotency key is: the member's or administrator's. A stranger's key that our page gave works from any network; one that they chose ("1")
 * only from their address, so that no stranger is told that another's request was theirs.
 */
export function askerOf(actor: Actor, key: string | null, address: string): string {
  if (actor.kind === 'member') return actor.membershipId;
  if (actor.kind === 'instance_admin') return actor.userId;
  if (actor.kind !== 'stranger') return actor.kind;
  const [id = '', mark = ''] = (key ?? '').split('.');
  return mark !== '' && mark === markOf(id)
    ? 'stranger'
    : `stranger ${fingerprint(`address:${address}`).slice(0, MARK)}`;
}
