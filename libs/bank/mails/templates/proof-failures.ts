import type { ProofFailure } from '#platform/database';

/** Where whoever runs the installation reads what the program noted. */
const LOGS =
  'sur le serveur, « journalctl -u banque-server -u "banque-worker@*" » ou « docker compose logs server worker »';

/** Why a proof could not be made: what happened, and where more is found. For the page « État du système » and for mails. */
export const PROOF_FAILURES: Readonly<Record<ProofFailure, string>> = {
  'audit.broken': 'Une ligne du journal de gestion a été changée ou retirée.',
  'audit.not_sealed': `Le scellé n’a pas pu être posé. Le programme de fond a noté pourquoi : ${LOGS}.`,
  'backup.differs': 'La sauvegarde, rétablie à l’essai, n’était pas la même que la banque : elle est mise à part.',
  'backup.not_made': `La sauvegarde n’a pas pu se faire : la place manque sur le disque, ou la base de données ne répond plus, le plus souvent. Le programme a noté pourquoi : ${LOGS}.`,
  'backup.not_proven': `La sauvegarde est faite, mais n’a pas pu être rétablie à l’essai. Le programme a noté pourquoi : ${LOGS}.`,
  'words.not_ended': `Des mots dont la durée est passée n’ont pas pu être retirés. Le programme de fond a noté pourquoi : ${LOGS}.`,
  'words.remaining': 'Trop de mots finissent à la fois pour une seule nuit : les nuits suivantes continuent.',
};

/** A sentence for why a try failed. A code that an operator's own command noted is theirs, and quoted. */
export const proofFailure = (failure: string): string =>
  Object.hasOwn(PROOF_FAILURES, failure)
    ? PROOF_FAILURES[failure as ProofFailure]
    : `Votre propre commande de sauvegarde a échoué, et l’a noté sous le nom « ${failure} » : qui l’a écrite sait ce que c’est.`;
