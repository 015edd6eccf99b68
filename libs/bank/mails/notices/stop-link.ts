import { isId, keyring, publicUrl, type Role, seal, unseal } from '#platform/kernel';
import { mayStop } from './choices.service.js';
import { type AnyNotice, allNotices } from './notice.js';

const CONTEXT = 'stop a kind of mail';
/** In place of a kind: the lines of somebody's summaries, wherever they work. */
const SUMMARIES = 'summary';

/** What a link below a mail stops: a kind, for one member; or the summaries of a person. */
export type StopLink =
  | { readonly membershipId: string; readonly notice: AnyNotice }
  | { readonly userId: string; readonly notice: null };

/** The end of the address that stops a kind of mail for one member, or the summaries of a user: below 100 characters, which is what a part of an address may have. */
export function stopKey(whose: string, kind: string): string {
  const { keyId, bytes } = seal(
    keyring(),
    Buffer.concat([Buffer.from(whose.replaceAll('-', ''), 'hex'), Buffer.from(kind)]),
    CONTEXT,
  );
  return `${keyId}.${bytes.toString('base64url')}`;
}

const lineOf = (says: string, key: string): string => `${says} :\n${publicUrl() ?? ''}/messages/arret/${key}`;

/** What stands below a mail that its reader may do without: a link that stops its kind, without signing in. Null: they must know. */
export const stopLine = (membershipId: string, notice: AnyNotice, roles: readonly Role[]): string | null =>
  mayStop(notice, roles) ? lineOf('Ne plus recevoir ce type de message', stopKey(membershipId, notice.kind)) : null;

/** The same below a summary: what its reader may do without leaves it. */
export const stopSummariesLine = (userId: string): string =>
  lineOf('Ne plus recevoir ce résumé', stopKey(userId, SUMMARIES));

/** Whose mails such a link stops; null: it is not ours. */
export function openStopLink(key: string): StopLink | null {
  const [keyId = '', bytes = ''] = key.split('.');
  try {
    const plain = unseal(keyring(), { keyId, bytes: Buffer.from(bytes, 'base64url') }, CONTEXT);
    const kind = plain.subarray(16).toString();
    const whose = plain.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    if (!isId(whose)) return null;
    if (kind === SUMMARIES) return { userId: whose, notice: null };
    const notice = allNotices().find((one) => one.kind === kind);
    return notice ? { membershipId: whose, notice } : null;
  } catch {
    return null;
  }
}
