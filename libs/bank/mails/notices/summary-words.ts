import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MembersService, type Reachable } from '#bank/people';
import { rows, run } from '#platform/database';
import { MailService, oneLine, withBelow } from '../mail.service.js';
import type { SummaryGroup } from '../templates/notice-templates.js';
import { MAIL_KINDS, type MailData, type MailKind, mailLabel, writeMail } from '../templates/templates.js';
import { ChoicesService } from './choices.service.js';
import type { Found } from './notice.js';
import { noticeOf, saidBy, type WrittenMail } from './notice-words.js';
import { stopSummariesLine } from './stop-link.js';

interface Line {
  readonly id: string;
  readonly membershipId: string;
  readonly organisationId: string;
  readonly kind: string;
  readonly onceKey: string;
  readonly about: readonly string[];
  readonly line: string;
  readonly page: string;
  /** For how many days it has waited. */
  readonly age: number;
}

interface Summary {
  readonly data: MailData['summary'];
  readonly works: readonly Reachable[];
}

const pageOf = (data: object): string => ('page' in data && typeof data.page === 'string' ? data.page : '');

/** What somebody's summary says: of the lines that wait for it, those that are still true, in today's words. They go when it leaves. */
@Injectable()
export class SummaryWords {
  constructor(
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly choices: ChoicesService,
  ) {}

  /** @param until the lines that were there by then. @returns null where nothing is left to say. Lines that are of no use any more go. */
  async now(tx: EntityManager, userId: string, until: Date | null): Promise<Summary | null> {
    const lines = await rows<Line>(
      tx,
      `SELECT l.id, l.membership_id AS "membershipId", m.organisation_id AS "organisationId", l.kind, l.once_key AS "onceKey", l.about, l.line, l.page,
         (extract(epoch FROM platform.now() - l.added_at) / 86400)::float8 AS age
       FROM notifications.summary_line l JOIN people.membership m ON m.id = l.membership_id
       WHERE m.user_id = $1 AND ($2::timestamptz IS NULL OR l.added_at <= $2) ORDER BY l.id FOR UPDATE OF l`,
      [userId, until],
    );
    const said = await this.stillTrue(tx, userId, lines);
    await deleteLines(
      tx,
      lines.filter(({ id }) => !said.some((line) => line.id === id)),
    );
    const works = await this.members.reachableUser(tx, userId);
    const parts = works
      .map((one) => ({ ...one, groups: grouped(said.filter((line) => line.membershipId === one.membershipId)) }))
      .filter(({ groups }) => groups.length);
    if (!parts.length) return null;
    const data = {
      parts: parts.map(({ organisation, groups }) => ({ organisation, groups })),
      choices: this.choices.page,
    };
    return { data, works: parts };
  }

  /** The words of a summary that leaves, and its lines with it. */
  async leaving(tx: EntityManager, mail: WrittenMail): Promise<Pick<WrittenMail, 'body' | 'subject'> | null> {
    const userId = mail.userId!;
    const summary = await this.now(tx, userId, mail.askedAt);
    if (!summary) return null;
    await run(
      tx,
      `DELETE FROM notifications.summary_line l USING people.membership m WHERE m.id = l.membership_id AND m.user_id = $1 AND l.added_at <= $2`,
      [userId, mail.askedAt],
    );
    const { subject, text } = await this.mails.words('summary', summary.data, tx);
    return { subject: oneLine(subject), body: withBelow(text, stopSummariesLine(userId)) };
  }

  private async stillTrue(tx: EntityManager, userId: string, lines: readonly Line[]): Promise<Line[]> {
    const sender = await this.mails.sender(tx);
    const found = new Map<string, readonly Found<MailKind>[]>();
    const said: Line[] = [];
    for (const line of lines) {
      const notice = noticeOf(line.kind);
      const days = notice?.usefulDays ?? null;
      if (!notice || (days !== null && line.age > days)) continue;
      if (!found.has(line.kind)) {
        const about = lines.filter(({ kind }) => kind === line.kind).flatMap((one) => one.about);
        found.set(line.kind, await notice.find(tx, [...new Set(about)]));
      }
      const [now] = saidBy({ ...line, userId }, found.get(line.kind)!);
      if (now) {
        const { subject } = writeMail(notice.kind, now.data, sender);
        said.push({ ...line, line: subject, page: pageOf(now.data) });
      } else if (days === null) said.push(line);
    }
    return said;
  }
}

const deleteLines = async (tx: EntityManager, lines: readonly Line[]): Promise<void> => {
  if (lines.length)
    await run(tx, 'DELETE FROM notifications.summary_line WHERE id = ANY ($1)', [lines.map(({ id }) => id)]);
};

/** Lines under what their kind is called, in the order of the kinds and of what happened. */
function grouped(lines: readonly Line[]): SummaryGroup[] {
  return MAIL_KINDS.flatMap((kind) => {
    const of = lines.filter((line) => line.kind === kind);
    return of.length ? [{ label: mailLabel(kind), lines: of.map(({ line, page }) => ({ line, page })) }] : [];
  });
}
