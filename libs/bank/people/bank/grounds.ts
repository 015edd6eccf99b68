/**
 * The grounds on which a body may issue tax receipts (CGI, art. 200, 1 and art. 238 bis, 1): the words; what each says, for which donors
 * and since when are dated rules. Not among them: art. 200, 1 ter (meals, care and housing of people in difficulty: not computers), and
 * the list of bodies of the IFI, which is another article's.
 */
export const GROUNDS = {
  general_interest: { label: 'Œuvre ou organisme d’intérêt général' },
  public_utility: { label: 'Association ou fondation reconnue d’utilité publique' },
  endowment_fund: { label: 'Fonds de dotation' },
} as const;
export type Ground = keyof typeof GROUNDS;

/** In words. Of what Postgres keeps, which has no other. */
export const groundLabel = (ground: string): string => GROUNDS[ground as Ground].label;
