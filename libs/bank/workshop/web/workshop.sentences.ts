import { STATES, type State, showAssetCode } from '#bank/devices';
import {
  kindOfFailure,
  type MediaChange,
  REASON_WORDS,
  REMOVED_STATES,
  type RemovedState,
  showMediumCode,
  subjectOfFailure,
} from '#bank/workshop';
import type { Sentences } from '#platform/http';
import { ERASURE_CLASSES, type ErasureClass } from '#platform/kernel';
import { formatBytes, formatDateTime } from '#platform/ui';
import { stepWords } from '../bench/web/bench-frame.js';
import { STEP_WORDS } from './workshop.words.js';

type Facts = Record<string, unknown>;
const code = (f: Facts): string =>
  typeof f['code'] === 'string' && f['code'] ? showAssetCode(f['code']) : 'cet appareil';
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

export const REOPENED: Readonly<Record<MediaChange, string>> = {
  part_changed: 'un disque ou la carte mère a été changé',
  medium_added: 'un support a été ajouté à la liste',
  medium_elsewhere: 'un de ses supports a été constaté dans un autre appareil',
  system_installed: 'un système est installé, et aucun support n’est connu dedans',
};

const LACKING: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values(STEP_WORDS).map(({ lacks }) => lacks),
);

export function lackingWords(failures: readonly string[]): string {
  const unproven = failures.filter((f) => kindOfFailure(f) === 'medium_unproven').length;
  const kinds = [...new Set(failures.map(kindOfFailure))];
  return kinds
    .map((kind) => {
      if (kind === 'media_reopened') {
        const why = failures.filter((f) => kindOfFailure(f) === kind).map(subjectOfFailure)[0] as MediaChange;
        return `un nouvel inventaire de ses disques, ou une nouvelle déclaration signée (${REOPENED[why] ?? why})`;
      }
      return kind === 'medium_unproven' && unproven > 1
        ? `la preuve d’effacement de ${unproven} supports`
        : (LACKING[kind] ?? kind);
    })
    .join(', ');
}

const WORDS: Readonly<Record<string, string>> = REASON_WORDS;
export const reasonWords = (reasons: readonly string[]): string => reasons.map((r) => WORDS[r] ?? r).join(', ');

const otherDisk = (f: Facts): string => {
  const serials = list(f['serials']);
  return serials.length > 1 ? `des disques ${serials.join(' et ')}` : `du disque ${serials[0] ?? 'inconnu'}`;
};

const stateWords = (f: Facts): string =>
  Object.hasOwn(STATES, String(f['state'])) ? STATES[f['state'] as State].label : String(f['state']);

const MEANWHILE: Readonly<Record<string, (f: Facts) => string>> = {
  holder: (f) => `${code(f)} n’est plus chez vous : il est parti`,
  epoch: (f) => `${code(f)} est reparti, puis revenu`,
  state: (f) => `${code(f)} a changé d’état : il est maintenant « ${stateWords(f)} »`,
  media: (f) => `ce qu’on sait des supports de ${code(f)} a changé`,
  test: (f) => `une autre fiche de test de ${code(f)} a été signée, ou annulée`,
  grade: (f) => `${code(f)} a eu une autre fiche de test ou un autre classement`,
};

/** What the gate keeps a device from, by the state that it would have. */
const GOES: Readonly<Record<string, string>> = {
  in_stock: 'encore entrer en stock',
  reserved: 'être réservé',
  delivered: 'encore être livré',
  handed_over: 'être remis maintenant',
};

