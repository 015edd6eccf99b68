import type { EntityManager } from 'typeorm';
import { toName } from '#documents';
import type { DonorView } from '#intake';
import { publicUrl } from '#kernel';
import type { MailService } from '#notifications';
import type { BankView } from '#people';

export const addressOf = (secret: string): string => `${publicUrl() ?? ''}/mon-don/${secret}`;

/** Sends a donor its private link. */
export async function mailLink(
  tx: EntityManager,
  mails: MailService,
  bank: BankView,
  donor: DonorView,
  link: { readonly id: string; readonly secret: string },
  to: string,
): Promise<void> {
  await mails.request(tx, {
    kind: 'donor_link',
    causeId: donor.id,
    once: link.id,
    to,
    subject: 'Ce que sont devenus vos appareils',
    text: [
      'Bonjour,',
      `Vous avez donné du matériel numérique ${toName(bank.name)}. Cette page dit ce qu’il est devenu, et donne les certificats d’effacement :`,
      addressOf(link.secret),
      'Elle est privée : ne donnez son adresse qu’à ceux qui doivent savoir. Elle ne nomme personne.',
      ['Merci,', bank.name, bank.helpline].filter(Boolean).join('\n'),
      '',
    ].join('\n\n'),
  });
}
