/** What a structure is, as the committee counts them. */
export const STRUCTURE_TYPES = {
  ccas: 'CCAS ou CIAS',
  france_services: 'France Services',
  social_centre: 'Centre social',
  association: 'Association',
  digital_place: 'Tiers-lieu, espace numérique',
  library: 'Médiathèque',
  work_inclusion: 'Mission locale, insertion',
  housing: 'Hébergement, logement',
  school: 'Établissement scolaire',
  other: 'Autre structure',
} as const;
export type StructureType = keyof typeof STRUCTURE_TYPES;

/** True for a type of structure; ask before trusting what a form says. */
export const isStructureType = (text: unknown): text is StructureType =>
  typeof text === 'string' && Object.hasOwn(STRUCTURE_TYPES, text);
