import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { BeneficiariesService, HandoverQueries } from '#bank/allocation';
import { DocumentsService, type DocumentType, type DocumentView, nameOfPaper } from '#bank/documents';
import { IncidentAddressees } from '#bank/incidents';
import { DonationQueries, DonorsService } from '#bank/intake';
import { TransferQueries } from '#bank/logistics';
import { Enclosures, type MailData, MailService, type MailView, type Words } from '#bank/mails';
import { audit, MembersService } from '#bank/people';
import { SimQueries } from '#bank/sims';
import { rows } from '#platform/database';
import { type Actor, isMember, may, mayAll, newId, publicUrl, READ, RuleBroken, WRITE } from '#platform/kernel';

/** Whom a paper is for, and where they are known to be written to: nowhere else does it go. */
export type PaperAddressee =
  | { readonly who: 'donor'; readonly donorId: string; readonly to: readonly To[] }
  | { readonly who: 'person'; readonly beneficiaryId: string; readonly to: readonly To[] }
  | {
      readonly who: 'managers';
      readonly organisationId: string;
      readonly organisation: string;
      readonly to: readonly To[];
    };

interface To {
  readonly email: string;
  /** Whose account it is, if they have one. */
  readonly userId?: string;
}

/** Some type a mail address where a telephone was asked for. */
const ADDRESS = /[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+/;

const OWN_USE: readonly DocumentType[] = ['label_sheet', 'receipt_list', 'incident_letter'];
const ABOUT = ['donation', 'donor', 'work_order', 'removed_medium', 'transfer', 'handover', 'sim', 'incident'];

/** Whether there may be somebody to send it to again. */
export const isForSomebody = (paper: Pick<DocumentView, 'type' | 'causeKind' | 'state' | 'withdrawnAt'>): boolean =>
  !OWN_USE.includes(paper.type) && paper.state === 'ready' && !paper.withdrawnAt && ABOUT.includes(paper.causeKind);

@Injectable()
export class PaperAddressees {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly donations: DonationQueries,
    private readonly donors: DonorsService,
    private readonly handovers: HandoverQueries,
    private readonly people: BeneficiariesService,
    private readonly sims: SimQueries,
    private readonly transfers: TransferQueries,
    private readonly members: MembersService,
    private readonly incidents: IncidentAddressees,
  ) {}

  /** Whom; null: nobody whom the actor may write to. @throws NotFound where what it is about is not the actor's to see */
  async of(actor: Actor, { id, causeKind, causeId }: DocumentView): Promise<PaperAddressee | null> {
    switch (causeKind) {
      case 'donation':
        return this.ofDonation(actor, causeId);
      case 'donor':
        return may(actor, WRITE.donations) ? this.donor(await this.donors.byId(actor, causeId)) : null;
      case 'work_order':
      case 'removed_medium':
        return this.ofDonation(actor, await this.donationOf(causeKind, causeId));
      case 'transfer':
        return this.managers((await this.transfers.get(actor, causeId)).toOrgId);
      case 'handover': {
        const { structureId, beneficiaryId } = await this.handovers.byId(actor, causeId);
        return this.holder(actor, structureId, beneficiaryId);
      }
      case 'sim': {
        const { structureId, beneficiaryId } = await this.sims.byId(actor, causeId);
        return structureId && beneficiaryId ? this.holder(actor, structureId, beneficiaryId) : null;
      }
      case 'incident':
        return this.ofIncident(actor, id);
      default:
        return null;
    }
  }

  private async ofDonation(actor: Actor, id: string | null): Promise<PaperAddressee | null> {
    if (!id || !may(actor, WRITE.donations)) return null;
    const { donorId, contact } = await this.donations.byId(actor, id);
    return donorId ? this.donor({ id: donorId, contact }) : null;
  }

  private async ofIncident(actor: Actor, documentId: string): Promise<PaperAddressee | null> {
    const controller = await this.incidents.ofPaper(documentId);
    if (!controller || !mayAll(actor, READ.incidents)) return null;
    const { donorId, organisationId } = controller;
    if (!donorId) return organisationId ? this.managers(organisationId) : null;
    const email = await this.incidents.mailOf(actor, controller);
    return { who: 'donor', donorId, to: email ? [{ email }] : [] };
  }

  private donor(d: { readonly id: string; readonly contact: { readonly email: string } | null }): PaperAddressee {
    return { who: 'donor', donorId: d.id, to: d.contact?.email ? [{ email: d.contact.email }] : [] };
  }

  /** The person, to their own structure alone; to the bank, the structure that holds them. */
  private async holder(actor: Actor, structureId: string, beneficiaryId: string): Promise<PaperAddressee | null> {
    if (isMember(actor) && actor.organisationId === structureId && may(actor, READ.beneficiaries)) {
      const [email] = (await this.people.identity(actor, beneficiaryId))?.contact?.match(ADDRESS) ?? [];
      return { who: 'person', beneficiaryId, to: email ? [{ email }] : [] };
    }
    return this.managers(structureId);
  }

  private async managers(organisationId: string): Promise<PaperAddressee> {
    const [of] = await rows<{ name: string }>(this.db, 'SELECT name FROM people.organisation WHERE id = $1', [
      organisationId,
    ]);
    const to = await this.members.managers(this.db.manager, organisationId);
    return { who: 'managers', organisationId, organisation: of!.name, to };
  }

  private async donationOf(kind: 'work_order' | 'removed_medium', id: string): Promise<string | null> {
    const [row] = await rows<{ donation: string | null }>(
      this.db,
      kind === 'work_order'
        ? 'SELECT d.donation_id AS donation FROM refurbishment.work_order w JOIN devices.device d ON d.id = w.device_id WHERE w.id = $1'
        : 'SELECT d.donation_id AS donation FROM refurbishment.removed_medium m JOIN devices.device d ON d.id = m.device_id WHERE m.id = $1',
      [id],
    );
    return row?.donation ?? null;
  }
}

/** What a mailbox takes: twenty megabytes, as mail carries four bytes for three. */
export const MAILED_BYTES = 14 * 1024 * 1024;
const SYSTEM = { kind: 'system', channel: 'system' } as const;

export interface PaperAgain {
  readonly paper: DocumentView;
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
      organisationId:
        addressee.who === 'managers' ? addressee.organisationId : isMember(actor) ? actor.organisationId : undefined,
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
