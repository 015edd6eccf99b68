import { showAssetCode } from '#bank/devices';
import { TRANSFER_STATES, type TransferState } from '#bank/logistics';
import type { Sentences } from '#platform/http';

type Facts = Record<string, unknown>;
const code = (f: Facts): string =>
  typeof f['code'] === 'string' && f['code'] ? showAssetCode(f['code']) : 'Cet appareil';
const codes = (f: Facts): string =>
  Array.isArray(f['codes']) ? f['codes'].map((c) => showAssetCode(String(c))).join(', ') : '';
const typed = (f: Facts): string => `« ${String(f['typed'] ?? '').slice(0, 60)} »`;

function heldElsewhere(f: Facts): string {
  const { from, holder, place, lot, coming, opens } = f;
  if (!from) return `${code(f)} n’est pas chez vous : il ne peut pas partir de chez vous.`;
  if (lot)
    return coming
      ? `${code(f)} est encore en route vers ${from}, dans le lot ${lot} : confirmez d’abord son arrivée.`
      : `${code(f)} est en route dans un autre lot, ${lot} : il ne peut pas être dans celui-ci.`;
  if (!holder) return `${code(f)} est chez la personne qui l’a reçu : rien ne part avant qu’il soit revenu.`;
  const where = `${code(f)} est à ${holder}${place && place !== holder ? ` (${place})` : ''}, et pas à ${from} :`;
  return opens
    ? `${where} préparez un lot qui part de ${holder}.`
    : `${where} c’est ${holder} qui peut le mettre dans un lot.`;
}

export const logisticsSentences: Sentences = {
  'logistics.already_arriving': () =>
    'Le destinataire a commencé à confirmer ce lot : il ne peut plus être repris en entier. Attendez qu’il termine, puis reprenez ce qui manque.',
  'logistics.already_listed': (f) =>
    f['number']
      ? `${code(f)} est déjà dans le lot ${f['number']}. Pour le mettre ailleurs, retirez-le d’abord de ce lot.`
      : 'Cet appareil est déjà dans un autre lot. Pour le mettre ailleurs, retirez-le d’abord de ce lot.',
  'logistics.changed_meanwhile': (f) =>
    `La liste n’est plus exacte : ${codes(f) || 'des appareils'} a changé de place depuis. Retirez du lot ce qui n’y est plus, ajoutez de nouveau la caisse, puis envoyez.`,
  'logistics.code_taken': () => 'Ce code est déjà pris. Recommencez : un autre sera créé.',
  'logistics.container_elsewhere': (f) =>
    `La caisse ${f['code'] ? showAssetCode(String(f['code'])) : ''} n’est pas chez vous, ou elle est déjà en route.`,
  'logistics.container_empty': (f) =>
    `La caisse ${showAssetCode(String(f['code']))} est vide. Mettez-y des appareils avant de l’envoyer.`,
  'logistics.differences_hidden': () =>
    'Il manque des appareils, ou il y en a en plus : le lot se termine avec ses écarts.',
  'logistics.empty': () => 'Ce lot est vide. Ajoutez au moins un appareil avant de l’envoyer.',
  'logistics.has_left': (f) =>
    `Le départ du lot ${f['number'] ?? ''} est déjà enregistré, ou une partie en est arrivée.`,
  'logistics.has_not_left': (f) =>
    `Le départ du lot ${f['number'] ?? ''} n’est pas enregistré : il n’y a rien à retirer.`,
  'logistics.held_apart': (f) =>
    `Ces appareils ne sont pas tous chez la même organisation (${codes(f)}). Faites une livraison par lieu de départ.`,
  'logistics.goes_nowhere': () => 'Un lot va d’une organisation à une autre : choisissez-en deux différentes.',
  'logistics.held_elsewhere': (f) => heldElsewhere(f),
  'logistics.lines_left': () =>
    'Des appareils ne sont ni confirmés ni notés manquants. Terminez la réception depuis la page du lot.',
  'logistics.list_is_closed': () => 'Le lot est parti : sa liste ne change plus.',
  'logistics.misread': (f) =>
    `Code mal lu ou mal tapé : ${typed(f)}. Relisez l’étiquette et corrigez ; le reste n’a pas été enregistré.`,
  'logistics.in_repair': (f) =>
    `${code(f)} est en réparation pour une personne : envoyez-le à un atelier ou à la banque.`,
  'logistics.in_repair_elsewhere': (f) =>
    `${code(f)} est en réparation pour une personne d’une autre structure : il retourne à la sienne, ou va à un atelier ou à la banque.`,
  'logistics.needs_a_request': (f) =>
    `${code(f)} est prêt, en stock : il part vers une structure par sa demande, page « Attributions ».`,
  'logistics.not_confirmed': (f) =>
    `${code(f)} n’a pas été confirmé par celui qui le reçoit : il reste à l’expéditeur.`,
  'logistics.not_in_container': () => 'Cet appareil n’est pas dans cette caisse.',
  'logistics.not_missing': (f) =>
    f['typed'] ? `${typed(f)} ne manque pas dans ce lot. Relisez l’étiquette.` : 'Rien ne manque plus dans ce lot.',
  'logistics.not_now': (f) =>
    `Le lot ${f['number'] ?? ''} est « ${TRANSFER_STATES[f['state'] as TransferState]?.label ?? 'terminé'} » : ce n’est plus possible. Rechargez sa page.`,
  'logistics.not_on_the_list': (f) => `${code(f)} n’est pas sur la liste de ce lot.`,
  'logistics.not_ready': (f) =>
    `Pas encore prêts pour une structure : ${codes(f)}. Il manque une preuve d’effacement, un test ou un classement.`,
  'logistics.not_yours': () => 'C’est à l’autre organisation de faire cela pour ce lot.',
  'logistics.nothing_confirmed': () =>
    'Rien n’est encore confirmé. Scannez au moins un appareil ; si rien n’est arrivé, prévenez l’expéditeur, qui reprendra le lot.',
  'logistics.nothing_ticked': () => 'Cochez au moins un appareil.',
  'logistics.nothing_scanned': () => 'Scannez ou tapez un code.',
  'logistics.place_unknown': () => 'Choisissez un lieu de la liste.',
  'logistics.receiver_unknown': () => 'Choisissez l’organisation qui recevra le lot.',
  'logistics.reserved': (f) => `${code(f)} est réservé pour une demande : il part par la livraison de cette demande.`,
  'logistics.scan_alone': (f) =>
    `La caisse ${f['code'] ? showAssetCode(String(f['code'])) : ''} est partie sans scellé : scannez ses appareils un par un.`,
  'logistics.seal_missing': () => 'Écrivez le numéro du scellé.',
  'logistics.sender_unknown': () => 'Choisissez l’organisation chez qui les appareils attendent.',
  'logistics.several_devices': (f) =>
    `Plusieurs appareils portent le numéro ${typed(f)}. Scannez plutôt l’étiquette de la banque.`,
  'logistics.transfer_stays': () =>
    'Le départ et l’arrivée d’un lot ne changent pas. Annulez-le et faites-en un autre.',
  'logistics.unknown_code': (f) =>
    `${typed(f)} ne correspond à aucun appareil ni caisse chez vous. Relisez l’étiquette, ou enregistrez l’appareil d’abord.`,
  'logistics.which_of_them': (f) =>
    `Plusieurs appareils ont ${typed(f)} dans leur numéro : cochez le bon dans la liste, ou tapez un caractère de plus.`,
};
