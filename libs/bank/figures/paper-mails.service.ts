import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService, type DocumentView, nameOfPaper } from '#bank/documents';
import { Enclosures, type MailData, MailService, type MailView, type Words } from '#bank/mails';
import { audit } from '#bank/people';
import { type Actor, isMember, newId, publicUrl, RuleBroken } from '#platform/kernel';
import { isForSomebody, type PaperAddressee, PaperAddressees } from './paper-addressee.js';

/** What a mailbox takes: twenty megabytes, as mail carries four bytes for three. */
export const MAILED_BYTES = 14 * 1024 * 1024;
const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** A paper that somebody asks for again: whom it goes to, in which words, and when it went. */
export interface PaperAgain {
  readonly paper: DocumentView;
  /** Null: nobody whom the actor may write to. */
  readonly addressee: PaperAddressee | null;
  readonly words: Words;
  readonly told: readonly MailView[];
}

/** Papers sent again, by mail where mail leaves, noted as copied where it does not; to whom they are for and to nobody else. */
@Injectable()
export class PaperMails implements OnModuleInit {
  constructor(
    private readonly documents: DocumentsService,
    private readonly mails: MailService,
    private readonly addressees: PaperAddressees,
    private readonly enclosures: Enclosures,
  ) {}

  onModuleInit(): void {
    this.enclosures.openWith(async (id) => {
      try {
        // Withdrawn meanwhile, it may say of one person what is another's.
        return isForSomebody(await this.documents.byId(SYSTEM, id)) ? await this.documents.open(SYSTEM, id) : null;
      } catch (error) {
        if (error instanceof RuleBroken) return null;
        throw error;
      }
    });
  }

  /** What would be sent, to whom. @throws NotFound for a paper that is not the actor's to open */
  async of(actor: Actor, id: string): Promise<PaperAgain> {
    const paper = await this.documents.byId(actor, id);
    const addressee = isForSomebody(paper) ? await this.addressees.of(actor, paper) : null;
    const [words, told] = await Promise.all([
      this.mails.words('paper_again', dataOf(paper, addressee)),
      this.mails.about(id),
    ]);
    return { paper, addressee, words, told };
  }

  /**
   * Sends it again; without a mail server, notes that somebody did so by hand.
   * @param again what `of` found, read before the transaction: who holds one connection waits for no second
   * @throws RuleBroken `reporting.paper_not_sendable`, `reporting.nobody_to_write`, `reporting.paper_too_heavy`, `notifications.address_wrong`
   */
  async send(tx: EntityManager, actor: Actor, { paper, addressee }: PaperAgain): Promise<void> {
    const { id } = paper;
    if (!isForSomebody(paper)) throw new RuleBroken('reporting.paper_not_sendable', { number: paper.number });
    if (!addressee?.to.length && (this.mails.possible || !addressee)) throw new RuleBroken('reporting.nobody_to_write');
    if ((paper.size ?? 0) > MAILED_BYTES) throw new RuleBroken('reporting.paper_too_heavy');
    const log = {
      causeId: id,
      organisationId: isMember(actor) ? actor.organisationId : undefined,
      ...(addressee.who === 'managers' ? { organisationId: addressee.organisationId } : {}),
    };
    if (this.mails.possible)
      for (const { email: to, userId } of addressee.to) {
        const mail = { ...log, to, once: `${id}/${newId()}`, enclosed: id, ...(userId ? { userId } : {}) };
        await this.mails.send(tx, 'paper_again', dataOf(paper, addressee), mail);
      }
    else await this.mails.copied(tx, { ...log, kind: 'paper_again', once: `${id}/${newId()}` });
    await audit(tx, actor, 'send_again', { kind: 'document', id }, { number: paper.number });
  }
}

const dataOf = (paper: DocumentView, addressee: PaperAddressee | null): MailData['paper_again'] => ({
  paper: nameOfPaper(paper.type),
  number: paper.number,
  page: addressee?.who === 'managers' ? `${publicUrl() ?? ''}/documents/${paper.id}` : null,
});
