import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type Channel, Personal } from '#platform/kernel';
import type { Found } from './findings.js';
import type { CloseReason, Problem, Solution, TicketState, TicketVerb, WaitsFor } from './ticket.lifecycle.js';
import type { WordsKind } from './word-lists.js';

/** A fault that somebody reported. Its state changes only with a history row of the same transaction. */
@Entity({ schema: 'maintenance', name: 'ticket' })
export class Ticket {
  @PrimaryColumn('uuid') id: string;
  /** Six random symbols of the codes' alphabet, shown P-7K3F-92: to read by phone, and to guess in vain. */
  @Column('text') number: string;
  @Personal('faults', 'Code de l’appareil tel qu’il a été tapé', 'ticket_words')
  @Column('text')
  typed: string;
  @Column('text') problem: Problem;
  /** Null while the bank has not said which device it is about. */
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  /** The structure that handed it over; null when only the bank sees the ticket. */
  @Column('uuid', { name: 'structure_id', nullable: true }) structureId: string | null;
  @Column('text') state: TicketState;
  @Column('text', { nullable: true }) solution: Solution | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason: CloseReason | null;
  @Column('uuid', { name: 'replacement_device_id', nullable: true }) replacementDeviceId: string | null;
  @Column('uuid', { nullable: true }) reference: string | null;
  /** The fault in which its reports go on. */
  @Column('uuid', { name: 'joined_to', nullable: true }) joinedTo: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  /** The member who has it in hand. */
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId: string | null;
  @Column('text', { name: 'waits_for', nullable: true }) waitsFor: WaitsFor | null;
  @Column('date', { name: 'waits_until', nullable: true }) waitsUntil: string | null;
  @Column('text', { nullable: true }) found: Found | null;
  @Column('timestamptz', { name: 'stepped_at' }) steppedAt: Date;
  /** From when on it is late (`maintenance.due_at`); null once it is over. */
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt: Date | null;
  /** A copy of the words by which its device is found. */
  @Personal('words', 'Mots par lesquels l’appareil d’une panne se trouve', 'device')
  @Column('text', { name: 'device_words' })
  deviceWords: string;
  /** Where reports of one network go that are too many to be a ticket each. */
  @Column('boolean') gathers: boolean;
  /** Its newest history row, which says the same as this row. */
  @Column('bigint', { name: 'last_event_id' }) lastEventId: string;
}

/** What somebody reported: of one ticket, with its own number and secret. */
@Entity({ schema: 'maintenance', name: 'report' })
export class FaultReportRow {
  @PrimaryColumn('uuid') id: string;
  /** Null until it is sorted. */
  @Column('uuid', { name: 'ticket_id', nullable: true }) ticketId: string | null;
  @Column('text') number: string;
  /** SHA-256 of the secret with which the reporter follows it. */
  @Column('text', { name: 'secret_hash' }) secretHash: string;
  @Column('text') problem: Problem;
  @Personal('faults', 'Code de l’appareil tel qu’il a été tapé', 'ticket_words')
  @Column('text')
  typed: string;
  @Column('text') channel: Channel;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;
  @Column('bigint', { name: 'after_event_id', nullable: true }) afterEventId: string | null;
  @Column('timestamptz', { name: 'asked_again_at', nullable: true }) askedAgainAt: Date | null;
  @Personal('security', 'Empreinte d’une adresse de réseau', 'attempts')
  @Column('text', { name: 'counted_by', nullable: true })
  countedBy: string | null;
}

@Entity({ schema: 'maintenance', name: 'ticket_event' })
export class TicketEvent {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  @Column('uuid', { name: 'ticket_id' }) ticketId: string;
  @Column('text') verb: TicketVerb;
  @Column('text', { name: 'from_state' }) fromState: TicketState | 'none';
  @Column('text', { name: 'to_state' }) toState: TicketState;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('uuid', { name: 'structure_id', nullable: true }) structureId: string | null;
  @Column('uuid', { name: 'replacement_device_id', nullable: true }) replacementDeviceId: string | null;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId: string | null;
  @Column('date', { nullable: true }) until: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  @Column('text') channel: Channel;
}

/** What a person wrote: sealed, apart, and gone some time after the end of the ticket. */
@Entity({ schema: 'maintenance', name: 'ticket_words' })
export class SealedTicketWords {
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId: string;
  @PrimaryColumn('text') kind: WordsKind;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM, bound to the report. */
  @Personal('faults', 'Phrase et téléphone, sous scellé', 'ticket_words')
  @Column('bytea')
  bytes: Buffer;
}

/** A short note of whoever takes care of a fault: sealed, and gone with what the person wrote. */
@Entity({ schema: 'maintenance', name: 'ticket_note' })
export class SealedTicketNote {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'ticket_id' }) ticketId: string;
  @Column('text', { name: 'key_id' }) keyId: string;
  /** AES-256-GCM, bound to the note. */
  @Personal('faults', 'Note sur une panne, sous scellé', 'ticket_words')
  @Column('bytea')
  bytes: Buffer;
  @Column('timestamptz', { name: 'written_at' }) writtenAt: Date;
  @Column('uuid', { name: 'membership_id', nullable: true }) membershipId: string | null;
  @Column('integer', { name: 'operator_number', nullable: true }) operatorNumber: number | null;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
}
