import { type Reader, rows } from '#platform/database';

/** Why somebody gets a card beyond the cap: a manager answers for it. */
export const BEYOND_CAP = {
  line_cut: 'Sa ligne a été coupée sans qu’elle l’ait voulu',
  work: 'Elle en a besoin pour un emploi ou une formation',
  household: 'La carte est pour quelqu’un de son foyer',
  other: 'Une autre raison, que la structure connaît',
} as const;
export type BeyondCap = keyof typeof BEYOND_CAP;

export interface SimCap {
  /** So many cards in so many months, by the rule of today. */
  readonly cards: number;
  readonly months: number;
  /** Cards that the person got in these months, under whichever reference. */
  readonly had: number;
}

/** What the cap says of a person. @param personId any reference of the person */
export async function capOf(on: Reader, personId: string): Promise<SimCap> {
  const [row] = await rows<SimCap>(on, 'SELECT cards, months, had FROM sims.cap_of($1)', [personId]);
  return row!;
}

export const capReached = ({ cards, had }: SimCap): boolean => had >= cards;
