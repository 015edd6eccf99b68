import type { EntityManager } from 'typeorm';
import type { DonorView } from '#bank/intake';
import type { MailService } from '#bank/mails';
import { publicUrl } from '#platform/kernel';

export const addressOf = (secret: string): string => `${publicUrl() ?? ''}/mon-don/${secret}`;

/** Sends a donor its private link. */
export async function mailLink(
  tx: EntityManager,
  mails: MailService,
  donor: DonorView,
  link: { readonly id: string; readonly secret: string },
  to: string,
): Promise<void> {
  const data = { link: addressOf(link.secret) };
  await mails.send(tx, 'donor_link', data, { causeId: donor.id, once: link.id, to });
}
