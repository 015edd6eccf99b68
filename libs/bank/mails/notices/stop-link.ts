import { keyring, publicUrl, type Role, seal, unseal } from '#platform/kernel';
import { mayStop } from './choices.service.js';
import { type AnyNotice, allNotices } from './notice.js';

const CONTEXT = 'stop a kind of mail';

/** The end of the address that stops a kind of mail for one member: below 100 characters, which is what a part of an address may have. */
export function stopKey(membershipId: string, kind: string): string {
  const { keyId, bytes } = seal(
    keyring(),
    Buffer.concat([Buffer.from(membershipId.replaceAll('-', ''), 'hex'), Buffer.from(kind)]),
    CONTEXT,
  );
  return `${keyId}.${bytes.toString('base64url')}`;
}

/** What stands below a mail that its reader may do without: a link that stops its kind, without signing in. Null: they must know. */
export function stopLine(membershipId: string, notice: AnyNotice, roles: readonly Role[]): string | null {
  if (!mayStop(notice, roles)) return null;
  return `Ne plus recevoir ce type de message :\n${publicUrl() ?? ''}/messages/arret/${stopKey(membershipId, notice.kind)}`;
}

/** Whose mails of which kind such a link stops; null: it is not ours. */
export function openStopLink(key: string): { readonly membershipId: string; readonly notice: AnyNotice } | null {
  const [keyId = '', bytes = ''] = key.split('.');
  try {
    const plain = unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64url') }, CONTEXT);
    const kind = plain.subarray(16).toString();
    const notice = allNotices().find((one) => one.kind === kind);
    const membershipId = plain.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return notice ? { membershipId, notice } : null;
  } catch {
    return null;
  }
}
