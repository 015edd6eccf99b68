import { DEVICE_LIFECYCLE, STATES, type State, showAssetCode, type Verb } from '#bank/devices';
import type { Sentences } from '#platform/http';

const code = (f: Record<string, unknown>): string =>
  typeof f['code'] === 'string' ? showAssetCode(f['code']) : 'Cet appareil';

const meant = (f: Record<string, unknown>): string => {
  const near = ((f['near'] as string[] | undefined) ?? []).slice(0, 3).map(showAssetCode);
  return near.length ? ` Peut-être ${near.join(' ou ')} ?` : '';
};

/** Why a document is no inventory, where more can be said than that: above all which option was left out. */
const UNREADABLE: Readonly<Record<string, string>> = {
  too_large: 'Ce fichier est trop grand pour un inventaire (20 Mo au plus). Vérifiez que vous avez le bon fichier.',
  too_deep:
    'Ce fichier emboîte ses données trop profondément : aucun outil d’inventaire n’écrit ainsi. Vérifiez que vous avez le bon fichier.',
  too_many:
    'Ce fichier contient bien plus de données que ce qu’une machine dit d’elle-même. Vérifiez que vous avez le bon fichier.',
  two_machines:
    'Ce fichier parle de plusieurs machines. Envoyez-le dans « Envoyer des inventaires » : chacune y est traitée à part.',
  lshw_text: 'C’est le texte de lshw. Refaites-le en JSON : sudo lshw -json > machine.json',
  lshw_xml: 'C’est le XML de lshw. Refaites-le en JSON : sudo lshw -json > machine.json',
  inxi_text: 'C’est le texte d’inxi. Refaites-le en JSON : sudo inxi -Faz --output json --output-file machine.json',
  lsblk_text:
    'C’est le texte de lsblk. Refaites-le en JSON : lsblk -J -b -o NAME,TYPE,SIZE,ROTA,RM,TRAN,VENDOR,MODEL,SERIAL,WWN > machine.json',
  smartctl_text: 'C’est le texte de smartctl. Refaites-le en JSON : sudo smartctl --json -x /dev/sda > disque.json',
  hwinfo: 'C’est hwinfo, que nous ne lisons pas. Faites à la place : sudo lshw -json > machine.json',
  nvme_list:
    'C’est la liste de nvme : elle ne montre que les disques NVMe. Faites pour toute la machine : sudo lshw -json > machine.json ; ou pour chaque disque : sudo smartctl --json -x /dev/nvme0 > disque.json',
  dmidecode_failed:
    'dmidecode n’a rien pu lire : il lui faut les droits d’administrateur (sudo dmidecode > machine.txt). S’il ne trouve pas de SMBIOS, faites : sudo lshw -json > machine.json',
  tool_missing:
    'L’outil n’est pas installé sur cette machine : ce fichier ne contient que le message du terminal. Installez-le (sudo apt install lshw), puis : sudo lshw -json > machine.json',
  macos_profile:
    'C’est ce que macOS dit de lui-même (system_profiler) : ses disques n’y sont pas tous. Démarrez ce Mac sous Linux : sudo lshw -json > machine.json ; ou installez-y l’agent GLPI : glpi-agent --local=.',
  smartctl_scan:
    'Cette liste de smartctl --scan dit quels disques on peut lire, sans les lire. Faites pour chacun : sudo smartctl --json -x /dev/sda > disque.json',
};

