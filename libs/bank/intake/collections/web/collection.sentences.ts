import type { Sentences } from '#platform/http';

const list = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(', ') : '');

const donors: Sentences = {
  'intake.legal_form_too_long': (f) => `La forme juridique est trop longue : ${f['max']} caractères au plus.`,
  'intake.address_too_long': (f) => `L’adresse est trop longue : ${f['max']} caractères au plus.`,
  'intake.postal_code_wrong': () => 'Un code postal a cinq chiffres. Relisez-le, ou laissez vide.',
  'intake.contact_empty': () => 'Écrivez au moins un nom, un téléphone ou une adresse mail.',
  'intake.contacts_full': (f) =>
    `Ce donateur a déjà ${f['max']} personnes à joindre. Effacez celle qui ne sert plus, puis recommencez.`,
  'territory.commune_unknown': (f) =>
    `« ${f['typed']} » n’est pas une commune de la liste officielle. Relisez le nom, ou écrivez le code postal.`,
  'territory.commune_ambiguous': (f) =>
    `Plusieurs communes peuvent s’appeler ainsi : ${list(f['found'])}${Number(f['count']) > 6 ? '…' : ''}. Choisissez la bonne, ou ajoutez le code postal.`,
};

const collections: Sentences = {
  'intake.day_missing': () => 'Choisissez le jour de la collecte.',
  'intake.day_past': () => 'Ce jour est passé. Choisissez aujourd’hui ou un jour à venir.',
  'intake.hour_wrong': () => 'Écrivez une heure comme 9 h 30.',
  'intake.hours_wrong': () => 'La fin doit venir après le début.',
  'intake.collection_mode_missing': () => 'Dites si on va le chercher ou si le donateur l’apporte.',
  'intake.address_missing': () => 'Écrivez où aller chercher le matériel.',
  'intake.contact_unknown': () => 'Choisissez une des personnes à joindre de ce donateur.',
  'intake.note_too_long': (f) => `Ce texte est trop long : ${f['max']} caractères au plus.`,
  'intake.refusal_reason_missing': () => 'Choisissez pourquoi vous ne le prenez pas.',
  'intake.refusal_fate_missing': () => 'Dites s’il reste chez le donateur ou part avec l’éco-organisme.',
  'intake.release_item_unknown': (f) => `« ${f['item']} » n’est pas dans la liste de déverrouillage.`,
  'intake.release_answer_unknown': () => 'Choisissez « Fait », « Pas concerné » ou « Pas encore ».',
};

export const collectionSentences: Sentences = { ...donors, ...collections };
