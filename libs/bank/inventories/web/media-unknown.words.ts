import type { MediaUnknown } from '#bank/devices';

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
