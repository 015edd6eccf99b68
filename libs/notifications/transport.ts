import { createTransport, type Transporter } from 'nodemailer';
import type { MailSettings } from '#kernel';

/** A connection that gives up instead of holding a worker. */
export const openTransport = ({ url }: MailSettings): Transporter =>
  createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as never);
