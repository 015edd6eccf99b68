import { createTransport } from 'nodemailer';
import type { MailSettings } from '#kernel';

/** A mail as it leaves. */
export interface OutgoingMail {
  /** Of the row: the same mail sent twice has the same Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same, for programs that show no address in a plain text as a link. */
  readonly html?: string;
}

/** Whoever carries mail says no for good (a mailbox that does not exist): trying again would not help. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** A connection that gives up instead of holding a worker, in ms. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Sends a mail by SMTP: all that the program knows of how mail travels.
 * @throws MailRefused; any other error means that it may be tried again.
 */
export async function sendMail({ url, from }: MailSettings, mail: OutgoingMail): Promise<void> {
  const transport = createTransport(url, PATIENCE as never);
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      ...(mail.html ? { html: mail.html } : {}),
      messageId: `<${mail.id}@${domainOf(from)}>`,
      // Nobody's holiday notice needs to come back.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } catch (error) {
    // RFC 5321, 4.2.1: a reply of the 500s is permanent.
    const { responseCode = 0, code = '' } = error as Error & { responseCode?: number; code?: string };
    // Its words name whom the mail is for, and a log line is no place for that.
    const said = ['the mail server', code, responseCode || 'did not answer'].filter(Boolean).join(' ');
    throw responseCode >= 500 ? new MailRefused(said) : new Error(said);
  } finally {
    transport.close();
  }
}

const domainOf = (from: string): string =>
  from
    .split('@')
    .pop()
    ?.replace(/[^\w.-]/g, '') || 'localhost';
