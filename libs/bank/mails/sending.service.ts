import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { rows, run } from '#platform/database';
import { keyring, mailSettings, PERIODS, unseal } from '#platform/kernel';
import { Outbox, type PendingRow } from '#platform/queue';
import { type Enclosure, Enclosures } from './mail.service.js';
import { NoticeWords, type WrittenMail } from './notices/notice-words.js';
import { SummaryWords } from './notices/summary-words.js';
import { LINK } from './templates/template.js';
import { MailRefused, type OutgoingMail, sendMail } from './transport.js';
import { FORGOTTEN, QUEUE } from './word-lists.js';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ESCAPED[c]!);

/** A letter's text as plain HTML: its paragraphs, and a link where a paragraph is an address. No style, no picture, nothing from elsewhere. */
function htmlOf(text: string): string {
  const paragraphs = text
    .trim()
    .split(/\n{2,}/)
    .map((one) =>
      /^https?:\/\/\S+$/.test(one)
        ? `<a href="${escaped(one)}">${escaped(one)}</a>`
        : escaped(one).replaceAll('\n', '<br>'),
    );
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><body>${paragraphs.map((p) => `<p>${p}</p>`).join('\n')}</body></html>`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long to wait after each failure; after the last one, the same again. Greylisting is over within the hour. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR];
/** For how long a mail is tried. */
const TRIED_FOR = 3 * 24 * HOUR;

/** SQL: a moment that is further away than any wait was written before the clock went back. */
const DUE = `(due_at <= platform.now() OR due_at > platform.now() + interval '6 hours')`;

interface WaitingMail extends WrittenMail {
  readonly recipient: string;
  readonly link_sealed: Buffer | null;
  readonly link_key: string | null;
  readonly enclosed: string | null;
  readonly useful: boolean;
}

/** The paper that should have gone with it is not there any more, erased at its date, or counts no more. */
class EnclosureGone extends Error {
  override readonly name = 'EnclosureGone';
}

/** The worker's part of mail: what waits leaves, or is given up; its words are forgotten, and the log in its time. */
@Injectable()
export class MailSending implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly enclosures: Enclosures,
    private readonly notices: NoticeWords,
    private readonly summaries: SummaryWords,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({ name: 'mail.give-up', everyMs: HOUR, run: async () => void (await this.giveUp()) });
    this.outbox.schedule({ name: 'mail.forget-log', everyMs: HOUR, run: async () => void (await this.forgetLog()) });
    this.outbox.register({
      queue: QUEUE,
      pending: (limit) => this.pending(limit),
      process: ({ id }) => this.send(id),
      failed: ({ id }, error) => this.failed(id, error),
    });
  }

  private pending(limit: number): Promise<PendingRow[]> {
    // Without a mail server they wait; nothing is lost, nothing fails.
    if (!mailSettings()) return Promise.resolve([]);
    return rows<PendingRow>(
      this.db,
      `SELECT id, attempts AS attempt FROM notifications.mail WHERE state = 'waiting' AND NOT held AND ${DUE} ORDER BY due_at LIMIT $1`,
      [limit],
    );
  }

  /**
   * The lock is the claim. A worker that dies before the row says that the mail went sends it again with the same Message-ID: rare, and better than
   * a mail that never goes.
   */
  private async send(id: string): Promise<void> {
    const settings = mailSettings();
    if (!settings) return;
    await this.db.transaction(async (tx) => {
      const [mail] = await rows<WaitingMail>(
        tx,
        `SELECT recipient, subject, body, link_sealed, link_key, enclosed, kind, once_key AS "onceKey", user_id AS "userId", organisation_id AS "organisationId",
           about, asked_at AS "askedAt", coalesce(useful_until > platform.now(), true) AS useful
         FROM notifications.mail WHERE id = $1 AND state = 'waiting' AND NOT held AND ${DUE}
         FOR NO KEY UPDATE SKIP LOCKED`,
        [id],
      );
      if (!mail) return;
      if (!mail.useful) return this.outdated(tx, id, 'notifications.no_longer_useful');
      const words = mail.about ? await this.wordsNow(tx, mail) : mail;
      if (!words) return this.outdated(tx, id, 'notifications.true_no_more');
      const enclosure = mail.enclosed ? await this.enclosures.open(mail.enclosed) : null;
      if (mail.enclosed && !enclosure) throw new EnclosureGone();
      await sendMail(settings, outgoing(id, { ...mail, ...words }, enclosure));
      await run(
        tx,
        `UPDATE notifications.mail SET state = 'sent', sent_at = platform.now(), error = NULL, attempts = attempts + 1, ${FORGOTTEN} WHERE id = $1`,
        [id],
      );
    });
  }

  /** What it says is asked again: three days without a mail server, and a lot that was announced has arrived. */
  private wordsNow(tx: EntityManager, mail: WaitingMail): Promise<Pick<WaitingMail, 'body' | 'subject'> | null> {
    return mail.kind === 'summary' ? this.summaries.leaving(tx, mail) : this.notices.now(tx, mail);
  }

  /** It does not leave: nobody needs it any more, and its words go at once. */
  private async outdated(tx: EntityManager, id: string, why: string): Promise<void> {
    await run(
      tx,
      `UPDATE notifications.mail SET state = 'outdated', error = $2, attempts = attempts + 1, ${FORGOTTEN} WHERE id = $1`,
      [id, why],
    );
  }

  /**
   * Gives up mails that nothing could try for the time their words are stored, as when the mail server was taken away; of what was not
   * delivered, the words go at the same age. @returns how many.
   */
  giveUp(): Promise<number> {
    return run(
      this.db,
      `UPDATE notifications.mail SET state = 'failed', held = false, error = coalesce(error, 'notifications.no_answer'), ${FORGOTTEN}
       WHERE state = ANY (notifications.undelivered_states()) AND recipient IS NOT NULL AND asked_at < platform.now() - make_interval(days => $1)`,
      [PERIODS.sent_mail.days],
    );
  }

  /** Rows of the log at their date, and lines that no summary took in the time that a mail's words are stored. */
  async forgetLog(): Promise<number> {
    await run(
      this.db,
      'DELETE FROM notifications.summary_line WHERE added_at < platform.now() - make_interval(days => $1)',
      [PERIODS.sent_mail.days],
    );
    await run(
      this.db,
      `DELETE FROM notifications.returned_address WHERE at < platform.now() - people.kept_for('mail_log')`,
    );
    return run(
      this.db,
      `DELETE FROM notifications.mail WHERE state <> 'waiting' AND asked_at < platform.now() - people.kept_for('mail_log')`,
    );
  }

  /** What cannot be delivered is given up at once; whatever else is tried for three days. Its words stay, to be sent again by hand. */
  private async failed(id: string, error: Error): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [mail] = await rows<{ attempts: number; tried: number }>(
        tx,
        `SELECT attempts, (extract(epoch FROM platform.now() - tried_from) * 1000)::float8 AS tried FROM notifications.mail
         WHERE id = $1 AND state = 'waiting' FOR NO KEY UPDATE`,
        [id],
      );
      if (!mail) return;
      const wait = WAITS[mail.attempts] ?? WAITS.at(-1)!;
      const why = endedBy(error) ?? (mail.tried + wait > TRIED_FOR ? 'notifications.no_answer' : null);
      if (why)
        await run(
          tx,
          `UPDATE notifications.mail SET state = 'failed', error = $2, attempts = attempts + 1 WHERE id = $1`,
          [id, why],
        );
      else
        await run(
          tx,
          'UPDATE notifications.mail SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
          [id, wait / 1000],
        );
    });
  }
}

/** Why trying again would not help, as a code; null: it may. */
function endedBy(error: Error): string | null {
  if (error instanceof MailRefused) return 'notifications.refused';
  return error instanceof EnclosureGone ? 'notifications.enclosure_gone' : null;
}

/** With its link in place, and what goes with it. A mail with such a link has HTML too: some programs make no link of a long address. */
function outgoing(id: string, mail: WaitingMail, enclosure: Enclosure | null): OutgoingMail {
  const { recipient: to, subject, body, link_sealed: bytes, link_key: keyId } = mail;
  if (!bytes || !keyId) return { id, to, subject, text: body, enclosure: enclosure || undefined };
  const link = unseal(keyring(), { bytes, keyId }, id).toString();
  const text = body.replaceAll(LINK, link);
  return { id, to, subject, text, html: htmlOf(text) };
}
