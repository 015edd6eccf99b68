import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Category } from '#bank/devices';
import { type Channel, Personal } from '#platform/kernel';
import type { CollectionMode } from '../collections/collections.service.js';
import type { ArrivalRefusal, CancelReason, DonationState, DonationVerb, RefusalFate } from './donation.lifecycle.js';
import type { DonationEventView } from './donation.views.js';

@Entity({ schema: 'intake', name: 'donation' })
export class Donation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('uuid', { name: 'donor_id' }) donorId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'place_id' }) placeId: string;
  @Column('text') state: DonationState;
  @Column('date', { name: 'expected_on', nullable: true }) expectedOn: string | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('text', { name: 'cancel_reason', nullable: true }) cancelReason: CancelReason | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

@Entity({ schema: 'intake', name: 'donation_event' })
export class DonationEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('text') verb: DonationVerb;
  @Column('text', { name: 'from_state' }) fromState: DonationState | 'none';
  @Column('text', { name: 'to_state' }) toState: DonationState;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') facts: DonationEventView['facts'];
}

/** How many of a kind are promised. A device exists from its logging. */
@Entity({ schema: 'intake', name: 'donation_expected' })
export class DonationExpected {
  @PrimaryColumn('uuid', { name: 'donation_id' }) donationId: string;
  @PrimaryColumn('text') category: Category;
  @Column('integer') quantity: number;
}

/** How the equipment comes: fetched or brought, in which hours, where. The day is `Donation.expectedOn`. */
@Entity({ schema: 'intake', name: 'collection' })
export class Collection {
  @PrimaryColumn('uuid', { name: 'donation_id' }) donationId: string;
  @Column('text') mode: CollectionMode;
  @Column('time', { name: 'from_time', nullable: true }) fromTime: string | null;
  @Column('time', { name: 'to_time', nullable: true }) toTime: string | null;
  @Column('text', { name: 'postal_code', nullable: true }) postalCode: string | null;
  @Personal('giving', 'Commune de la collecte', 'with_history')
  @Column('text', { name: 'commune_code', nullable: true })
  communeCode: string | null;
  @Column('uuid', { name: 'contact_id', nullable: true }) contactId: string | null;
  @Column('text', { name: 'key_id', nullable: true }) keyId: string | null;
  /** AES-256-GCM of `CollectionWords`, bound to the donation. May lead to a person's door: emptied with their contact details. */
  @Personal('giving', 'Adresse et consigne de la collecte, sous scellé', 'donor_contact')
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

/** Where a collection went before another place was agreed. Postgres alone writes it; it goes at its date, and with its donor. */
@Entity({ schema: 'intake', name: 'former_collection' })
export class FormerCollection {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('bigint', { name: 'event_id' }) eventId: string;
  @Column('text', { name: 'key_id', nullable: true }) keyId: string | null;
  @Personal('giving', 'Anciennes adresse et consigne de la collecte, sous scellé', 'donor_contact')
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;
  @Column('timestamptz') at: Date;
}

/** What was brought and not taken in: counted by kind, never a device. A mistake is withdrawn, and stays written. */
@Entity({ schema: 'intake', name: 'refused' })
export class Refused {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'donation_id' }) donationId: string;
  @Column('text') category: Category;
  @Column('integer') quantity: number;
  @Column('text') reason: ArrivalRefusal;
  @Column('text') fate: RefusalFate;
  @Personal('words', 'Note sur ce qui a été refusé', 'free_text')
  @Column('text')
  note: string;
  @Column('timestamptz') at: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  /** Operator number. */
  @Column('integer', { name: 'withdrawn_by', nullable: true }) withdrawnBy: number | null;
}

@Entity({ schema: 'intake', name: 'device_purchase' })
export class DevicePurchase {
  @PrimaryColumn('uuid', { name: 'device_id' }) deviceId: string;
  @Column('integer', { nullable: true }) year: number | null;
  @Column('date', { nullable: true }) day: string | null;
  @Column('integer', { name: 'cost_cents', nullable: true }) costCents: number | null;
  /** An organisation: who looks like a person is not stored. */
  @Column('text', { nullable: true }) supplier: string | null;
  /** Of the warranty that came with the purchase, never of what the bank guarantees at a hand-over. */
  @Column('date', { name: 'purchase_warranty_end', nullable: true }) purchaseWarrantyEnd: string | null;
}
