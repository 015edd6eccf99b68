import { END_REASONS } from '#bank/sims';
import type { FieldWords } from '#platform/http';

/** What the forms of a SIM card ask. */
export const simsFieldWords: Readonly<Record<string, FieldWords>> = {
  reason: { label: 'Raison', answers: END_REASONS },
  carrier: { label: 'Opérateur' },
  plan: { label: 'Forfait' },
};
