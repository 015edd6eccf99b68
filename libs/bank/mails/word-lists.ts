import { ASKED_LINKS } from '#bank/people';
import type { Lists } from '#platform/database';

export const MAIL_STATES = ['waiting', 'sent', 'failed', 'copied'] as const;
export type MailState = (typeof MAIL_STATES)[number];
export type MailCounts = Readonly<Record<MailState, number>>;

/** What mail shares with Postgres. */
export const MAILS_LISTS: Lists = {
  words: { 'notifications.asked_link': ASKED_LINKS, 'notifications.mail_state': MAIL_STATES },
};

/** SQL: a mail's words go with it. */
export const FORGOTTEN = 'recipient = NULL, subject = NULL, body = NULL, link_sealed = NULL, link_key = NULL';

/** Where mails wait for the worker. */
export const QUEUE = 'mail';
