import type { Sentences } from '#platform/http';

export const inventoriesSentences: Sentences = {
  'inventories.no_member': () =>
    'Un inventaire se reçoit au nom d’une organisation. Servez-vous d’une clé d’accès de la vôtre.',
  'inventories.already_decided': () =>
    'Quelqu’un a déjà décidé pour cet inventaire, ou un plus récent l’a remplacé. Revenez à la liste.',
  'inventories.document_of_another': () =>
    'Ce fichier a déjà été joint à un autre appareil. Vérifiez que vous avez le bon fichier.',
  'inventories.reason_missing': () => 'Choisissez pourquoi cet inventaire est écarté.',
  'inventories.not_received': () =>
    'Ce fichier a été lu, mais il n’a pas pu être gardé. Les autres le sont. Renvoyez-le ; s’il est refusé encore, montrez-le à la banque.',
  'inventories.file_missing': () => 'Choisissez au moins un fichier d’inventaire.',
  'inventories.code_missing': () => 'Scannez ou écrivez le code de l’appareil.',
  'inventories.code_unknown': () =>
    'Aucun de vos appareils ne porte ce code, ce numéro ou cette série. Relisez l’étiquette.',
  'inventories.code_ambiguous': () => 'Plusieurs appareils portent ce numéro. Écrivez le code de l’étiquette (BN-…).',
  'inventories.donation_missing': () => 'Choisissez le don avec lequel cette machine est venue.',
};
