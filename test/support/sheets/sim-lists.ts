import { SupplierLists } from '#bank/sims';
import { type Actor, luhnDigit, sha256 } from '#platform/kernel';
import type { Services } from '../servers/services.js';

let cards = 0;
/** A card number that nobody had yet. */
export const iccid = (): string => {
  const body = `893315${String(++cards).padStart(12, '0')}`;
  return body + luhnDigit(body);
};
/** A list of cards as it is sent. */
export const list = (text: string, more: object = {}) => ({
  bytes: Buffer.from(text),
  name: 'liste.csv',
  carrier: 'Opérateur Exemple',
  ...more,
});
/** The list, read and confirmed at once. */
export const bring = (s: Services, text: string, more: object = {}, actor: Actor = s.fixtures.people.leila) =>
  s.work((tx) => s.app.get(SupplierLists).importList(tx, actor, list(text, more)));
/** The list, kept for somebody to look at. */
export const sendList = (
  s: Services,
  source: string | Buffer,
  { filename = 'liste.csv', ...said }: { filename?: string; carrier?: string; plan?: string } = {},
): Promise<string> => {
  const bytes = Buffer.from(source);
  const file = { filename, size: bytes.length, sha256: sha256(bytes), source: bytes };
  const settings = { carrier: 'Opérateur Exemple', ...said };
  return s.work((tx) => s.app.get(SupplierLists).upload(tx, s.fixtures.people.leila, file, settings));
};
