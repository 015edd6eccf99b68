import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DeviceQueries, type Identifier, readIdentifier } from '#bank/devices';
import { mayTry, rows, run } from '#platform/database';
import { type Actor, askAll, fingerprint, NotFound, newId, RuleBroken, sha256 } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import {
  FOLLOW_STEPS,
  type FollowStep,
  type FollowUpKey,
  type FollowUpView,
  followUpSecret,
  followUpWord,
  isWordOf,
  reporter,
  STEP_OF,
  secretBehind,
} from './follow-up.js';
import { ReportSorting } from './report-sorting.service.js';
import { readPhone, readSentence, sealTexts } from './reporter-texts.js';
import { FaultReportRow } from './ticket.entity.js';
import { isLive, type Problem } from './ticket.lifecycle.js';
import { TicketQueries } from './ticket.queries.js';
import { NUMBER_FREE, newTicketNumber, readTicketNumber, showTicketNumber } from './ticket-listing.js';

/** What a label's text means before anybody looks into the database: the same answer for known and unknown ones. */
export type LabelReading =
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'wrong_check'; readonly text: string; readonly lookAlike: boolean };

const MAX = 60;

/** Reads a label's address (`asAddress`: a wrong check is a mistyped code) or any number that somebody typed. @throws RuleBroken `maintenance.label_empty` */
export function readLabel(text: string, asAddress = false): LabelReading {
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, MAX);
  if (!/[\p{L}\p{N}]/u.test(typed)) throw new RuleBroken('maintenance.label_empty', {}, 'label');
  const found: Identifier = readIdentifier(asAddress ? `https://label/E/${encodeURIComponent(typed)}` : typed);
  if (found.kind === 'wrong_check') return { kind: 'wrong_check', text: typed, lookAlike: found.lookAlike };
  return { kind: 'label', text: found.kind === 'code' ? found.code : asAddress ? typed : found.text };
}

export interface FaultReport {
  readonly label: string;
  /** The person was told that the code looks wrong, and says it is what is written: the bank sorts it out. */
  readonly asWritten?: boolean;
  readonly problem: Problem;
  readonly sentence?: string | null | undefined;
  readonly phone?: string | null | undefined;
  /** By what it is counted how many there were: an account, a browser, a network. Only a keyed hash is kept, for a day. Null for a trusted caller. */
  readonly countedBy: string | null;
}

/** Of one person, or of all strangers of one network, which thousands of telephones may share. */
export const REPORTS_AN_HOUR = 60;
const REPORTS = { of: 'report', times: REPORTS_AN_HOUR, minutes: 60 };
const TRIES = 5;
const LATEST = 20;
/** Wrong words of one number: of the number alone, since a town's counter and its whole neighbourhood share one network. */
const FOLLOW = { of: 'follow a fault', times: 5, minutes: 60 };
export const SORTING = 'fault-reports';
const AT_ONCE = 100;

