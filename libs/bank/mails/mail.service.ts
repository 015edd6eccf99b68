import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { audit, BankService } from '#bank/people';
import { type Reader, rowOf, rows, run } from '#platform/database';
import { type Actor, keyring, mailSettings, newId, RuleBroken, seal } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { asNoted } from './returned/returned.service.js';
import { LINK, type Sender, type Words } from './templates/template.js';
import { MAIL_TEMPLATES, type MailData, type MailKind, writeMail } from './templates/templates.js';
import { FORGOTTEN, MAIL_STATES, type MailCounts, type MailState, QUEUE } from './word-lists.js';

interface Addressee {
  /** Whose account it goes to; left out for whoever has none, such as a donor. */
  readonly userId?: string;
  readonly organisationId?: string;
}

export interface NewMail extends Addressee {
  readonly kind: string;
  readonly causeId: string;
  /** The same words make the same mail: asked twice, it is sent once. */
  readonly once: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** A link that is a key, in place of `LINK` in the text: sealed until it leaves. */
  readonly link?: string | undefined;
  /** For how many hours it is of use; left out: for as long as it is tried. */
  readonly usefulHours?: number | undefined;
  readonly enclosed?: string;
  /** What it speaks of: asked again when it leaves (`NoticeWords`). */
  readonly about?: readonly string[];
  /** Nobody asked for it by hand: after a restore it may have gone already, and waits for a person. */
  readonly unasked?: true;
}

export type MailOf = Addressee &
  Pick<NewMail, 'about' | 'causeId' | 'enclosed' | 'once' | 'to' | 'unasked' | 'usefulHours'> & {
    /** Stands below the letter: how to hear no more of it. */
    readonly below?: string | null;
  };

export interface MailView {
  readonly id: string;
  readonly kind: string;
  readonly state: MailState;
  readonly askedAt: Date;
  readonly sentAt: Date | null;
}

export interface LoggedMail extends MailView {
  readonly error: string | null;
  readonly attempts: number;
  /** It did not leave, its words are still there, and it is of use. */
  readonly sendableAgain: boolean;
  readonly userName: string | null;
  readonly organisationName: string | null;
}

