import type { KnownDate, Reading } from '#bank/files/words';
import { clock } from '#platform/kernel';

/** When a device was bought, as far as it is known. */
export interface Purchase {
  readonly year: number;
  /** `2021-03-12`; null when it may be in two months. */
  readonly day: string | null;
}

const FIRST_YEAR = 1970;

/** A date of a list as one of a purchase: null before 1970, in the future, when its year may be two, and when it is none. */
export function purchaseOf({ meaning, sureness, because }: Reading<KnownDate>, now = clock.now()): Purchase | null {
  if (!meaning || because === 'short_year' || meaning.year < FIRST_YEAR || meaning.year > now.getUTCFullYear())
    return null;
  return { year: meaning.year, day: sureness === 'sure' ? meaning.day : null };
}
