import { PROOF_FAILURES } from '#bank/mails';
import type { Sentences } from '#platform/http';

export const systemSentences: Sentences = {
  'backup.key_ending': () => 'Ce ne sont pas les derniers caractères de la clé. Regardez votre copie.',
  'backup.key_known': () => 'Cette clé sert déjà.',
  // What mails say of a proof that failed, as programs read it of the API too.
  ...Object.fromEntries(Object.entries(PROOF_FAILURES).map(([code, sentence]) => [code, () => sentence])),
};
