import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { joined, type MailSettings, SettingsError } from '#platform/kernel';
import type { Enclosure } from './mail.service.js';

export interface OutgoingMail {
  /** Of the row: the same mail sent twice has the same Message-ID. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same, for programs that show no address in a plain text as a link. */
  readonly html?: string;
  readonly enclosure?: Enclosure;
}

/** Whoever carries mail says no for good (a mailbox that does not exist): trying again would not help. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** A connection that gives up instead of holding a worker, in ms. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** How mail travels, by how the address of the mail server begins. Another way is a line here, and nothing elsewhere. */
const TRANSPORTS: Readonly<Record<string, (settings: MailSettings, mail: OutgoingMail) => Promise<void>>> = {
  'smtp:': bySmtp,
  'smtps:': bySmtp,
};

const transportOf = ({ url }: MailSettings) => (URL.canParse(url) ? TRANSPORTS[new URL(url).protocol] : undefined);

/** @throws SettingsError at the start, when no mail could leave this way. */
export function mustCarry(settings: MailSettings | null): void {
  if (!settings || transportOf(settings)) return;
  const ways = Object.keys(TRANSPORTS).map((protocol) => `${protocol}//…`);
  throw new SettingsError(`SMTP_URL n'est pas une adresse ${ways.join(' ou ')} : corrigez-la, puis relancez.`);
}

/** Sends a mail. @throws MailRefused; any other error means that it may be tried again. */
export async function sendMail(settings: MailSettings, mail: OutgoingMail): Promise<void> {
  await transportOf(settings)!(settings, mail);
}

async function bySmtp({ url, from }: MailSettings, mail: OutgoingMail): Promise<void> {
  const transport = createTransport({ url, ...PATIENCE });
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.enclosure ? [attached(mail.enclosure)] : undefined,
      messageId: `<${mail.id}@${domainOf(from)}>`,
      // Nobody's holiday notice needs to come back.
      headers: { 'Auto-Submitted': 'auto-generated' },
      // What comes back names the mail and its recipient, and brings no words (RFC 3461).
      dsn: { id: mail.id, return: 'headers', notify: 'failure', recipient: mail.to },
    });
  } catch (error) {
    const { responseCode = 0, code = '', command = '' } = error as Error & Partial<SmtpReply>;
    // Its words name whom the mail is for, and a log line is no place for that.
    const reason = joined(' ', 'the mail server', code, responseCode || 'did not answer');
    throw isFinal({ responseCode, code, command }) ? new MailRefused(reason) : new Error(reason);
  } finally {
    transport.close();
  }
}

/** What the library says of a failure: the server's reply, its own code, and the command that was answered. */
interface SmtpReply {
  readonly responseCode: number;
  readonly code: string;
  readonly command: string;
}

/**
 * Whether another try would fail alike. A reply of the 500s is permanent (RFC 5321, 4.2.1) for this mail where it answers its recipient, its
 * words or its size (552); of a wrong password or of a sender that is refused, somebody will mend the settings.
 */
const isFinal = ({ responseCode, command }: SmtpReply): boolean =>
  responseCode === 552 || (responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command));

/** Read as it is sent: a paper is never whole in memory. */
const attached = ({ filename, mime, stream }: Enclosure) => ({
  filename,
  contentType: mime,
  content: Readable.from(stream),
});

const domainOf = (from: string): string =>
  from
    .split('@')
    .pop()
    ?.replace(/[^\w.-]/g, '') || 'localhost';
