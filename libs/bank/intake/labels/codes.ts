/** What labels were printed of: a new roll of codes, a donation, chosen devices, a roll again. */
export const LABEL_SHEET_KINDS = ['blank', 'donation', 'devices', 'roll'] as const;
export type LabelSheetKind = (typeof LABEL_SHEET_KINDS)[number];

/** How a donor was told of locks. */
export const NOTICE_WAYS = ['person', 'mail'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** What somebody is waited for. */
export const DELAYS = ['lock_reminder', 'lock_deadline'] as const;
