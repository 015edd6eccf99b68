import { type Actor, fingerprint, newId } from '#platform/kernel';

const MARK = 24;
const markOf = (id: string): string => fingerprint(`form of a stranger:${id}`).slice(0, MARK);

/** The key of a form shown to somebody unknown: nobody else can make it, and no cookie is needed to know it again. */
export function strangersFormKey(): string {
  const id = newId();
  return `${id}.${markOf(id)}`;
}

/**
 * Whose an idempotency key is: a member's or an administrator's own. Of somebody unknown, a key that a page of ours gave belongs to whoever
 * has that page, on any network; one that somebody chose ("1") to their address alone, so that no stranger is told that another one's
 * request was theirs.
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
