/** Age bands as La Coop stores them, so that nobody types them again. */
export const AGE_BANDS = {
  moins_de_douze: 'Moins de 12 ans',
  douze_dix_huit: '12 à 17 ans',
  dix_huit_vingt_quatre: '18 à 24 ans',
  vingt_cinq_trente_neuf: '25 à 39 ans',
  quarante_cinquante_neuf: '40 à 59 ans',
  soixante_soixante_neuf: '60 à 69 ans',
  soixante_dix_plus: '70 ans et plus',
  non_communique: 'Non communiqué',
} as const;
export type AgeBand = keyof typeof AGE_BANDS;

/** Situations as La Coop stores them (`statut_social`). */
export const SITUATIONS = {
  scolarise: 'Scolarisé',
  sans_emploi: 'Sans emploi',
  en_emploi: 'En emploi',
  retraite: 'Retraité',
  non_communique: 'Non communiqué',
} as const;
export type Situation = keyof typeof SITUATIONS;
