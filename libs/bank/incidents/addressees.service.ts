import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { type DonorDetail, DonorsService } from '#bank/intake';
import { MembersService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, joined } from '#platform/kernel';
import type { ControllerView } from './incident.queries.js';

/** Where a letter goes; the address is null where nobody knows it. */
export interface Addressee {
  readonly name: string;
  readonly address: string | null;
}

type Controller = Pick<ControllerView, 'donorId' | 'organisationId'>;

/** Whom a notice goes to: who answers for personal data there, as far as the bank was told, else whom it knows. */
@Injectable()
export class Addressees {
  constructor(
    private readonly donors: DonorsService,
    private readonly members: MembersService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  /** By mail: a donor's contact for data, else whom one calls first there; a structure's manager. '' where no address is known. */
  async mailOf(actor: Actor, { donorId, organisationId }: Controller): Promise<string> {
    if (donorId) return mailOfDonor(await this.donors.byId(actor, donorId));
    const [manager] = organisationId ? await this.members.managers(this.db.manager, organisationId) : [];
    return manager?.email ?? '';
  }

  /** By letter, for whoever may read the donor. */
  async letterOf(tx: EntityManager, actor: Actor, { donorId, organisationId }: Controller): Promise<Addressee> {
    if (donorId) return letterOfDonor(await this.donors.byId(actor, donorId, tx));
    const [organisation] = await rows<Addressee>(
      tx,
      `SELECT name, nullif(address, '') AS address FROM people.organisation WHERE id = $1`,
      [organisationId],
    );
    return organisation!;
  }

  /** Whom a paper of an incident is for. */
  async ofPaper(documentId: string): Promise<Controller | null> {
    const [found] = await rows<Controller>(
      this.db,
      `SELECT c.donor_id AS "donorId", c.organisation_id AS "organisationId" FROM documents.document d
       JOIN incidents.controller c ON c.id = (d.facts->'controller'->>'id')::uuid WHERE d.id = $1 AND d.cause_kind = 'incident'`,
      [documentId],
    );
    return found ?? null;
  }
}

const mailOfDonor = ({ contact, contacts }: DonorDetail): string =>
  contact?.dataEmail || contacts.find(({ dataEmail }) => dataEmail)?.dataEmail || contact?.email || '';

const letterOfDonor = (d: DonorDetail): Addressee => ({
  name: joined(', ', d.contact?.name && d.kind === 'person' ? d.contact.name : d.name),
  address:
    d.contact?.address ||
    joined('\n', d.address, joined(' ', d.postalCode, d.commune?.replace(/ \(.*\)$/, ''))) ||
    null,
});
