import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { grantSight } from '#devices';
import { type Actor, fingerprint, NotFound, newId, RuleBroken, sha256 } from '#kernel';
import { followUpSecret, secretBehind } from './follow-up.js';
import { deviceBehind, readLabel } from './reported-device.js';
import { type Problem, TICKET_STATES } from './ticket.lifecycle.js';
import type { FollowUpView } from './ticket.views.js';
import { newTicketNumber, showTicketNumber } from './ticket-number.js';
import { keepWords, readPhone, readSentence } from './ticket-words.js';

export interface FaultReport {
  /** The label's code or an old number, as scanned or typed. */
  readonly label: string;
  /** The person was told that the code looks wrong, and says it is what is written: the bank sorts it out. */
  readonly asWritten?: boolean;
  readonly problem: Problem;
  readonly sentence?: string | null | undefined;
  readonly phone?: string | null | undefined;
  /** The network address it came from; only a hash is kept, for a day. Null for a trusted caller. */
  readonly address: string | null;
}

export const REPORTS_AN_HOUR = 20;
const TRIES = 5;

/** The public side of faults: anybody may report one, and follow theirs by its secret. */
@Injectable()
export class FaultsService {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /**
   * Makes a ticket. Says the same whatever the label leads to: known, unknown and ambiguous ones all get a number.
   * @returns the ticket's id.
   * @throws RuleBroken `maintenance.report_throttled`, `maintenance.label_empty`, `maintenance.label_wrong_check`,
   *   `maintenance.sentence_too_long`, `maintenance.phone_malformed`.
   */
  async report(tx: EntityManager, actor: Actor, report: FaultReport): Promise<string> {
    const label = readLabel(report.label);
    if (label.kind === 'wrong_check' && !report.asWritten) {
      throw new RuleBroken('maintenance.label_wrong_check', { typed: label.text }, 'label');
    }
    const words = { sentence: readSentence(report.sentence), phone: readPhone(report.phone) };
    if (report.address !== null) await throttle(tx, fingerprint(`address:${report.address}`));
    const device = await deviceBehind(tx, label.text);
    const id = newId();
    await insertTicket(tx, actor, id, label.text, report.problem, device);
    await keepWords(tx, id, words);
    if (device?.structureId) await grantSight(tx, device.structureId, [device.deviceId], { kind: 'ticket', id });
    return id;
  }

  /** The number and the secret of a ticket that was just made; null secret once its key is gone. */
  async receipt(ticketId: string): Promise<{ number: string; secret: string }> {
    const [row] = await this.db.query('SELECT number, secret_hash AS hash FROM maintenance.ticket WHERE id = $1', [
      ticketId,
    ]);
    const secret = row ? secretBehind(ticketId, row.hash) : null;
    if (!row || !secret) throw new NotFound('ticket');
    return { number: showTicketNumber(row.number), secret };
  }

  /** Where a ticket is, for whoever has its secret: a state in plain words, and nothing of the device or of people. @throws NotFound */
  async followUp(secret: string): Promise<FollowUpView> {
    const [row] = await this.db.query(
      `SELECT number, problem, state, opened_at AS "openedAt",
         (SELECT e.recorded_at FROM maintenance.ticket_event e WHERE e.id = t.last_event_id) AS "changedAt"
       FROM maintenance.ticket t WHERE secret_hash = $1`,
      [sha256(secret)],
    );
    if (!row) throw new NotFound('ticket');
    const state = row.state as keyof typeof TICKET_STATES;
    return { ...row, number: showTicketNumber(row.number), words: TICKET_STATES[state].plain };
  }
}

/** Who reported is not kept beyond a day, also when nobody reports any more. */
export const forgetAttempts = (tx: EntityManager): Promise<unknown> =>
  tx.query(`DELETE FROM maintenance.report_attempt WHERE at < now() - interval '1 day'`);

/** Twenty reports an hour from one address; a public office that reports for many people stays under it. */
async function throttle(tx: EntityManager, hash: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [hash]);
  await forgetAttempts(tx);
  const [row] = await tx.query(
    `SELECT count(*)::int AS n FROM maintenance.report_attempt WHERE address_hash = $1 AND at > now() - interval '1 hour'`,
    [hash],
  );
  if (row.n >= REPORTS_AN_HOUR) throw new RuleBroken('maintenance.report_throttled', { minutes: 60 });
  await tx.query('INSERT INTO maintenance.report_attempt (address_hash) VALUES ($1)', [hash]);
}

async function insertTicket(
  tx: EntityManager,
  actor: Actor,
  id: string,
  typed: string,
  problem: Problem,
  device: { deviceId: string; structureId: string | null } | null,
): Promise<void> {
  for (let left = TRIES; left > 0; left -= 1) {
    const made: unknown[] = await tx.query(INSERT, [
      id,
      newTicketNumber(),
      sha256(followUpSecret(id)),
      typed,
      problem,
      device?.deviceId ?? null,
      device?.structureId ?? null,
      actor.channel,
    ]);
    if (made.length) return;
  }
  throw new Error('no free ticket number in five tries');
}

// The number is asked for first, so that a number already taken leaves no history row behind.
const INSERT = `
  WITH free AS (SELECT $2::text AS number WHERE NOT EXISTS (SELECT 1 FROM maintenance.ticket WHERE number = $2)),
  event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, channel)
    SELECT $1, 'report', 'none', 'open', $6, $7, $8 FROM free RETURNING id
  )
  INSERT INTO maintenance.ticket (id, number, secret_hash, typed, problem, device_id, structure_id, state, last_event_id)
  SELECT $1, free.number, $3, $4, $5, $6::uuid, $7::uuid, 'open', event.id FROM free, event RETURNING id`;
