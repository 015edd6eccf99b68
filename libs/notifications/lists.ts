import type { Lists } from '#database';

export const MAIL_STATES = ['waiting', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What mail shares with Postgres. */
export const NOTIFICATIONS_LISTS: Lists = { words: { 'notifications.mail_state': MAIL_STATES } };
