/** What a page says first of what was tried too often; the sentence under it says what is closed, and for how long. */
export const LOCKED_OUT = 'Trop d’essais';

/** Nothing is to be corrected: it is to be waited. */
export const isLockedOut = ({ code }: { readonly code: string }): boolean => code.endsWith('_throttled');
