import type { Writes } from './write.js';

/** What comes back to the bank's mailbox. */
export const mails: Writes = {
  '/mails/returned': async (w) => ({
    as: 'bank_admin',
    path: '/mails/returned',
    body: {
      message: `Final-Recipient: rfc822; nobody@example.org\nAction: failed\n\nMessage-ID: <${await w.value('SELECT id FROM notifications.mail')}@example.org>`,
    },
  }),
};