export const devicesSentences: Sentences = {
  'devices.stays_out': (f) =>
    `La sortie de l’appareil ${f['code'] ? showAssetCode(String(f['code'])) : ''} ne s’annule plus : seulement le jour même, si rien d’autre ne s’est passé, et s’il n’était ni réservé ni chez une personne.`,
  'devices.nothing_to_check': (f) => `Rien n’est plus à vérifier sur ${code(f)} : quelqu’un l’a déjà fait.`,
  'devices.not_checked': (f) => `Personne n’a vérifié ${code(f)}, ou c’est déjà annulé : rien à remettre à vérifier.`,
  'devices.check_unanswered': () => 'Ce qui est à vérifier sur un appareil ne part que par « C’est vérifié ».',
  'devices.double_unknown': () =>
    'Aucun appareil que vous voyez n’a ce code ni ce numéro. Relisez l’étiquette de celui qui reste.',
  'devices.double_several': () => 'Plusieurs appareils ont ce numéro. Tapez le code de celui qui reste.',
  'devices.double_withdrawn': (f) =>
    `${code(f)} a été retiré comme une erreur : il ne peut pas être celui qui reste. Choisissez l’autre.`,
  'devices.double_of_ended_donation': (f) =>
    `Le don ${f['number']} ne prend plus d’appareil depuis : le double ne peut pas y revenir. Enregistrez l’appareil dans un don ouvert.`,
  'devices.double_of_other_donor': (f) =>
    `Le donateur du don ${f['number']} a été corrigé depuis : le double ne peut pas revenir comme il était. Enregistrez-le de nouveau dans ce don.`,
  'devices.double_serials_differ': () =>
    'Leurs numéros de série sont différents : ce sont deux appareils. Si l’un a été mal écrit, corrigez d’abord sa fiche.',
  'devices.not_now': (f) =>
    f['state']
      ? `${code(f)} est « ${STATES[f['state'] as State]?.label ?? f['state']} » : ${DEVICE_LIFECYCLE.transitions[f['verb'] as Verb] ? `« ${DEVICE_LIFECYCLE.transitions[f['verb'] as Verb].label} » n’est pas possible maintenant` : 'ce n’est pas possible maintenant'}. Rechargez sa page pour voir ce qui l’est.`
      : 'L’état de l’appareil a changé entre-temps. Rechargez la page et recommencez.',
  'devices.left_meanwhile': (f) =>
    `${f['to'] ? `${code(f)} est parti à « ${f['to']} » pendant votre saisie` : `${code(f)} n’est plus chez vous : il est parti pendant votre saisie`}. Rien n’est enregistré.`,
  'devices.not_yours': (f) => `${code(f)} est chez une autre organisation : elle seule, ou la banque, peut faire cela.`,
  'devices.moved_on': (f) =>
    `${code(f)} a déjà servi depuis son enregistrement (lot, atelier, document…) : il ne peut plus être retiré comme une erreur. Corrigez sa fiche, ou déclarez ce qu’il est devenu.`,
  'devices.kept_in_lot': (f) => `${code(f)} est dans un lot en préparation : sortez-le d’abord du lot.`,
  'devices.kept_on_receipt': (f) => `${code(f)} est compté sur un reçu fiscal : annulez d’abord ce reçu.`,
  'devices.with_a_person': (f) =>
    `${code(f)} est noté chez une personne : reprenez-le d’abord, ou annulez l’import entier qui l’a créé.`,
  'devices.reason_missing': () => 'Choisissez une raison dans la liste.',
  'devices.place_unknown': () => 'Choisissez un lieu de votre organisation.',
  'devices.note_too_long': (f) => `La note est trop longue : ${f['max']} caractères au plus.`,
  'devices.alias_empty': () => 'Écrivez l’ancien numéro d’inventaire.',
  'devices.issuer_empty': () => 'Écrivez qui a donné ce numéro.',
  'devices.alias_taken': () =>
    'Cet ancien numéro appartient déjà à un autre appareil. Vérifiez l’étiquette, ou cherchez ce numéro.',
  'devices.serial_taken': () =>
    'Un appareil de cette marque porte déjà ce numéro de série. Cherchez-le : il est peut-être déjà enregistré.',
  'devices.code_unknown': (f) =>
    `Le code ${code(f)} n’a jamais été imprimé par la banque. Relisez l’étiquette ; si c’est bien ce code, collez-en une des vôtres par-dessus.`,
  'devices.code_elsewhere': (f) =>
    `L’étiquette ${code(f)} vient du rouleau d’une autre organisation. Prenez une étiquette de votre rouleau, et rendez celle-ci à la banque.`,
  'devices.code_voided': (f) =>
    `L’étiquette ${code(f)} vient d’un rouleau annulé : elle ne sert plus. Jetez-la et prenez-en une d’un autre rouleau.`,
  'devices.code_taken': (f) =>
    `L’étiquette ${code(f)} est déjà collée sur un autre appareil. Prenez-en une autre ; si c’est cet appareil-là, cherchez son code.`,
  'devices.roll_voided': () => 'Ce rouleau est annulé : ses étiquettes ne servent plus. Imprimez-en un autre.',
  'devices.code_malformed': (f) =>
    `${f['typed'] ? `« ${f['typed']} »` : 'Ceci'} n’est pas un code : il a 7 caractères, comme BN-7K3F-92Q. Relisez l’étiquette, ou laissez vide.`,
  'devices.code_look_alike': (f) => `Un code n’a jamais de 0, O, 1, I ni L.${meant(f)} Relisez l’étiquette.`,
  'devices.code_wrong_check': (f) =>
    `Ce code n’est pas juste : un caractère a été mal lu ou deux ont été échangés.${meant(f)} Relisez l’étiquette.`,
  'devices.code_wrong': () =>
    'Ce code n’est pas juste : un caractère a été mal lu ou deux ont été échangés. Relisez l’étiquette.',
  'devices.code_is_for_ever': () => 'Le code d’un appareil ne change jamais.',
  'devices.no_change_without_history': () =>
    'Ce changement n’a pas été noté dans l’histoire de l’appareil : il est refusé.',
  'devices.history_without_change': () =>
    'L’histoire et l’appareil ne disent pas la même chose : le changement est refusé.',
  'devices.inventory_unreadable': (f) =>
    UNREADABLE[String(f['reason'])] ??
    'Ce fichier n’est pas un inventaire que nous savons lire, ou il est coupé. Choisissez celui de l’agent GLPI, FusionInventory ou OCS, de lshw, smartctl, inxi ou Workbench.',
  'devices.inventory_of_another': (f) =>
    `Cet inventaire est celui de la machine n° ${f['serial']}, pas de celle-ci. Vérifiez que vous avez le bon fichier.`,
};