/** One address, nothing that could begin a second header or a second recipient. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;
const LOGGED = 100;

/** Mail: asked for in the caller's transaction, sent by the worker, its words forgotten once sent; that it went stays in a log. */
@Injectable()
export class MailService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly bank: BankService,
  ) {}

  /** Whether this installation can send mail. When not, show the text to be copied. */
  get possible(): boolean {
    return mailSettings() !== null;
  }

  async hasSent(on: Reader = this.db): Promise<boolean> {
    const [row] = await rows<{ sent: boolean }>(
      on,
      'SELECT EXISTS (SELECT 1 FROM notifications.mail WHERE state = $1) AS sent',
      ['sent' satisfies MailState],
    );
    return row!.sent;
  }

  async counts(): Promise<MailCounts> {
    const found = await rows<{ state: MailState; n: number }>(
      this.db,
      `SELECT state, count(*)::int AS n FROM notifications.mail WHERE state = 'waiting' GROUP BY state
       UNION ALL SELECT state, count(*)::int FROM notifications.mail WHERE state <> 'waiting' AND asked_at > platform.now() - make_interval(days => $1) GROUP BY state`,
      [1],
    );
    const of = (state: MailState) => found.find((f) => f.state === state)?.n ?? 0;
    return Object.fromEntries(MAIL_STATES.map((state) => [state, of(state)])) as MailCounts;
  }

  /** A mail in its words, as it would leave: to be copied, where it cannot. */
  async words<K extends MailKind>(kind: K, data: MailData[K], on: Reader = this.db): Promise<Words> {
    return writeMail(kind, data, await this.sender(on));
  }

  async sender(on: Reader = this.db): Promise<Sender> {
    const { name, helpline } = await this.bank.settings(on);
    return { name, helpline: helpline || null };
  }

  /** A `link` among its data is a key: it waits sealed. @returns false when the same mail was asked for before. @throws as `request` */
  async send<K extends MailKind>(tx: EntityManager, kind: K, data: MailData[K], mail: MailOf): Promise<boolean> {
    const link = (data as { readonly link?: string }).link;
    const words = await this.words(kind, link ? { ...data, link: LINK } : data, tx);
    const { usefulHours = mail.usefulHours } = MAIL_TEMPLATES[kind];
    const text = withBelow(words.text, mail.below);
    return this.request(tx, { ...mail, kind, subject: words.subject, text, link, usefulHours });
  }

  /** The same, of what nobody asked for by hand: an address that is none is told nothing. @returns whether a mail was asked for. */
  async trySend<K extends MailKind>(tx: EntityManager, kind: K, data: MailData[K], mail: MailOf): Promise<boolean> {
    return isMailAddress(mail.to) ? this.send(tx, kind, data, { ...mail, unasked: true }) : false;
  }

  /**
   * It is sent if and only if the transaction commits, and once for its `once` key: false when it was asked for before.
   * @throws RuleBroken `notifications.no_post_office`, `notifications.address_wrong`
   */
  async request(tx: EntityManager, mail: NewMail): Promise<boolean> {
    if (!this.possible) throw new RuleBroken('notifications.no_post_office');
    if (!isMailAddress(mail.to)) throw new RuleBroken('notifications.address_wrong', {}, 'email');
    const id = newId();
    const link = mail.link === undefined ? null : seal(keyring(), Buffer.from(mail.link), id);
    const made = await run(
      tx,
      `INSERT INTO notifications.mail (id, kind, cause_id, once_key, recipient, subject, body, user_id, organisation_id, link_sealed, link_key, enclosed, held, useful_until, about)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13 AND ${MAILS_WAIT}, platform.now() + $14::float8 * interval '1 hour', $15::uuid[]) ON CONFLICT (once_key) DO NOTHING`,
      [
        id,
        mail.kind,
        mail.causeId,
        onceKey(mail),
        mail.to,
        oneLine(mail.subject),
        mail.text,
        mail.userId ?? null,
        mail.organisationId ?? null,
        link?.bytes ?? null,
        link?.keyId ?? null,
        mail.enclosed ?? null,
        mail.unasked ?? false,
        mail.usefulHours ?? null,
        mail.about ?? null,
      ],
    );
    if (made) await this.outbox.wake(tx, QUEUE);
    return made > 0;
  }

  /**
   * Sends again what was not delivered, under the same Message-ID, and tries for as long as the first time.
   * @param organisationId whose mail it is; null: anybody's.
   * @throws RuleBroken `notifications.not_sendable_again` of what is no longer there or of no use; NotFound of another organisation's.
   */
  async sendAgain(tx: EntityManager, actor: Actor, id: string, organisationId: string | null): Promise<void> {
    const mail = await rowOf<{ sendable: boolean }>(
      tx,
      `SELECT ${SENDABLE_AGAIN} AS sendable FROM notifications.mail m
       WHERE m.id = $1 AND ($2::uuid IS NULL OR m.organisation_id = $2 OR (${OF_SEVERAL} AND m.user_id = ANY (${MEMBERS_OF} $2)))) FOR NO KEY UPDATE`,
      [id, organisationId],
      { mail: id },
    );
    if (!mail.sendable) throw new RuleBroken('notifications.not_sendable_again');
    await run(
      tx,
      `UPDATE notifications.mail SET state = 'waiting', error = NULL, attempts = 0, due_at = platform.now(), tried_from = platform.now() WHERE id = $1`,
      [id],
    );
    await audit(tx, actor, 'send_again', { kind: 'mail', id });
    await this.outbox.wake(tx, QUEUE);
  }

  /** Notes that somebody copied a mail and gives it themselves; once for its `once` key. */
  async copied(tx: EntityManager, mail: Addressee & Pick<NewMail, 'kind' | 'causeId' | 'once'>): Promise<void> {
    await run(
      tx,
      `INSERT INTO notifications.mail (id, kind, cause_id, once_key, state, user_id, organisation_id) VALUES ($1, $2, $3, $4, 'copied', $5, $6)
       ON CONFLICT (once_key) DO NOTHING`,
      [newId(), mail.kind, mail.causeId, onceKey(mail), mail.userId ?? null, mail.organisationId ?? null],
    );
  }

  /** Whether a mail of a kind was asked for, or copied, under exactly this key. */
  async asked(on: Reader, kind: string, once: string): Promise<boolean> {
    const found = await rows<{ id: string }>(on, 'SELECT id FROM notifications.mail WHERE once_key = $1', [
      onceKey({ kind, once }),
    ]);
    return found.length > 0;
  }

  /** The mails about an object, newest first: that they were sent, never what they said. */
  about(causeId: string): Promise<MailView[]> {
    return rows<MailView>(
      this.db,
      `SELECT id, kind, state, asked_at AS "askedAt", sent_at AS "sentAt" FROM notifications.mail WHERE cause_id = $1 ORDER BY id DESC LIMIT 50`,
      [causeId],
    );
  }

  /** What was written to a person for an organisation where they work. */
  toPerson(userId: string, organisationId: string): Promise<LoggedMail[]> {
    return rows<LoggedMail>(
      this.db,
      `${LOG} WHERE m.user_id = $1 AND (m.organisation_id = $2 OR ${OF_SEVERAL}) ORDER BY m.id DESC LIMIT 20`,
      [userId, organisationId],
    );
  }

  /**
   * Addresses that do not take mail: since when, by the last mail that was refused for good and is still stored, or that came back. A later mail that
   * left to the same account, or the refused one sent again, clears the first; a mail server that takes mail and returns it later clears nothing.
   */
  async refusedAddresses(addresses: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const found = await rows<{ address: string; at: Date }>(
      this.db,
      `SELECT r.address, max(r.at) AS at FROM (
         SELECT m.recipient AS address, m.asked_at AS at FROM notifications.mail m
         WHERE m.state = 'failed' AND m.error = 'notifications.refused' AND m.recipient = ANY ($1)
           AND NOT EXISTS (SELECT 1 FROM notifications.mail l WHERE l.user_id = m.user_id AND l.id > m.id AND l.state = 'sent')
         UNION ALL
         SELECT n.address, b.at FROM unnest($2::text[], $3::text[]) AS n (hash, address)
         JOIN notifications.returned_address b ON b.address_hash = n.hash) r
       GROUP BY r.address`,
      [addresses, ...asNoted(addresses)],
    );
    return new Map(found.map(({ address, at }) => [address, at]));
  }

  /** What was sent for an organisation; null: everything, with what concerns none. Newest first, a hundred. */
  toOrganisation(organisationId: string | null): Promise<LoggedMail[]> {
    return rows<LoggedMail>(
      this.db,
      `${LOG} WHERE m.id = ANY (ARRAY(
         SELECT a.id FROM (
           (SELECT m.id FROM notifications.mail m WHERE $1::uuid IS NULL ORDER BY m.id DESC LIMIT $2)
           UNION ALL (SELECT m.id FROM notifications.mail m WHERE m.organisation_id = $1 ORDER BY m.id DESC LIMIT $2)
           UNION ALL (SELECT m.id FROM notifications.mail m WHERE m.user_id = ANY (${MEMBERS_OF} $1)) AND ${OF_SEVERAL} ORDER BY m.id DESC LIMIT $2)) a
         ORDER BY a.id DESC LIMIT $2)) ORDER BY m.id DESC`,
      [organisationId, LOGGED],
    );
  }
}

