import { createHmac, randomBytes } from 'node:crypto';

// Standard Webhooks 1.0.0 (https://www.standardwebhooks.com): a symmetric signature over `id.timestamp.body`.

const PREFIX = 'whsec_';
const BYTES = 32;

/** @returns the bytes that sign; `secretText` is what the receiver is given */
export const newWebhookSecret = (): Buffer => randomBytes(BYTES);

export const secretText = (secret: Buffer): string => `${PREFIX}${secret.toString('base64')}`;

/**
 * The headers of a message.
 * @param secrets each of which signs
 * @param at in seconds since 1970, when it is sent: receivers refuse what is older than some minutes
 */
export function webhookHeaders(
  secrets: readonly Buffer[],
  { id, at, body }: { readonly id: string; readonly at: number; readonly body: string },
): Readonly<Record<string, string>> {
  const signed = `${id}.${at}.${body}`;
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': signatures.join(' ') };
}
