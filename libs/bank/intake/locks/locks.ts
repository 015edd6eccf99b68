/**
 * What may keep a device closed to whoever receives it. `how` tells the donor, in one sentence, how to release it; `check` tells the
 * bench how one sees that it is released. The list a donor goes through before a collection, and the kinds of lock a device may show.
 */
export const LOCKS = {
  bios_password: {
    label: 'Mot de passe du BIOS ou de l’UEFI',
    short: 'mot de passe BIOS',
    how: 'Au démarrage, entrez dans les réglages (F2, F10 ou Suppr), puis effacez le mot de passe administrateur et celui du démarrage.',
    check: 'Les réglages du BIOS s’ouvrent sans mot de passe.',
  },
  mdm: {
    label: 'Autopilot ou gestion à distance (MDM)',
    short: 'Autopilot ou MDM',
    how: 'Dans Intune ou votre outil de gestion, retirez l’appareil d’Autopilot, puis supprimez-le de la liste des appareils gérés.',
    check: 'Une installation neuve ne demande plus le compte de l’organisme.',
  },
  apple_account: {
    label: 'Compte Apple (Localiser)',
    short: 'compte Apple',
    how: 'Dans Réglages, touchez votre nom puis « Se déconnecter » ; à distance, supprimez l’appareil sur icloud.com/find, ou libérez-le dans Apple Business Manager.',
    check: 'Après l’effacement, l’écran « Verrouillé par son propriétaire » n’apparaît plus.',
  },
  google_account: {
    label: 'Compte Google',
    short: 'compte Google',
    how: 'Dans Paramètres, Comptes, supprimez le compte Google avant de remettre l’appareil à zéro.',
    check: 'Après la remise à zéro, l’appareil ne demande plus le compte d’avant.',
  },
  samsung_account: {
    label: 'Compte Samsung',
    short: 'compte Samsung',
    how: 'Dans Paramètres, Comptes, supprimez le compte Samsung, et désactivez « Localiser mon mobile ».',
    check: 'Après la remise à zéro, l’appareil ne demande plus le compte Samsung.',
  },
  absolute: {
    label: 'Absolute (Computrace)',
    short: 'Absolute',
    how: 'Dans la console Absolute, demandez le retrait de l’appareil (« Unenroll ») et attendez que l’agent soit désactivé.',
    check: 'Le BIOS indique qu’Absolute est inactif.',
  },
  disk_encryption: {
    label: 'Chiffrement du disque (BitLocker, FileVault)',
    short: 'disque chiffré',
    how: 'Désactivez le chiffrement, ou gardez la clé de secours jusqu’à ce que nous ayons effacé le disque.',
    check: 'Le disque se laisse effacer et réinstaller sans clé.',
  },
} as const;
export type LockKind = keyof typeof LOCKS;
export const LOCK_KINDS = Object.keys(LOCKS) as LockKind[];
export const isLockKind = (text: unknown): text is LockKind => typeof text === 'string' && Object.hasOwn(LOCKS, text);

/** What a donor says of one lock before the collection. */
export const RELEASE_ANSWERS = {
  done: { label: 'Fait', tone: 'ok', icon: 'circle-check' },
  not_concerned: { label: 'Pas concerné', tone: 'neutral', icon: 'minus' },
  not_yet: { label: 'Pas encore', tone: 'attention', icon: 'hourglass' },
} as const;
export type ReleaseAnswer = keyof typeof RELEASE_ANSWERS;
export const isReleaseAnswer = (text: unknown): text is ReleaseAnswer =>
  typeof text === 'string' && Object.hasOwn(RELEASE_ANSWERS, text);

export const LOCK_CHECKS = {
  seen_open: 'Essayé : l’appareil ne demande plus rien',
  reinstalled: 'Essayé : remis à zéro et réinstallé sans blocage',
  said_by_mistake: 'Il n’y avait pas de verrou : signalé par erreur',
} as const;
export type LockCheck = keyof typeof LOCK_CHECKS;
export const isLockCheck = (text: unknown): text is LockCheck =>
  typeof text === 'string' && Object.hasOwn(LOCK_CHECKS, text);

/** How a donor was told of locks. */
export const NOTICE_WAYS = ['person', 'mail'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

export const DELAYS = ['lock_reminder', 'lock_deadline'] as const;
