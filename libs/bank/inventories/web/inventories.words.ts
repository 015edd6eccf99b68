import { INVENTORY_SOURCES, type InventorySource, isAssetCode, showAssetCode } from '#bank/devices';
import type { ReceivedListView, ReviewReason } from '#bank/inventories';

/** Why a person has to look, and what to do about it. */
export const REASON_WORDS: Readonly<Record<ReviewReason, readonly [title: string, help: string]>> = {
  unknown_machine: ['Machine inconnue', 'Aucun appareil n’a ce numéro. Rattachez-la à un appareil, ou enregistrez-la.'],
  no_identity: ['Aucun numéro', 'Ce fichier ne dit pas de quelle machine il vient. Scannez l’appareil dont il s’agit.'],
  generic_serial: [
    'Numéro de série d’usine',
    'Son numéro de série est un texte que le fabricant laisse partout : il ne désigne personne. Scannez l’appareil.',
  ],
  ambiguous_number: [
    'Numéro porté par plusieurs appareils',
    'Deux organisations ont donné ce numéro à deux appareils. Choisissez le bon.',
  ],
  numbers_differ: [
    'Deux codes pour une machine',
    'Le nom et l’étiquette de la machine donnent deux codes. Choisissez le bon appareil.',
  ],
  number_and_serial_differ: [
    'Le code et le numéro de série ne vont pas ensemble',
    'Le code tapé désigne un appareil, le numéro de série un autre. Vérifiez l’étiquette sur la machine.',
  ],
  number_and_board_differ: [
    'Le code et la carte mère ne vont pas ensemble',
    'La carte mère a été vue dans un autre appareil. Vérifiez l’étiquette sur la machine.',
  ],
  several_devices: [
    'Plusieurs appareils possibles',
    'Plusieurs appareils portent ce numéro. Choisissez le bon : rien n’est mélangé en attendant.',
  ],
  other_maker: [
    'Numéro connu, autre marque',
    'Un appareil d’une autre marque porte ce numéro de série. Rattachez-la si la marque a été mal écrite.',
  ],
  shared_serial: [
    'Numéro de série partagé ?',
    'Le numéro de série est connu, mais la carte mère est une autre. Vérifiez que c’est la même machine.',
  ],
  board_alone: [
    'Seule la carte mère est connue',
    'Des séries entières de cartes portent le même numéro. Vérifiez que c’est la même machine.',
  ],
  not_yours: [
    'Appareil d’une autre organisation',
    'L’appareil reconnu n’est pas chez l’organisation qui a envoyé l’inventaire.',
  ],
  not_now: [
    'Appareil en route ou sorti',
    'L’appareil reconnu est en transport, chez une personne ou sorti. Confirmez son arrivée, puis rattachez l’inventaire.',
  ],
};

export const reasonWords = (reason: ReviewReason | null): readonly [string, string] =>
  REASON_WORDS[reason ?? 'unknown_machine'];

export const sourceWords = (source: string): string => INVENTORY_SOURCES[source as InventorySource] ?? source;

const CHANNELS: Readonly<Record<string, string>> = {
  agent: 'par un agent',
  api: 'par l’API',
  page: 'par un fichier',
};
export const channelWords = (channel: string): string => CHANNELS[channel] ?? channel;

/** The machine in a few words: what it says of itself, or what it is. */
export const machineWords = (r: Pick<ReceivedListView, 'make' | 'model' | 'source'>): string =>
  [r.make, r.model].filter(Boolean).join(' ') || `Fichier ${sourceWords(r.source)}`;

/** A code as on its label, any other number as it is. */
export const shownNumber = (number: string): string => (isAssetCode(number) ? showAssetCode(number) : number);
