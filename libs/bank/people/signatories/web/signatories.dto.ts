import { SIGNATORY_ACT_WORDS } from '#bank/people';
import { day, fields, one, several, text } from '#platform/http';

/** Somebody who may sign for the caller's organisation, by the name that papers print. */
export class SignatoryDto extends fields({
  name: text({
    max: 120,
    label: 'Prénom et nom',
    hint: 'Comme ils seront imprimés.',
    width: 'medium',
    missing: 'Écrivez le nom, comme il sera imprimé.',
  }),
  quality: text({
    max: 120,
    label: 'Qualité',
    hint: 'Exemple : présidente, directeur, responsable d’atelier',
    width: 'medium',
    missing: 'Écrivez la qualité : présidente, directeur…',
  }),
  acts: several(SIGNATORY_ACT_WORDS, {
    label: 'Ce que cette personne peut signer',
    wrong: 'people.signatory_acts_missing',
  }),
  from: day({ real: true, label: 'À partir du' }),
  until: day({ real: true, optional: true, label: 'Jusqu’au', hint: 'Laissez vide s’il n’y a pas de fin.' }),
  membershipId: one({
    optional: true,
    label: 'Cette personne travaille ici comme',
    hint: 'Elle signera alors de son nom avec son propre mot de passe.',
    select: 'Elle signe seulement à la main',
    wrong: 'people.signatory_not_a_member',
  }),
}) {}

/** The last day on which somebody may sign. */
export class SignatoryEndDto extends fields({ until: day({ real: true, label: 'Dernier jour' }) }) {}
