import { isAssetCode } from '#bank/devices';

/** `7K3F92Q` as people write it on a medium: `SUP-7K3F-92Q`. It has the symbols and the check of a device's code, and is none. */
export const showMediumCode = (code: string): string => `SUP-${code.slice(0, 4)}-${code.slice(4)}`;

/** The code of a removed medium as typed, with or without « SUP » and dashes; null when it is none. */
export function readMediumCode(text: string): string | null {
  const joined = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—‑_.]+/gu, '');
  const symbols = joined.startsWith('SUP') && joined.length === 10 ? joined.slice(3) : joined;
  return isAssetCode(symbols) ? symbols : null;
}

/** Whether somebody means a removed medium and nothing else: the prefix says so. */
export const meansAMedium = (text: string): boolean => /^\s*SUP(?:[\s\-–—‑_.]|[2-9A-HJKMNP-Z]{7}\s*$)/iu.test(text);
