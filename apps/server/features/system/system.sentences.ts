import type { Sentences } from '../../http/sentences.js';

export const systemSentences: Sentences = {
  'audit.broken': () => 'Une ligne du journal de gestion a été changée ou retirée.',
  'audit.not_sealed': () => 'Le scellé n’a pas pu être posé : le journal du programme de fond dit pourquoi.',
  'backup.differs': () =>
    'La sauvegarde, rétablie à l’essai, n’était pas la même que la banque : elle est mise à part.',
  'backup.key_ending': () => 'Ce ne sont pas les derniers caractères de la clé. Regardez votre copie.',
  'backup.key_known': () => 'Cette clé sert déjà.',
  'backup.not_made': () => 'La sauvegarde n’a pas pu se faire : le journal du programme dit pourquoi.',
  'backup.not_proven': () =>
    'La sauvegarde est faite, mais n’a pas pu être rétablie à l’essai : le journal du programme dit pourquoi.',
};