/** The public side of faults: anybody may report one, and follow theirs by its secret. */
@Injectable()
export class FaultsService implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DeviceQueries,
    private readonly tickets: TicketQueries,
    private readonly sorting: ReportSorting,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.outbox.register({
      queue: SORTING,
      pending: (limit) =>
        rows(
          this.db,
          `SELECT r.id, 1 AS attempt FROM maintenance.report r WHERE r.ticket_id IS NULL ORDER BY r.id LIMIT $1`,
          [Math.min(limit, AT_ONCE)],
        ),
      process: ({ id }) => this.db.transaction(async (tx) => void (await this.sorting.sort(tx, id))),
      // It is found again the next time that anything wakes the worker.
      failed: async () => undefined,
    });
  }

  /**
   * Receives what a stranger reports, the same for every label, known or not, with an open fault or without: only its own row is written. What it is about is
   * sorted a moment later (`ReportSorting`). @param id of the report, where it is known before. @returns the report's id.
   * @throws RuleBroken `maintenance.report_throttled`, `maintenance.label_empty`, `maintenance.label_wrong_check`, `maintenance.sentence_too_long`,
   *   `maintenance.phone_malformed`
   */
  async receive(tx: EntityManager, actor: Actor, report: FaultReport, id = newId()): Promise<string> {
    const label = labelOf(report.label, report.asWritten);
    const words = sealTexts(id, { sentence: readSentence(report.sentence), phone: readPhone(report.phone) });
    const { countedBy } = report;
    if (countedBy !== null && !(await mayTry(tx, { allowance: REPORTS, by: countedBy })))
      throw new RuleBroken('maintenance.report_throttled', { minutes: REPORTS.minutes });
    for (let left = TRIES; left > 0; left -= 1) {
      const inserted = await run(tx, INSERT, [
        id,
        newTicketNumber(),
        sha256(followUpSecret(id)),
        label.text,
        report.problem,
        actor.channel,
        countedBy === null ? null : fingerprint(countedBy),
        words.map((w) => w.kind),
        words.map((w) => w.keyId),
        words.map((w) => w.bytes),
      ]);
      if (inserted) {
        await this.outbox.wake(tx, SORTING);
        return id;
      }
    }
    throw new Error('no free ticket number in five tries');
  }

  /** As `receive`, and sorted at once, by whoever is at a desk. @returns the id of its ticket: a new one has the report's. */
  async report(tx: EntityManager, actor: Actor, report: FaultReport, id = newId()): Promise<string> {
    return this.sorting.sort(tx, await this.receive(tx, actor, report, id), actor);
  }

  /** The ticket of a report; null until it is sorted. */
  async ticketOf(reportId: string): Promise<string | null> {
    const row = await this.db.manager.findOne(FaultReportRow, { select: { ticketId: true }, where: { id: reportId } });
    return row?.ticketId ?? null;
  }

  /**
   * Asks whoever is at a desk again: a label that is on no device they see, or a fault that is open already. @param sure what they said that they mean.
   * @throws RuleBroken `maintenance.label_of_no_device`, `maintenance.fault_open`
   */
  async askAgain(
    tx: EntityManager,
    actor: Actor,
    label: string,
    sure: { readonly asWritten: boolean; readonly second: boolean },
  ): Promise<void> {
    const found = await this.devices.byIdentifier(actor, label, tx);
    if (found.kind === 'none' && !sure.asWritten) throw new RuleBroken('maintenance.label_of_no_device', {}, 'label');
    if (found.kind !== 'one' || sure.second) return;
    const open = (await this.tickets.ofDevice(actor, found.id, LATEST, tx)).find((ticket) => isLive(ticket.state));
    if (open) throw new RuleBroken('maintenance.fault_open', { number: open.number }, 'label');
  }

  async judge(given: Partial<FaultReport>): Promise<void> {
    const { label, asWritten, sentence, phone } = given;
    await askAll(
      () => label !== undefined && labelOf(label, asWritten),
      () => readSentence(sentence),
      () => readPhone(phone),
    );
  }

  /** The number, the secret and the word of a report that was just made. @throws NotFound once its key is gone */
  async followUpKey(reportId: string): Promise<FollowUpKey> {
    const report = await this.db.manager.findOne(FaultReportRow, {
      select: { number: true, secretHash: true },
      where: { id: reportId },
    });
    const secret = report ? secretBehind(reportId, report.secretHash) : null;
    if (!report || !secret) throw new NotFound('ticket');
    return { number: showTicketNumber(report.number), secret, word: followUpWord(reportId) };
  }

  /** Where a report is, for whoever has its secret. @throws NotFound */
  async followUp(secret: string): Promise<FollowUpView> {
    return (await this.followed(secret)).ticket;
  }

  /** The same, with the word of the report. @throws NotFound */
  async followed(secret: string): Promise<{ readonly ticket: FollowUpView; readonly word: string }> {
    const [row] = await rows<Followed>(
      this.db,
      `SELECT r.id, r.number, r.problem, r.asked_again_at IS NOT NULL AS "askedAgain", ${STEP_OF} AS step
       FROM maintenance.report r LEFT JOIN maintenance.ticket t ON t.id = r.ticket_id WHERE r.secret_hash = $1`,
      [sha256(secret)],
    );
    if (!row) throw new NotFound('ticket');
    const { id, ...report } = row;
    const ticket = { ...report, ...FOLLOW_STEPS[row.step], number: showTicketNumber(row.number) };
    return { ticket, word: followUpWord(id) };
  }

  /**
   * The report of a number and its word, for whoever has not the link at hand; `none` for a wrong one of either, which takes as long.
   * @throws RuleBroken `maintenance.follow_throttled`
   */
  async byNumber(tx: EntityManager, typed: string, word: string): Promise<string> {
    const number = readTicketNumber(typed);
    if (!(await mayTry(tx, { allowance: FOLLOW, by: number ?? typed.slice(0, 20) })))
      throw new RuleBroken('maintenance.follow_throttled', { minutes: FOLLOW.minutes }, 'number');
    const [row] = await rows<{ id: string }>(tx, 'SELECT r.id FROM maintenance.report r WHERE r.number = $1', [
      number ?? '',
    ]);
    return isWordOf(row?.id ?? newId(), word) && row ? row.id : 'none';
  }

  /**
   * Whoever reported asks once more: those who take care of it are told, and a fault that was over for no longer than the rule says goes on.
   * @throws NotFound; RuleBroken `maintenance.asked_already`, `maintenance.over_too_long`
   */
  async askOnceMore(tx: EntityManager, actor: Actor, secret: string): Promise<void> {
    const [row] = await rows<{ id: string; ticketId: string | null; asked: boolean }>(
      tx,
      'SELECT r.id, r.ticket_id AS "ticketId", r.asked_again_at IS NOT NULL AS asked FROM maintenance.report r WHERE r.secret_hash = $1 FOR UPDATE',
      [sha256(secret)],
    );
    if (!row) throw new NotFound('ticket');
    if (row.asked) throw new RuleBroken('maintenance.asked_already');
    await run(tx, 'UPDATE maintenance.report SET asked_again_at = platform.now() WHERE id = $1', [row.id]);
    if (row.ticketId) await this.sorting.askOnceMore(tx, reporter(actor.channel), row.ticketId);
  }
}

interface Followed {
  id: string;
  number: string;
  problem: Problem;
  askedAgain: boolean;
  step: FollowStep;
}

function labelOf(typed: string, asWritten: boolean | undefined): LabelReading {
  const label = readLabel(typed);
  if (label.kind === 'wrong_check' && !asWritten)
    throw new RuleBroken('maintenance.label_wrong_check', { typed: label.text }, 'label');
  return label;
}

// The number is asked for first, so that a number already taken leaves nothing behind.
const INSERT = `
  WITH made AS (
    INSERT INTO maintenance.report (id, number, secret_hash, typed, problem, channel, counted_by)
    SELECT $1, $2, $3, $4, $5, $6, $7 WHERE ${NUMBER_FREE('$2')} RETURNING id
  ), words AS (
    INSERT INTO maintenance.ticket_words (report_id, kind, key_id, bytes)
    SELECT made.id, w.kind, w.key_id, w.bytes FROM made, unnest($8::text[], $9::text[], $10::bytea[]) AS w(kind, key_id, bytes)
  )
  SELECT id FROM made`;
