import type { ProofFailure, ProofKind } from '#platform/database';
import { letter, type Template } from './template.js';

export interface OperatingMailData {
  readonly proof_late: {
    readonly proof: ProofKind;
    readonly since: string;
    /** Why the last try failed: a code, which has its sentence in `PROOF_FAILURES`. */
    readonly failure: string | null;
    readonly page: string;
  };
  readonly audit_head: {
    readonly n: string;
    readonly mac: string;
    readonly at: string;
    readonly alone: boolean;
    readonly page: string;
  };
}

/** What is missing, as a mail's subject and its first sentence. */
const MISSING: {
  readonly [K in ProofKind]: { readonly subject: string; readonly says: string; readonly remedy: string };
} = {
  audit_sealed: {
    subject: 'le journal de gestion n’est plus scellé',
    says: 'Des lignes du journal de gestion attendent leur scellé',
    remedy:
      'Sans scellé, rien ne montrerait qu’on les a changées. Vérifiez que le programme de fond tourne : l’état du système le dit, sous « Programmes de fond ».',
  },
  audit_verified: {
    subject: 'le journal de gestion n’est pas vérifié',
    says: 'Le journal de gestion n’a pas été relu sans faute',
    remedy:
      'Lancez « npm run cli -- verify-audit » sur le serveur : la commande nomme chaque ligne changée ou retirée. Ne changez pas le secret de la banque avant d’avoir compris.',
  },
  backed_up: {
    subject: 'la banque n’est pas sauvegardée',
    says: 'Aucune sauvegarde n’a réussi',
    remedy:
      'Une fois la cause écartée, lancez « npm run cli -- backup » (« banque backup » sans Docker), ou votre propre commande, sur le serveur. Ce n’est pas vous qui le tenez ? Transmettez ce message à qui le tient.',
  },
  backup_restored: {
    subject: 'aucune sauvegarde n’a été rétablie à l’essai',
    says: 'Aucune sauvegarde n’a été rétablie et comparée',
    remedy: 'Une sauvegarde que l’on n’a jamais relue peut ne pas servir : docs/operations.md dit comment essayer.',
  },
  words_ended: {
    subject: 'des mots dont la durée est passée ne sont pas retirés',
    says: 'Des mots dont la durée est passée (noms, numéros, textes) attendent d’être retirés',
    remedy:
      'La banque s’est engagée sur ces durées dans son registre. Vérifiez que le programme de fond tourne chaque nuit : l’état du système dit combien de lignes restent.',
  },
};

export const OPERATING_TEMPLATES: { readonly [K in keyof OperatingMailData]: Template<OperatingMailData[K]> } = {
  proof_late: {
    label: 'Une preuve manque',
    when: 'Aux personnes qui administrent l’installation et la banque, quand le journal n’est plus scellé ou vérifié, que rien n’est sauvegardé ou rétabli, ou que des mots ne sont pas retirés à leur date : une fois, puis chaque semaine tant que cela dure.',
    data: {
      proof: 'Ce qui manque',
      since: 'Depuis quand',
      failure: 'Pourquoi le dernier essai a échoué',
      page: 'Adresse de l’état du système',
    },
    sample: {
      proof: 'backed_up',
      since: '3 mars 2026 à 02:10',
      failure: 'backup.not_made',
      page: 'https://banque.example.fr/gestion/systeme',
    },
    write: ({ proof, since, failure, page }, bank) => ({
      subject: `${bank.name} : ${MISSING[proof].subject}`,
      text: letter(
        bank,
        `${MISSING[proof].says} depuis le ${since}.`,
        failure && `Le dernier essai a échoué. ${proofFailure(failure)}`,
        MISSING[proof].remedy,
        'L’état du système le dit aussi :',
        page,
        'Ce message revient chaque semaine tant que cela dure.',
      ),
    }),
  },
  audit_head: {
    label: 'Dernier scellé du journal',
    when: 'Chaque mois, à deux des personnes qui administrent l’installation et la banque.',
    data: {
      n: 'Numéro du scellé',
      mac: 'Le scellé',
      at: 'Quand il a été posé',
      alone: 'Une seule personne le reçoit',
      page: 'Adresse de l’état du système',
    },
    sample: {
      n: '1042',
      mac: '3f'.repeat(32),
      at: '3 mars 2026 à 02:10',
      alone: false,
      page: 'https://banque.example.fr/gestion/systeme',
    },
    write: ({ n, mac, at, alone, page }, bank) => ({
      subject: `${bank.name} : scellé n° ${n} du journal de gestion, à garder`,
      text: letter(
        bank,
        `Gardez ce message : il montrera plus tard que la fin du journal de gestion n’a pas été coupée ni réécrite. Scellé n° ${n}, posé le ${at} :`,
        mac,
        'Pour comparer, sur le serveur :',
        `npm run cli -- verify-audit --seal ${n} --mac ${mac}`,
        'Si le secret de la banque a été changé depuis (rotate-secret), un message plus récent remplace celui-ci.',
        alone
          ? 'Vous êtes la seule personne à le recevoir : une seconde personne qui administre la banque le recevrait aussi, et c’est mieux ainsi.'
          : 'Une autre personne de la banque le reçoit aussi.',
        'L’état du système dit où en est le journal :',
        page,
      ),
    }),
  },
};

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

export const proofFailure = (failure: string): string =>
  Object.hasOwn(PROOF_FAILURES, failure)
    ? PROOF_FAILURES[failure as ProofFailure]
    : `Votre propre commande de sauvegarde a échoué, et l’a noté sous le nom « ${failure} » : qui l’a écrite sait ce que c’est.`;
