import { CLOSE_REASONS, PROBLEMS, SOLUTIONS } from '#bank/faults';
import type { FieldWords } from '#platform/http';

/** What the forms of a fault ask. */
export const maintenanceFieldWords: Readonly<Record<string, FieldWords>> = {
  problem: { label: 'Ce qui ne va pas', answers: PROBLEMS },
  sentence: { label: 'Ce qui se passe' },
  phone: { label: 'Téléphone' },
  solution: { label: 'Solution', answers: SOLUTIONS },
  reason: { label: 'Raison', answers: CLOSE_REASONS },
  label: { label: 'Étiquette' },
};
