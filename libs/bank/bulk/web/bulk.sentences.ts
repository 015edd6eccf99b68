import type { Sentences } from '#platform/http';
import { formatNumber } from '#platform/ui';

export const bulkSentences: Sentences = {
  'bulk.what': () => 'Choisissez ce qu’il faut faire.',
  'bulk.nothing_chosen': () => 'Rien n’est coché. Cochez au moins une ligne, ou « tous ceux qui correspondent ».',
  'bulk.too_many': (f) =>
    `C’est trop à la fois : ${formatNumber(Number(f['most']))} au plus. Ajoutez un filtre, et recommencez avec le reste.`,
  'bulk.not_now': () => 'Cette action est déjà terminée ou arrêtée. Rechargez la page pour voir où elle en est.',
  'bulk.not_said': () => 'Répondez d’abord à cette question.',
  'bulk.nothing_to_do': () => 'Aucune ligne ne peut être traitée ainsi. Lisez pourquoi dans la liste.',
  'bulk.place_of_another': () => 'Ce lieu n’est pas un lieu ouvert de l’organisation qui détient l’appareil.',
  'bulk.not_seen': () => 'Il n’est plus visible pour votre organisation.',
  'bulk.data_left': () =>
    'Rien ne prouve que ses données sont effacées : quelqu’un doit signer. Passez par « Sorties sans preuve ».',
  'bulk.member_left': () => 'La personne qui l’a demandé ne travaille plus pour cette organisation.',
  'bulk.failed': () => 'Cela n’a pas marché après plusieurs essais. Recommencez avec ceux qui restent.',
};
