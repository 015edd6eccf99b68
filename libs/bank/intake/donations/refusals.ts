/** Why something brought with a donation was not taken in. */
export const INTAKE_REFUSAL_REASONS = {
  damaged: 'Cassé',
  too_old: 'Trop ancien pour resservir',
  incomplete: 'Il manque des pièces',
  locked: 'Verrouillé, et le donateur ne peut pas le libérer',
  dangerous: 'Dangereux (batterie gonflée, traces de brûlure)',
  not_wanted: 'Nous ne prenons pas ce matériel',
  origin_unclear: 'On ne sait pas à qui il est',
} as const;
export type RefusalReason = keyof typeof INTAKE_REFUSAL_REASONS;

export const REFUSAL_FATES = {
  with_donor: 'Reste chez le donateur',
  eco_organisme: 'Part avec l’éco-organisme',
} as const;
export type RefusalFate = keyof typeof REFUSAL_FATES;