export const workshopSentences: Sentences = {
  'refurbishment.answer_missing': (f) => `Répondez au point « ${f['label']} ».`,
  'refurbishment.gate_closed': (f) =>
    `${code(f)} ne peut pas ${GOES[String(f['to'])] ?? GOES['in_stock']}. Il manque : ${lackingWords(list(f['failures'])) || 'une preuve'}.${f['to'] === 'handed_over' ? ' Gardez-le, et prévenez la banque : elle le fait revenir, ou dit ce qui manque.' : ''}`,
  'refurbishment.announced_already': () =>
    'Un autre poste efface déjà cet appareil. Regardez la page « Effacements en cours » ; abandonnez-y l’effacement s’il est arrêté.',
  'refurbishment.being_erased': (f) =>
    `Un poste efface ${code(f)} en ce moment : attendez la fin, ou abandonnez l’effacement sur la page « Effacements en cours ».`,
  'refurbishment.device_ambiguous': () =>
    'Plusieurs appareils portent ce numéro. Scannez le code de l’étiquette (BN-…).',
  'refurbishment.not_at_bench': (f) =>
    `${code(f)} n’est pas à l’établi de votre atelier : rien n’est effacé. Confirmez d’abord son arrivée.`,
  'refurbishment.other_machine': (f) =>
    `${code(f)} est une autre machine : le numéro de série n’est pas le même. Scannez l’étiquette de celle-ci.`,
  'refurbishment.run_over': () => 'Cet effacement est déjà terminé ou abandonné.',
  'refurbishment.dock_ended': () => 'Ce poste est déjà retiré. Rechargez la liste.',
  'refurbishment.dock_is_a_device': (f) =>
    `Le numéro ${f['serial'] ?? ''} est celui d’un appareil de la banque : ses journaux parlent de ses propres disques, il ne peut pas être un poste d’effacement.`,
  'refurbishment.dock_known': () => 'Ce poste est déjà dans la liste.',
  'refurbishment.dock_name_missing': () => 'Donnez un nom au poste.',
  'refurbishment.dock_serial_missing': () => 'Écrivez le numéro de série de la machine, comme ses journaux l’écrivent.',
  'refurbishment.dock_serial_unusable': () =>
    'Ce numéro est un texte que les fabricants laissent partout : il ne désigne aucune machine. Écrivez celui de ses journaux.',
  'refurbishment.drive_elsewhere': () => 'Ce disque n’est pas d’un journal de cet appareil.',
  'refurbishment.drive_other_same': () => 'C’est le code de cet appareil : choisissez « Il est de cet appareil ».',
  'refurbishment.drive_other_unknown': (f) =>
    `Aucun appareil de chez vous n’a le code « ${f['typed'] ?? ''} ». Vérifiez l’étiquette, ou laissez vide.`,
  'refurbishment.class_demanded': (f) =>
    `Le donateur exige un effacement de classe ${ERASURE_CLASSES[f['demanded'] as ErasureClass] ?? 'plus haute'} : celui-ci n’y suffit pas. Détruisez le support, ou effacez-le par une méthode de cette classe.`,
  'refurbishment.method_missing': () => 'Choisissez par quelle méthode l’autre outil a effacé ce support.',
  'refurbishment.judged_by_supervisor': () =>
    'Un effacement avec un autre outil est jugé par le responsable de l’atelier ou par la banque : demandez-lui de le signer.',
  'refurbishment.method_not_of_medium': () =>
    'Cette méthode n’efface pas ce type de support : choisissez celle que l’outil a employée, ou effacez de nouveau.',
  'refurbishment.file_proves_nothing': () =>
    'Ce fichier ne prouve rien : la commande qu’il montre ne garantit pas que les données sont effacées, ou il n’est pas encore lu.',
  'refurbishment.file_judges_nothing': () =>
    'Ce journal dit lui-même ce qu’il en est de chaque disque, et rien n’y est à juger pour ce support. Envoyez-le à l’établi : ce qu’il prouve compte seul.',
  'refurbishment.grade_unknown': () => 'Choisissez A, B ou C.',
  'refurbishment.help_unknown': () => 'Choisissez ce qui vous bloque.',
  'refurbishment.file_empty': () => 'Ce fichier est vide : rien n’est gardé. Prenez celui que l’outil a écrit.',
  'refurbishment.log_missing': () => 'Choisissez le fichier que l’outil d’effacement a écrit.',
  'refurbishment.log_file_ended': () =>
    'Le fichier de ce journal est parti à la fin de sa durée de conservation ; ce qui y a été lu reste.',
  'refurbishment.log_not_kept': () => 'Le fichier n’a pas été gardé en entier : envoyez-le de nouveau.',
  'refurbishment.log_other_disk': (f) =>
    `Ce journal parle ${otherDisk(f)}, pas de ceux de cet appareil. Il est gardé, mais ne prouve rien ici. Vérifiez que c’est le bon fichier.`,
  'refurbishment.log_answered': (f) =>
    `Une autre personne a été plus rapide : l’opérateur n° ${f['operator']} a déjà confirmé ce journal${f['at'] ? `, le ${formatDateTime(String(f['at']))}` : ''}. Il n’y a plus rien à signer.`,
  'refurbishment.log_unconfirmed': () =>
    'Ce journal laisse une question sur son horloge ou sur la version de l’outil : une personne la confirme d’abord.',
  'refurbishment.log_smaller': (f) =>
    `Ce journal a effacé ${formatBytes(Number(f['erased']))} du disque ${list(f['serials'])[0] ?? ''}, qui a ${formatBytes(Number(f['size']))} d’après son inventaire : ce n’est pas tout le disque, ou pas le bon. Il est gardé, mais ne prouve rien ici. Effacez le disque entier ; si l’inventaire se trompe, dites quel disque a été effacé, et signez.`,
  'refurbishment.log_stays': () => 'Un journal d’effacement reçu ne change plus et ne s’efface pas.',
  'refurbishment.log_declared': () =>
    'Ce journal vient de la reprise d’un ancien outil : il ne prouve rien tant que la banque ne l’a pas signé, dans Reprise, Anciens journaux.',
  'refurbishment.changed_meanwhile': (f) =>
    `Pendant que vous remplissiez cette page, ${(MEANWHILE[String(f['changed'])] ?? MEANWHILE['state'])!(f)}. Rien n’est enregistré, et ce que vous avez écrit est encore là : regardez où en est l’appareil, puis signez de nouveau s’il le faut.`,
  'refurbishment.invoice_missing': () => 'Écrivez le numéro de la facture du support neuf. Sans facture, effacez-le.',
  'refurbishment.new_without_number': () =>
    'Un support neuf a un numéro de série, que la facture ou son étiquette porte. Sans numéro, effacez-le et envoyez le journal.',
  'refurbishment.new_without_change': () =>
    'Aucun changement de disque n’est noté depuis l’arrivée de l’appareil : ce support est venu avec lui. Notez d’abord la réparation « Disque changé ou ajouté », refaites l’inventaire ; sinon, effacez-le.',
  'refurbishment.not_new': (f) =>
    `Le support ${f['serial'] ?? ''} était déjà connu avant le changement de disque, dans cet appareil, dans un autre ou dans un journal : il n’est pas neuf. Effacez-le, et envoyez le journal.`,
  'refurbishment.not_in_two': (f) =>
    `Le support ${f['serial'] ?? ''} n’est plus prouvé dans deux appareils : il n’y a rien à dire.`,
  'refurbishment.data_left': (f) =>
    `Rien ne prouve que les données de ${code(f)} sont effacées. Prouvez-le à l’établi, ou signez ce qu’elles deviennent : écrivez votre mot de passe.`,
  'refurbishment.lot_empty': () => 'Scannez au moins un appareil.',
  'refurbishment.lot_too_large': (f) => `Un lot a ${f['most']} appareils au plus. Faites-en deux.`,
  'refurbishment.nothing_to_witness': () =>
    'Cochez au moins un support de la liste : un support retiré, détruit ou neuf.',
  'refurbishment.own_witness': () => 'Le témoin est une autre personne que celle qui a signé.',
  'refurbishment.witnessed': () => 'Une autre personne vient de signer comme témoin. Rechargez la liste.',
  'refurbishment.nothing_left_to_say': (f) =>
    `${code(f)} n’attend pas qu’on dise ce que deviennent ses données. Rechargez la liste.`,
  'refurbishment.disk_not_seen': () =>
    'Aucun inventaire depuis la reprise ne montre ce disque dans l’appareil : joignez d’abord un inventaire, puis signez.',
  'refurbishment.log_too_old': () =>
    'Ce journal a été reçu avant le dernier retour de l’appareil : il ne prouve plus rien. Effacez de nouveau, et envoyez le nouveau journal.',
  'refurbishment.log_unreadable': (f) =>
    f['reason'] === 'too_large'
      ? 'Ce fichier est trop lourd pour un journal nwipe. Choisissez le fichier .log.'
      : f['reason'] === 'not_text'
        ? 'Ce fichier n’est pas un texte. Choisissez le journal .log écrit par nwipe, pas le PDF ni une photo.'
        : 'Ce fichier n’est pas un journal de nwipe. Choisissez le fichier .log de l’effacement.',
  'refurbishment.media_listed': () =>
    'Un support a déjà été vu dans cet appareil : prouvez son effacement, ou déclarez-le détruit ou retiré.',
  'refurbishment.medium_elsewhere': () => 'Ce support n’est pas de cet appareil.',
  'refurbishment.medium_listed': (f) => `Le support ${f['serial'] ?? ''} est déjà dans la liste.`,
  'refurbishment.medium_missing': () => 'Choisissez le support que ce journal a effacé.',
  'refurbishment.no_media_known': () =>
    'Aucun disque n’est connu dans cet appareil : joignez d’abord son inventaire, ou déclarez ses supports. Le journal est gardé.',
  'refurbishment.not_your_step': () =>
    'La dernière étape a été faite par une autre personne : elle seule peut l’annuler.',
  'refurbishment.not_the_last_step': (f) =>
    `L’étape que vous vouliez annuler n’est plus la dernière${stepWords(f['last']) && ` : c’est maintenant ${stepWords(f['last'])}`}. Rien n’a été annulé ; regardez où en est l’appareil, puis recommencez s’il le faut.`,
  'refurbishment.nothing_to_undo': () => 'Il n’y a rien à annuler sur cet appareil.',
  'refurbishment.person_must_decide': () =>
    'Ce journal, ou un disque de l’appareil, n’a pas de numéro de série : une personne doit dire quel disque a été effacé.',
  'refurbishment.pile_differs': (f) =>
    `${code(f)} n’est pas du même modèle que le premier, ou son modèle n’est pas noté : signez-le à part. Rien n’est signé.`,
  'refurbishment.pile_too_high': (f) => `Une signature vaut pour ${f['most']} appareils au plus. Faites-en deux piles.`,
  'refurbishment.reason_too_short': (f) =>
    `Dites en une phrase pourquoi c’est bien ce support (${f['min']} caractères au moins).`,
  'refurbishment.repair_unknown': () => 'Choisissez au moins une réparation dans la liste.',
  'refurbishment.reset_only_phones': () =>
    'La remise aux réglages d’usine ne prouve l’effacement que d’un téléphone ou d’une tablette.',
  'refurbishment.result_not_in_log': () => 'Ce numéro de série n’est pas écrit dans le journal.',
  'refurbishment.result_not_passed': () =>
    'Le journal ne montre pas un effacement réussi de ce disque : il est gardé, mais ne prouve rien. Effacez de nouveau, ou détruisez le disque.',
  'refurbishment.result_used': () =>
    'Ce résultat prouve déjà l’effacement d’un autre support : un résultat ne sert qu’une fois.',
  'refurbishment.medium_not_removed': () => 'Ce support n’a pas été déclaré retiré de son appareil.',
  'refurbishment.not_seen_again': () =>
    'Aucun inventaire ne montre ce support dans son appareil. Joignez d’abord un nouvel inventaire de l’appareil.',
  'refurbishment.place_unknown': () => 'Choisissez un lieu de la liste.',
  'refurbishment.removed_is_for_ever': () => 'Un support retiré garde son code et son origine pour toujours.',
  'refurbishment.removed_left_meanwhile': (f) =>
    `${typeof f['code'] === 'string' ? showMediumCode(f['code']) : 'Ce support'} n’est plus chez vous : ${f['to'] ? `« ${f['to']} » l’a reçu` : 'il est parti'} pendant votre saisie. Rien n’est enregistré.`,
  'refurbishment.removed_is_here': () => 'Ce support est déjà à la banque.',
  'refurbishment.removed_not_now': (f) =>
    `${typeof f['code'] === 'string' ? showMediumCode(f['code']) : 'Ce support'} est « ${REMOVED_STATES[f['state'] as RemovedState]?.label ?? f['state']} » : ce n’est pas possible maintenant. Ouvrez sa page pour voir ce qui l’est.`,
  'refurbishment.removed_reason_missing': () => 'Choisissez une raison dans la liste.',
  'refurbishment.removed_unknown': () =>
    'Aucun support retiré ne porte ce code chez vous. Relisez-le : SUP- puis 7 caractères.',
  'refurbishment.removed_without_history': () =>
    'L’histoire et le support retiré ne disent pas la même chose : le changement est refusé.',
  'refurbishment.secret_wrong': () => 'Ce mot de passe n’est pas le vôtre. Rien n’est signé : écrivez-le de nouveau.',
  'refurbishment.signer_unknown': () =>
    'Une preuve est signée par une personne de l’atelier qui tient l’appareil, ou de la banque.',
  'refurbishment.slip_file_missing': () => 'Choisissez le fichier du bordereau.',
  'refurbishment.slip_file_unreadable': () => 'Un bordereau est un PDF, ou une photo JPEG ou PNG.',
  'refurbishment.slip_known': () => 'Le numéro du bordereau est déjà écrit.',
  'refurbishment.slip_missing': () => 'Écrivez le numéro du bordereau de destruction.',
  'refurbishment.slip_too_long': () => 'Le numéro du bordereau : 60 caractères au plus.',
  'refurbishment.supervisor_only': () => 'C’est au responsable d’atelier de répondre à une demande d’aide.',
  'refurbishment.system_is_label': () => 'C’est le code d’une étiquette. Écrivez quel système est installé.',
  'refurbishment.system_missing': () => 'Écrivez quel système est installé.',
  'refurbishment.too_late_to_withdraw': (f) => `${code(f)} n’est plus à l’établi : ses preuves ne s’annulent plus.`,
  'refurbishment.wrong_epoch': () => 'L’appareil est revenu depuis : rechargez sa page et recommencez.',
};
