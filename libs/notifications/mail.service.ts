import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { mailSettings, newId, PERIODS, RuleBroken } from '#kernel';
import { backoff, Outbox, type PendingRow } from '#queue';
import { MailRefused, sendMail } from './transport.js';

export interface NewMail {
  /** What kind of mail, such as `lock_reminder`. */
  readonly kind: string;
  /** The object it is about. */
  readonly causeId: string;
  /** The same words make the same mail: asked twice, it is sent once. */
  readonly once: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailView {
  readonly id: string;
  readonly kind: string;
  readonly state: 'waiting' | 'sent' | 'failed';
  readonly askedAt: Date;
  readonly sentAt: Date | null;
}

const QUEUE = 'mail';
const HOUR = 3_600_000;
/** One address, nothing that could begin a second header or a second recipient. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\]+$/;

/** Mail: asked for in the caller's transaction, sent by the worker, its words forgotten once sent. */
@Injectable()
export class MailService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'mail.give-up',
      everyMs: HOUR,
      run: async () => void (await this.giveUp()),
    });
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.send(id),
      failed: ({ id }, error) => this.failed(id, error),
    });
  }

  /** Whether this installation can send mail (`SMTP_URL` and `MAIL_FROM`). When not, show the text to be copied. */
  get possible(): boolean {
    return mailSettings() !== null;
  }

  /**
   * Asks for a mail: it is sent if and only if the transaction commits, and once for its `once` key.
   * @returns false when the same mail was asked for before.
   * @throws RuleBroken `notifications.no_post_office`, `notifications.address_wrong`.
   */
  async request(tx: EntityManager, mail: NewMail): Promise<boolean> {
    if (!this.possible) throw new RuleBroken('notifications.no_post_office');
    if (mail.to.length > 254 || !ADDRESS.test(mail.to))
      throw new RuleBroken('notifications.address_wrong', {}, 'email');
    const made = await run(
      tx,
      `INSERT INTO notifications.mail (id, kind, cause_id, once_key, recipient, subject, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (once_key) DO NOTHING`,
      [
        newId(),
        mail.kind,
        mail.causeId,
        `${mail.kind}/${mail.once}`,
        mail.to,
        mail.subject.replace(/\s+/g, ' '),
        mail.text,
      ],
    );
    if (made) await this.outbox.wake(tx, QUEUE);
    return made > 0;
  }

  /** The mails about an object, newest first: that they were sent, never what they said. */
  about(causeId: string): Promise<MailView[]> {
    return rows<MailView>(
      this.db,
      `SELECT id, kind, state, asked_at AS "askedAt", sent_at AS "sentAt" FROM notifications.mail WHERE cause_id = $1 ORDER BY id DESC LIMIT 50`,
      [causeId],
    );
  }

  private pending(limit: number): Promise<PendingRow[]> {
    // Without a mail server they wait; nothing is lost, nothing fails.
    if (!this.possible) return Promise.resolve([]);
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts AS attempt FROM notifications.mail WHERE state = 'waiting' AND due_at <= now() ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /**
   * The lock is the claim. A worker that dies after the server took the mail, and before the row says so, sends it again with
   * the same Message-ID: rare, and better than a mail that never goes.
   */
  private async send(id: string): Promise<void> {
    const settings = mailSettings();
    if (!settings) return;
    await this.db.transaction(async (tx) => {
      const [mail] = await rows<{ recipient: string; subject: string; body: string }>(
        tx,
        `SELECT recipient, subject, body FROM notifications.mail WHERE id = $1 AND state = 'waiting' AND due_at <= now() FOR NO KEY UPDATE SKIP LOCKED`,
        [id],
      );
      if (!mail) return;
      await sendMail(settings, { id, to: mail.recipient, subject: mail.subject, text: mail.body });
      await run(
        tx,
        `UPDATE notifications.mail SET state = 'sent', sent_at = now(), recipient = NULL, subject = NULL, body = NULL, error = NULL WHERE id = $1`,
        [id],
      );
    });
  }

  /** Gives up mails that could not leave for the time they are kept, as when the mail server was taken away. @returns how many. */
  giveUp(): Promise<number> {
    return run(
      this.db,
      `UPDATE notifications.mail SET state = 'failed', error = 'notifications.no_answer', recipient = NULL, subject = NULL, body = NULL
       WHERE state = 'waiting' AND asked_at < now() - make_interval(days => $1)`,
      [PERIODS.sent_mail.days],
    );
  }

  /** What is refused is given up at once; a server that does not answer is tried again. */
  private async failed(id: string, error: Error): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [mail] = await rows<{ attempts: number }>(
        tx,
        `SELECT attempts FROM notifications.mail WHERE id = $1 AND state = 'waiting' FOR NO KEY UPDATE`,
        [id],
      );
      if (!mail) return;
      const refused = error instanceof MailRefused;
      const wait = refused ? null : backoff(mail.attempts + 1);
      if (wait === null)
        await run(
          tx,
          `UPDATE notifications.mail SET state = 'failed', error = $2, attempts = attempts + 1, recipient = NULL, subject = NULL, body = NULL WHERE id = $1`,
          [id, refused ? 'notifications.refused' : 'notifications.no_answer'],
        );
      else
        await run(
          tx,
          'UPDATE notifications.mail SET attempts = attempts + 1, due_at = now() + make_interval(secs => $2) WHERE id = $1',
          [id, wait / 1000],
        );
    });
  }
}
