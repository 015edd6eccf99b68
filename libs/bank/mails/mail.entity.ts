import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AskedLink } from '#bank/people';
import { Personal } from '#platform/kernel';
import type { MailState, NoticeWay } from './word-lists.js';

/** A mail, asked for in the transaction that needs it and sent by a worker. */
@Entity({ schema: 'notifications', name: 'mail' })
export class Mail {
  @PrimaryColumn('uuid') id: string;
  /** Its template: `lock`, a letter to the donor of locked devices. */
  @Column('text') kind: string;
  @Column('uuid', { name: 'cause_id' }) causeId: string;
  /** A second mail with the same key is the first one. */
  @Column('text', { name: 'once_key' }) onceKey: string;
  @Column('text') state: MailState;
  /** Emptied, as subject and body, when it is sent or given up: nobody needs it any more. */
  @Personal('mails', 'Adresse mail', 'sent_mail')
  @Column('text', { nullable: true })
  recipient: string | null;
  @Personal('mails', 'Objet', 'sent_mail')
  @Column('text', { nullable: true })
  subject: string | null;
  @Personal('mails', 'Texte', 'sent_mail')
  @Column('text', { nullable: true })
  body: string | null;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt: Date | null;
  /** Not before: waits longer after each failure. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  /** Since when it is tried: when it was asked for, or sent again by hand. */
  @Column('timestamptz', { name: 'tried_from' }) triedFrom: Date;
  /** After that it is of no use to anybody, and does not leave. */
  @Column('timestamptz', { name: 'useful_until', nullable: true }) usefulUntil: Date | null;
  /** After a restore, until a person sends it or lets it go: it may have gone already. */
  @Column('boolean') held: boolean;
  @Column('integer') attempts: number;
  /** Why it was given up, for whoever runs the installation. */
  @Column('text', { nullable: true }) error: string | null;
  @Personal('mails', 'Destinataire, par son compte', 'mail_log')
  @Column('uuid', { name: 'user_id', nullable: true })
  userId: string | null;
  /** For which organisation; null: the installation. */
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId: string | null;
  /** A link that is a key, sealed until it leaves. */
  @Personal('mails', 'Lien à usage unique, scellé', 'sent_mail')
  @Column('bytea', { name: 'link_sealed', nullable: true })
  linkSealed: Buffer | null;
  @Column('text', { name: 'link_key', nullable: true }) linkKey: string | null;
  @Column('uuid', { nullable: true }) enclosed: string | null;
  /** What it speaks of, asked again when it leaves; null: it leaves as it was written. */
  @Column('uuid', { array: true, nullable: true }) about: string[] | null;
}

/** Somebody asked for a new password, or for a link that signs in: an address as it was typed, until the worker has looked for its account. */
@Entity({ schema: 'notifications', name: 'reset_asked' })
export class ResetAsked {
  @PrimaryColumn('uuid') id: string;
  @Personal('mails', 'Adresse mail tapée pour recevoir un lien', 'asked_reset')
  @Column('text')
  email: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('integer') attempts: number;
  @Column('text') purpose: AskedLink;
}

/** What a member chose for a kind of mail. */
@Entity({ schema: 'notifications', name: 'notice_choice' })
export class NoticeChoice {
  @PrimaryColumn('uuid', { name: 'membership_id' }) membershipId: string;
  @PrimaryColumn('text') kind: string;
  @Column('text') way: NoticeWay;
  @Column('timestamptz', { name: 'chosen_at' }) chosenAt: Date;
}

/** A line of a member's next summary. */
@Entity({ schema: 'notifications', name: 'summary_line' })
export class SummaryLine {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'membership_id' }) membershipId: string;
  @Column('text') kind: string;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text', { name: 'once_key' }) onceKey: string;
  /** The subject of the mail that it takes the place of. */
  @Personal('mails', 'Ligne du résumé du jour', 'sent_mail')
  @Column('text')
  line: string;
  @Column('text') page: string;
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
  @Column('uuid', { array: true }) about: string[];
}

/** What a room could not say when it happened, to be asked again. */
@Entity({ schema: 'notifications', name: 'notice_untold' })
export class NoticeUntold {
  @PrimaryColumn('text') kind: string;
  @PrimaryColumn('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('timestamptz') since: Date;
  @Column('timestamptz', { name: 'tried_at' }) triedAt: Date;
}

/** An address whose mail came back, recognised by its hash where it is known already. */
@Entity({ schema: 'notifications', name: 'returned_address' })
export class ReturnedAddress {
  @PrimaryColumn('text', { name: 'address_hash' }) addressHash: string;
  @Column('timestamptz') at: Date;
}
