import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { EVENT_THING_NAMES, type EventView, type FeedPlace, readFeed } from '#bank/events';
import { MembersService, type Reachable } from '#bank/people';
import { rows, run } from '#platform/database';
import { clock, newId } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { MailService } from '../mail.service.js';
import type { NoticeWay } from '../word-lists.js';
import { ChoicesService, wayOf } from './choices.service.js';
import { type AnyNotice, allNotices, type Found, onceOf } from './notice.js';
import { stopLine, stopSummariesLine } from './stop-link.js';
import { SummaryWords } from './summary-words.js';
import { allUntold, forgetUntold, noteUntold, takeUntold, triedInVain } from './untold.js';

const MINUTE = 60_000;
const READ_AT_ONCE = 500;
/** A mail server that is set up today writes nothing of last month. */
const WRITTEN_WITHIN_MS = 2 * 24 * 60 * MINUTE;

const EVERYTHING = { all: EVENT_THING_NAMES, own: [], organisationId: null };

/** Reads what happened, once, and writes to whoever hears of it: at once, or in one summary a day. */
@Injectable()
export class NoticesService implements OnModuleInit {
  private readonly log = new Logger('notices');

  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly mails: MailService,
    private readonly members: MembersService,
    private readonly choices: ChoicesService,
    private readonly summaries: SummaryWords,
  ) {}

  onModuleInit(): void {
    this.outbox.schedule({
      name: 'notifications.notices',
      everyMs: MINUTE,
      run: async () => void (await this.write()),
    });
    this.outbox.schedule({
      name: 'notifications.summaries',
      everyMs: 5 * MINUTE,
      run: async () => void (await this.sendSummaries()),
    });
    this.outbox.schedule({ name: 'events.lateness', everyMs: 60 * MINUTE, run: () => this.publishLate() });
  }

  /** Writes the events of what is late by now: it is no step of a life, so that nothing else would. */
  async publishLate(): Promise<void> {
    for (const { kind, publishLate } of allNotices())
      if (publishLate) await this.db.transaction(publishLate).catch((error: Error) => this.complain(kind, error));
  }

  /**
   * Writes about what happened since the last time. What is read and what is written are one transaction: killed between, it is done again, once.
   * @returns how many mails and lines of summaries were written.
   */
  async write(): Promise<number> {
    if (!this.mails.possible) return 0;
    let written = await this.writeUntold();
    for (;;) {
      const part = await this.db.transaction((tx) => this.writePart(tx));
      written += part.written;
      if (!part.more) return written;
    }
  }

  /** Tries again, each by itself, what a room could not say when it happened. */
  private async writeUntold(): Promise<number> {
    let written = 0;
    for (const untold of await allUntold(this.db)) {
      const notice = allNotices().find(({ kind }) => kind === untold.kind);
      if (!notice) continue;
      try {
        written += await this.db.transaction(async (tx) =>
          (await takeUntold(tx, untold)) ? this.writeKind(tx, notice, [untold.subjectId]) : 0,
        );
      } catch (error) {
        this.complain(notice.kind, error as Error);
        await triedInVain(this.db, untold);
      }
    }
    await forgetUntold(this.db, WRITTEN_WITHIN_MS);
    return written;
  }

  private complain(kind: string, error: Error): void {
    this.log.error(`${kind}: ${error.message}`);
  }

  private async writePart(tx: EntityManager): Promise<{ readonly written: number; readonly more: boolean }> {
    const [reader] = await rows<{ feed: string | null; txid: string; number: string }>(
      tx,
      'SELECT feed, txid::text, number::text FROM notifications.notice_reader FOR UPDATE SKIP LOCKED',
    );
    if (!reader) return { written: 0, more: false };
    const place: FeedPlace | null = reader.feed === null ? null : { ...reader, feed: reader.feed };
    const kinds = [...new Set(allNotices().flatMap((notice) => notice.on))];
    const read = (at: FeedPlace | null) => readFeed(tx, EVERYTHING, at, READ_AT_ONCE, kinds);
    // Of a restored bank, or one that stood still for months: from the oldest event that there is.
    const part = (await read(place)) ?? (await read(null));
    const written = await this.writeAbout(tx, part!.items);
    await run(
      tx,
      `UPDATE notifications.notice_reader SET feed = $1, txid = $2::text::xid8, number = $3
       WHERE (feed, txid, number) IS DISTINCT FROM ($1::uuid, $2::text::xid8, $3::bigint)`,
      [part!.end.feed, part!.end.txid, part!.end.number],
    );
    return { written, more: part!.more };
  }

  private async writeAbout(tx: EntityManager, events: readonly EventView[]): Promise<number> {
    const since = clock.now().getTime() - WRITTEN_WITHIN_MS;
    const subjects = new Map<string, Set<string>>();
    for (const { thing, verb, subjectId, at } of events) {
      if (at.getTime() < since) continue;
      const kind = `${thing}.${verb}`;
      subjects.set(kind, (subjects.get(kind) ?? new Set()).add(subjectId));
    }
    let written = 0;
    for (const notice of allNotices()) {
      const ids = [...new Set(notice.on.flatMap((kind) => [...(subjects.get(kind) ?? [])]))];
      if (!ids.length) continue;
      try {
        // In a savepoint of its own: a room that fails stops no other's mails, nor what follows. It is asked again at the next look.
        written += await tx.transaction((inner) => this.writeKind(inner, notice, ids));
      } catch (error) {
        this.complain(notice.kind, error as Error);
        await noteUntold(tx, notice.kind, ids);
      }
    }
    return written;
  }

  private async writeKind(tx: EntityManager, notice: AnyNotice, ids: readonly string[]): Promise<number> {
    let written = 0;
    for (const found of await notice.find(tx, ids)) written += await this.tell(tx, notice, found);
    return written;
  }

  private async tell(tx: EntityManager, notice: AnyNotice, found: Found<AnyNotice['kind']>): Promise<number> {
    const once = onceOf(found);
    // Somebody copied it and gave it themselves.
    if (await this.mails.asked(tx, notice.kind, once)) return 0;
    const people = await this.members.reachableOf(tx, found.organisationId, notice.to, found.membershipId ?? null);
    const chosen = await this.choices.of(
      tx,
      people.map(({ membershipId }) => membershipId),
      notice.kind,
    );
    let written = 0;
    for (const person of people) {
      const way = wayOf(notice, person.roles, chosen.get(person.membershipId));
      if (way !== 'none' && (await this.writeTo(tx, way, { notice, found, person, once }))) written += 1;
    }
    return written;
  }

  private async writeTo(
    tx: EntityManager,
    way: Exclude<NoticeWay, 'none'>,
    about: { notice: AnyNotice; found: Found<AnyNotice['kind']>; person: Reachable; once: string },
  ): Promise<boolean> {
    const { notice, found, person, once } = about;
    const { userId, email: to, membershipId } = person;
    const { organisationId, subjectId: causeId, about: speaksOf = [causeId] } = found;
    const mine = `${once}/${userId}`;
    if (way === 'at_once')
      return this.mails.trySend(tx, notice.kind, found.data, {
        to,
        causeId,
        once: mine,
        userId,
        organisationId,
        about: speaksOf,
        usefulHours: notice.usefulDays === null ? undefined : notice.usefulDays * 24,
        below: stopLine(membershipId, notice, person.roles),
      });
    const { subject } = await this.mails.words(notice.kind, found.data, tx);
    const page = 'page' in found.data && typeof found.data.page === 'string' ? found.data.page : '';
    const added = await run(
      tx,
      `INSERT INTO notifications.summary_line (id, membership_id, kind, subject_id, once_key, line, page, about) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (once_key) DO NOTHING`,
      [newId(), membershipId, notice.kind, causeId, `${notice.kind}/${mine}`, subject, page, speaksOf],
    );
    return added > 0;
  }

  /** Once a day, from the bank's hour on: one mail to each person with lines, wherever they work. @returns how many mails were asked for. */
  async sendSummaries(): Promise<number> {
    if (!this.mails.possible) return 0;
    const [due] = await rows<{ day: string }>(
      this.db,
      `SELECT n.at::date::text AS day
       FROM (SELECT platform.now() AT TIME ZONE b.time_zone AS at, b.summary_hour FROM people.bank b) n CROSS JOIN notifications.notice_reader r
       WHERE extract(hour FROM n.at) >= n.summary_hour AND r.summaries_on IS DISTINCT FROM n.at::date`,
    );
    if (!due) return 0;
    const people = await rows<{ id: string }>(
      this.db,
      'SELECT DISTINCT m.user_id AS id FROM notifications.summary_line l JOIN people.membership m ON m.id = l.membership_id',
    );
    let sent = 0;
    let failed = false;
    for (const { id } of people)
      try {
        sent += (await this.db.transaction((tx) => this.sendSummary(tx, id, due.day))) ? 1 : 0;
      } catch (error) {
        failed = true;
        this.complain('summary', error as Error);
      }
    // One that failed is tried again; the others have theirs under its key.
    if (!failed) await run(this.db, 'UPDATE notifications.notice_reader SET summaries_on = $1', [due.day]);
    return sent;
  }

  private async sendSummary(tx: EntityManager, userId: string, day: string): Promise<boolean> {
    const once = `${day}/${userId}`;
    // Written before the process was killed: what came since is of tomorrow.
    if (await this.mails.asked(tx, 'summary', once)) return false;
    const summary = await this.summaries.now(tx, userId, null);
    // Another worker took the lines; or who would have read them works there no more.
    if (!summary) return false;
    const { data, works } = summary;
    const [first] = works;
    return this.mails.trySend(tx, 'summary', data, {
      to: first!.email,
      causeId: userId,
      once,
      userId,
      about: [userId],
      ...(works.length === 1 ? { organisationId: first!.organisationId } : {}),
      below: stopSummariesLine(userId),
    });
  }
}
