import type { HandoverView } from '#bank/allocation';
import { formatDate } from '#platform/ui';

/** A hand-over that an earlier tool recorded is said to be one, wherever its date stands. */
export const handedOverOn = (
  h: Pick<HandoverView, 'origin' | 'dateKnown' | 'handedOverAt'>,
  timeZone?: string,
): string => {
  const day = h.dateKnown ? formatDate(h.handedOverAt, timeZone) : 'date non connue';
  return h.origin === 'declared' ? `${day} (déclaré)` : day;
};
