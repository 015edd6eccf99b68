import { remembering } from '../reading.js';
import { readKind } from './kind.js';

/** « 12 PC portables », « 3 x écrans »: how many, and of what; null where the number counts nothing (« 2 en 1 », « 24 pouces »). */
export const splitCount = remembering((text: string): { readonly count: string; readonly kind: string } | null => {
  const [, count, kind] = /^\s*(\d{1,3})\s*(?:[x×]\s*)?\s(\S.*)$/iu.exec(text) ?? [];
  if (!count || !kind || Number(count) < 2) return null;
  return readKind(text).because === 'several' && readKind(kind).because !== 'several' ? { count, kind } : null;
});
