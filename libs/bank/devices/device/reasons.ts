/** Reason codes a person chooses from; French on screen, codes in history and figures. */
export const REASONS = {
  beyond_repair: 'Irréparable',
  too_old: 'Trop ancien',
  data_cannot_be_erased: 'Données impossibles à effacer',
  // A danger: it goes at once, whatever is still to be said of its data.
  swollen_battery: 'Batterie gonflée',
  parts_needed: 'Pièces utiles pour d’autres appareils',
  locked_by_donor: 'Verrouillé par le donateur',
  donor_asked: 'Demandé par le donateur',
  lost_in_transit: 'Perdu pendant un transport',
  not_found_on_shelf: 'Introuvable à sa place',
  lost_by_person: 'Perdu par la personne',
  stolen: 'Volé',
  found_again: 'Retrouvé',
  tidied: 'Rangé ailleurs',
  fault_found: 'Défaut découvert',
  check_again: 'À vérifier de nouveau',
  logged_twice: 'Enregistré deux fois',
  no_device: 'Ce n’est pas un appareil',
  not_come: 'Sur la liste du donateur, jamais arrivé',
  wrong_entry: 'Saisi ou importé par erreur',
} as const;
export type Reason = keyof typeof REASONS;

/** For these a device goes out before anybody has said what becomes of its data; it is said afterwards. */
export const URGENT_REASONS = ['swollen_battery'] as const satisfies readonly Reason[];
export const isUrgent = (reason: Reason): boolean => (URGENT_REASONS as readonly Reason[]).includes(reason);
export const urgentWords = (reasons: readonly Reason[]): string =>
  reasons
    .filter(isUrgent)
    .map((r) => REASONS[r])
    .join(', ');