export const oneLine = (subject: string): string => subject.replace(/\s+/g, ' ');
/** A letter, and what stands below it. */
export const withBelow = (text: string, below: string | null | undefined): string =>
  below ? `${text}\n${below}\n` : text;

const isMailAddress = (to: string): boolean => to.length <= 254 && ADDRESS.test(to);
const onceKey = ({ kind, once }: Pick<NewMail, 'kind' | 'once'>): string => `${kind}/${once}`;

// Who has not said yes is called there as their inviter wrote.
const CALLED = `coalesce((SELECT p.invited_as FROM people.membership p WHERE p.user_id = m.user_id AND p.organisation_id = m.organisation_id), u.name)`;
// A summary of several organisations is no single one's: each where its reader works sees that it went, as it sees their others.
const OF_SEVERAL = `(m.kind = 'summary' AND m.organisation_id IS NULL)`;
const MEMBERS_OF = 'ARRAY(SELECT w.user_id FROM people.membership w WHERE w.organisation_id =';
const SENDABLE_AGAIN = `(m.state = 'failed' AND m.recipient IS NOT NULL AND coalesce(m.useful_until > platform.now(), true))`;
const LOG = `SELECT m.id, ${SENDABLE_AGAIN} AS "sendableAgain", m.kind, m.state, m.asked_at AS "askedAt", m.sent_at AS "sentAt", m.error, m.attempts, ${CALLED} AS "userName", o.name AS "organisationName"
  FROM notifications.mail m LEFT JOIN people.app_user u ON u.id = m.user_id LEFT JOIN people.organisation o ON o.id = m.organisation_id`;

