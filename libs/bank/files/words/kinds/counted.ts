import { remembering } from '../reading.js';
import { readKind } from './kind.js';

/** Where the number stands: « 3 x écrans », « lot de 4 tablettes », « PC portables : 12 », « écran ×2 », « UC (lot de 5) ». */
const COUNTS = [
  /^\s*(?:lots? de |ensemble de )?(?<count>\d{1,3})\s*(?:[x×*]\s*)?\s(?<kind>\S.*)$/iu,
  /^\s*(?:lots? de |ensemble de )?(?<count>\d{1,3})\s*[x×*]\s*(?<kind>\p{L}.*)$/iu,
  /^(?<kind>.*\S)\s*(?:[x×*]\s*|:\s*|\((?:lot de |par |[x×*]\s*)?)(?<count>\d{1,3})\s*(?:unit[ée]s?|pi[eè]ces?|exemplaires?|ex\.?|pcs)?\)?\s*$/iu,
];

/** How many, and of what: « 12 PC portables »; null where the number counts nothing (« 2 en 1 », « 24 pouces »). */
export const splitCount = remembering((text: string): { readonly count: string; readonly kind: string } | null => {
  if (readKind(text).because !== 'several') return null;
  for (const pattern of COUNTS) {
    const { count, kind } = pattern.exec(text)?.groups ?? {};
    if (count && kind && Number(count) > 1 && readKind(kind).because !== 'several') return { count, kind };
  }
  return null;
});
