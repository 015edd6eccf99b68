import type { DriveReason } from '../erasure/nwipe-verdict.js';

/** Statements that a person signs by giving their password again: the text they see is the text that is kept. */
export const STATEMENTS = {
  no_medium:
    'J’ai ouvert ou vérifié cet appareil : il ne contient aucun support de stockage (disque, SSD, mémoire, carte).',
  complete_list:
    'J’ai vérifié cet appareil : la liste des supports de stockage affichée est complète, il n’en contient aucun autre.',
  no_medium_pile:
    'J’ai ouvert chacun des appareils de cette pile, tous du même modèle : aucun ne contient de support de stockage (disque, SSD, mémoire, carte).',
  complete_list_pile:
    'J’ai ouvert chacun des appareils de cette pile, tous du même modèle : la liste des supports de stockage de chacun est complète.',
  destroyed: 'J’ai détruit physiquement ce support de stockage : plus personne ne peut en lire les données.',
  removed:
    'J’ai retiré ce support de stockage de l’appareil. Ses données y sont encore : il est suivi à part, jusqu’à ce qu’il soit effacé ou détruit.',
  given_back_with_data:
    'Je rends ces appareils au donateur avec leurs données : rien ne prouve qu’elles sont effacées, et il en est prévenu.',
  sent_for_destruction:
    'Rien ne prouve que les données de ces appareils sont effacées : leurs supports sont remis pour destruction. Le bordereau est attendu.',
  medium_erased:
    'J’ai effacé ce support de stockage en entier et vérifié le résultat. Il n’y a pas de journal : ma signature est la preuve.',
  medium_destroyed:
    'Ce support de stockage est détruit, par moi ou par le prestataire du bordereau : plus personne ne peut en lire les données.',
  log_confirmed:
    'J’ai regardé ce que ce journal laisse à confirmer : je confirme qu’il est bien celui de cet effacement.',
  belongs_here:
    'Ce disque, que le journal de cette machine nomme, est de cet appareil : je l’ajoute à ses supports, il reste à prouver.',
  plugged_in:
    'Ce disque, que le journal de cette machine nomme, n’est pas de cet appareil : il n’y était branché que pour le travail.',
  of_another:
    'Ce disque, que le journal de cette machine nomme, n’est pas de cet appareil : il est d’un autre, que je nomme si je le connais.',
  other_tool:
    'Ce support de stockage a été effacé en entier avec un autre outil, par la méthode écrite ici. J’ai regardé ce que l’outil dit, et j’en réponds.',
  new: 'Ce support de stockage est neuf : il vient de la facture dont j’écris le numéro, je l’ai posé moi-même, et personne ne s’en est servi avant.',
  here: 'J’ai ouvert ou vérifié cet appareil : le support qui porte ce numéro de série est dans celui-ci, et pas dans l’autre.',
  two_media:
    'J’ai vérifié les deux appareils : chacun contient un support, et les deux supports portent le même numéro de série.',
  witness:
    'Je suis témoin : ces supports de stockage ont été retirés, détruits, effacés ou posés neufs comme il est écrit.',
  factory_reset:
    'J’ai remis cet appareil à ses réglages d’usine et vérifié qu’aucun compte ni verrou d’activation ne reste.',
} as const;
export type Statement = keyof typeof STATEMENTS;

export const HELP = {
  cannot_erase: 'L’effacement ne marche pas',
  fault_unclear: 'Je ne trouve pas la panne',
  part_missing: 'Il manque une pièce',
  locked: 'L’appareil est verrouillé',
  other: 'Autre chose',
} as const;
export type HelpCode = keyof typeof HELP;

/** What was repaired, replaced or cleaned: codes, so that figures can count them. */
export const REPAIRS = {
  battery: 'Batterie changée',
  disk: 'Disque changé ou ajouté',
  board: 'Carte mère changée',
  memory: 'Mémoire ajoutée ou changée',
  screen: 'Écran changé',
  keyboard: 'Clavier changé',
  charger: 'Chargeur fourni',
  system: 'Système réinstallé',
  cleaning: 'Nettoyage',
  other: 'Autre réparation',
} as const;
export type RepairCode = keyof typeof REPAIRS;

/** Why nwipe's result is not a proof, in words. */
export const REASON_WORDS: Readonly<Record<DriveReason, string>> = {
  aborted: 'effacement interrompu',
  log_cut: 'le journal s’arrête avant la fin',
  status_unknown: 'résultat inconnu',
  status_failed: 'effacement échoué',
  pass_errors: 'erreurs d’écriture',
  verify_errors: 'erreurs à la relecture',
  io_errors: 'erreurs du disque',
  failure_reported: 'une erreur est signalée',
  hidden_sectors: 'secteurs cachés non effacés',
  hidden_unknown: 'secteurs cachés non vérifiés',
  only_verified: 'seulement relu, pas effacé',
  not_verified: 'pas de relecture',
  verification_not_seen: 'relecture non constatée',
  not_whole: 'disque pas écrit en entier',
  purge_unproven: 'commande du disque, à juger par une personne',
  not_read_back: 'pas relu à la fin par le poste',
};
