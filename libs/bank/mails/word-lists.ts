import { ASKED_LINKS } from '#bank/people';
import type { Lists } from '#platform/database';

export const MAIL_STATES = ['waiting', 'sent', 'failed', 'outdated', 'copied'] as const;
export type MailState = (typeof MAIL_STATES)[number];
export type MailCounts = Readonly<Record<MailState, number>>;

/** How somebody hears of a kind of event: by a mail of its own, in one mail a day, or not at all. */
export const NOTICE_WAYS = ['at_once', 'summary', 'none'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** What mail shares with Postgres. */
export const MAILS_LISTS: Lists = {
  words: {
    'notifications.asked_link': ASKED_LINKS,
    'notifications.mail_state': MAIL_STATES,
    'notifications.notice_way': NOTICE_WAYS,
  },
  // Its words are there: it may leave still, by itself or sent again by hand.
  groups: { 'notifications.undelivered_states': ['waiting', 'failed'] satisfies MailState[] },
};

/** SQL: a mail's words go with it. */
export const FORGOTTEN = 'recipient = NULL, subject = NULL, body = NULL, link_sealed = NULL, link_key = NULL';

/** Where mails wait for the worker. */
export const QUEUE = 'mail';
