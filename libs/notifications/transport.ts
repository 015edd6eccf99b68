import { createTransport, type Transporter } from 'nodemailer';

export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://…` */
  readonly url: string;
  /** Who it comes from, as the bank writes it: `Banque du Numérique <bonjour@example.fr>`. */
  readonly from: string;
}

/** The post office that the environment names; null when none is: then people copy the text and send it themselves. */
export function mailSettings(env: Record<string, string | undefined> = process.env): MailSettings | null {
  return env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null;
}

/** A connection that gives up instead of holding a worker. */
export const openTransport = ({ url }: MailSettings): Transporter =>
  createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as never);