/** A file that goes with a mail: read piece by piece as it leaves. */
export interface Enclosure {
  readonly filename: string;
  readonly mime: string;
  readonly stream: AsyncIterable<Buffer>;
}

/** Opens what goes with a mail; null: it is not there any more, or counts no more. */
type OpensEnclosure = (id: string) => Promise<Enclosure | null>;

/** Opens what goes with a mail, for the worker: mail knows no papers, so that a room above it says how. */
@Injectable()
export class Enclosures {
  private opens: OpensEnclosure = () => Promise.resolve(null);

  openWith(opens: OpensEnclosure): void {
    this.opens = opens;
  }

  open(id: string): Promise<Enclosure | null> {
    return this.opens(id);
  }
}

/** SQL: whether the bank came back as it was before, and nobody has said what becomes of the mails that may go twice. */
const MAILS_WAIT = `EXISTS (SELECT 1 FROM backup.restoration WHERE mails_settled_at IS NULL)`;

const LET_GO = `held = false, state = 'failed', error = 'notifications.let_go', ${FORGOTTEN}`;

/**
 * Keeps what waits from leaving: it was waiting when the backup was made, and may have gone since. The link of an account opens nothing any
 * more (`endAllAccess`), so that its mail goes, and so does a link that was asked for and not made yet; a donor's still opens its page.
 */
export async function holdMails(tx: EntityManager): Promise<void> {
  await run(tx, 'DELETE FROM notifications.reset_asked');
  await run(
    tx,
    `UPDATE notifications.mail SET ${LET_GO} WHERE state = 'waiting' AND link_sealed IS NOT NULL AND user_id IS NOT NULL`,
  );
  await run(tx, `UPDATE notifications.mail SET held = true WHERE state = 'waiting' AND NOT held`);
}

export async function waitingMails(on: Reader): Promise<number> {
  const [row] = await rows<{ n: number }>(on, 'SELECT count(*)::int AS n FROM notifications.mail WHERE held');
  return row!.n;
}

/** Lets all that was held leave, or go without leaving, with the lines of its summaries. @returns how many. */
export async function settleWaitingMails(tx: EntityManager, send: boolean): Promise<number> {
  if (!send)
    await run(
      tx,
      `DELETE FROM notifications.summary_line WHERE added_at <= (SELECT max(asked_at) FROM notifications.mail WHERE held AND kind = 'summary')`,
    );
  return send
    ? run(tx, 'UPDATE notifications.mail SET held = false, due_at = platform.now() WHERE held')
    : run(tx, `UPDATE notifications.mail SET ${LET_GO} WHERE held`);
}
