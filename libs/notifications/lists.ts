import type { Lists } from '#database';

export const MAIL_STATES = ['waiting', 'sent', 'failed', 'copied'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** What mail shares with Postgres. */
export const NOTIFICATIONS_LISTS: Lists = { words: { 'notifications.mail_state': MAIL_STATES } };

/** Where mails wait for the worker. */
export const QUEUE = 'mail';
