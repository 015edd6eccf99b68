import {
  INVENTORY_SOURCES,
  type InventoryChanges,
  type InventorySource,
  MEDIUM_KINDS,
  type MediaUnknown,
  type Medium,
  type MemoryModule,
} from '#bank/devices';
import type { ReceivedListView, ReviewReason } from '#bank/inventories';
import { joined } from '#platform/kernel';
import { formatBytes } from '#platform/ui';

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

export const machineWords = (r: Pick<ReceivedListView, 'make' | 'model' | 'source'>): string =>
  joined(' ', r.make, r.model) || `Fichier ${sourceWords(r.source)}`;

/** Why an inventory is no knowledge of a device's media, in one sentence each. */
export const MEDIA_UNKNOWN_WORDS: Readonly<Record<MediaUnknown, string>> = {
  virtual_machine: 'C’est une machine virtuelle qui a répondu, pas l’appareil.',
  raid_hides_drives: 'Un contrôleur RAID cache les disques : ouvrez la machine et comptez-les.',
  controller_without_drive:
    'L’inventaire voit un contrôleur (NVMe, UFS, eMMC ou RAID), mais pas les disques qui peuvent être derrière.',
  drive_not_opened: 'L’outil n’a pas pu lire un des disques.',
  half_of_hybrid:
    'L’inventaire ne montre que la moitié d’un disque hybride (Fusion Drive, Optane) : l’autre a aussi des données.',
  entry_unread: 'Une ligne de l’inventaire peut être un disque de plus : elle ne dit pas ce que c’est.',
  name_no_model:
    'Un disque porte un nom qui n’est pas celui d’un modèle : ce peut être un volume (RAID, réseau) qui en cache d’autres.',
  mac_drive_unseen: 'L’inventaire de ce Mac ne montre pas son disque interne ; un disque externe ne compte pas.',
  not_run_as_root: 'L’outil n’avait pas les droits d’administrateur : il ne voit pas tous les disques.',
  some_drives_only: 'Ce fichier parle de quelques disques, pas de toute la machine.',
  not_told: 'L’inventaire ne parle pas des disques.',
  no_fixed_medium: 'L’inventaire ne voit aucun disque : cela ne veut pas dire qu’il n’y en a pas.',
  controllers_untold:
    'C’est une liste de disques seule : elle ne montre pas les contrôleurs, et ne dit pas si tous les disques y sont.',
};

const go = (mb: number): string => (mb >= 1024 ? `${Math.round(mb / 1024)} Go` : `${mb} Mo`);

const mediumWords = ({ kind, serial, sizeBytes }: Medium): string =>
  joined(' ', MEDIUM_KINDS[kind], sizeBytes ? formatBytes(sizeBytes) : null, serial ? `n° ${serial}` : 'sans numéro');

/** A slot that is only a number says nothing by itself. */
export const slotWords = (slot: string | null | undefined): string | null =>
  slot && /^\d+$/.test(slot) ? `emplacement ${slot}` : (slot ?? null);

export const sizeWords = (m: Pick<MemoryModule, 'sizeMb' | 'saidSize'>): string =>
  m.sizeMb === null ? `taille inconnue${m.saidSize ? ` (dit : ${m.saidSize})` : ''}` : go(m.sizeMb);

const moduleWords = (m: MemoryModule): string => joined(' ', sizeWords(m), m.type, slotWords(m.slot));

export function changesWords(c: InventoryChanges): string[] {
  const memory = c.memoryMb;
  return [
    ...c.mediaNew.map((m) => `Nouveau support : ${mediumWords(m)}. Il doit être effacé et prouvé.`),
    ...c.mediaGone.map((m) => `Plus vu : ${mediumWords(m)}. S’il a été retiré, dites-le à l’établi.`),
    ...c.memoryWent.map((m) => `Mémoire partie : ${moduleWords(m)}.`),
    ...c.memoryCame.map((m) => `Mémoire ajoutée : ${moduleWords(m)}.`),
    ...(memory ? [`Mémoire en tout : ${go(memory.before)} avant, ${go(memory.after)} maintenant.`] : []),
    ...(c.processor ? [`Autre processeur : ${c.processor.after}, et non plus ${c.processor.before}.`] : []),
    ...(c.batteryHealth
      ? [`Batterie : elle garde ${c.batteryHealth.after} % de sa capacité, ${c.batteryHealth.before} % avant.`]
      : []),
  ];
}
