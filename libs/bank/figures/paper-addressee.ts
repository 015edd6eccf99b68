import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BeneficiariesService, HandoverQueries } from '#bank/allocation';
import type { DocumentType, DocumentView } from '#bank/documents';
import { DonationQueries, DonorsService } from '#bank/intake';
import { TransferQueries } from '#bank/logistics';
import { MembersService } from '#bank/people';
import { SimQueries } from '#bank/sims';
import { rows } from '#platform/database';
import { type Actor, isMember, may, READ, WRITE } from '#platform/kernel';

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

/** Papers for the bank's and the desk's own use. */
const OWN_USE: readonly DocumentType[] = ['label_sheet', 'receipt_list'];
/** What papers that are for somebody are about. */
const ABOUT = ['donation', 'donor', 'work_order', 'removed_medium', 'transfer', 'handover', 'sim'];

/** Whether there may be somebody to send it to again. */
export const isForSomebody = (paper: Pick<DocumentView, 'type' | 'causeKind' | 'state' | 'withdrawnAt'>): boolean =>
  !OWN_USE.includes(paper.type) && paper.state === 'ready' && !paper.withdrawnAt && ABOUT.includes(paper.causeKind);

/** Finds whom a paper is for, as far as the actor may know them. */
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
  ) {}

  /** Whom; null: nobody whom the actor may write to. @throws NotFound where what it is about is not the actor's to see */
  async of(actor: Actor, { causeKind, causeId }: DocumentView): Promise<PaperAddressee | null> {
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
      default:
        return null;
    }
  }

  private async ofDonation(actor: Actor, id: string | null): Promise<PaperAddressee | null> {
    if (!id || !may(actor, WRITE.donations)) return null;
    const { donorId, contact } = await this.donations.byId(actor, id);
    return donorId ? this.donor({ id: donorId, contact }) : null;
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
