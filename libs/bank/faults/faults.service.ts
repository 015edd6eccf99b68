import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { DeviceQueries, grantVisibility, type Identifier, NUMBERED, readIdentifier, serialKey } from '#bank/devices';
import { mayTry, rows, run } from '#platform/database';
import { type Actor, actorColumns, askAll, keyring, NotFound, newId, RuleBroken, sha256 } from '#platform/kernel';
import { readPhone, readSentence, sealTexts } from './reporter-texts.js';
import { type SealedTicketWords, Ticket } from './ticket.entity.js';
import { isLive, type Problem, TICKET_STATES, type TicketState } from './ticket.lifecycle.js';
import { type FollowUpView, TicketQueries } from './ticket.queries.js';
import { newTicketNumber, showTicketNumber } from './ticket-listing.js';

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

interface ReportedDevice {
  readonly deviceId: string;
  readonly structureId: string | null;
}

/** The one device that a label's text can mean, among all; null for what is unknown or ambiguous, which the bank sorts out. */
export async function deviceBehind(tx: EntityManager, text: string): Promise<ReportedDevice | null> {
  const identifier = readIdentifier(text);
  const byCode = identifier.kind === 'code' ? await find(tx, 'd.id = devices.device_of($1)', identifier.code) : [];
  const key = serialKey(text, { generic: true });
  const found = byCode.length || !key ? byCode : await find(tx, BY_NUMBER, key);
  return found.length === 1 ? found[0]! : null;
}

const BY_NUMBER = `d.id IN (${NUMBERED}) AND d.state <> 'withdrawn'`;

/** The structure is whoever the hand-over still lets see the device; failing that, a structure that holds it. */
const find = (tx: EntityManager, where: string, value: string): Promise<ReportedDevice[]> =>
  rows<ReportedDevice>(
    tx,
    `SELECT d.id AS "deviceId", coalesce(
       (SELECT s.organisation_id FROM devices.visibility s WHERE s.device_id = d.id AND s.cause_kind = 'handover'
        ORDER BY s.cause_id DESC LIMIT 1),
       CASE WHEN o.kind = 'structure' THEN o.id END) AS "structureId"
     FROM devices.device d LEFT JOIN people.organisation o ON o.id = d.holder_org_id WHERE ${where} LIMIT 2`,
    [value],
  );

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

type Followed = Omit<FollowUpView, 'words'> & { state: TicketState };

/** Of one person, or of all strangers of one network, which thousands of telephones may share. */
export const REPORTS_AN_HOUR = 60;
const REPORTS = { of: 'report', times: REPORTS_AN_HOUR, minutes: 60 };
const TRIES = 5;
const LATEST = 20;

/** The public side of faults: anybody may report one, and follow theirs by its secret. */
@Injectable()
export class FaultsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DeviceQueries,
    private readonly tickets: TicketQueries,
  ) {}

  /**
   * Makes a ticket, and answers alike for known, unknown and ambiguous labels. @param id of the ticket, where it is known before. @returns the ticket's id.
   * @throws RuleBroken `maintenance.report_throttled`, `maintenance.label_empty`, `maintenance.label_wrong_check`, `maintenance.sentence_too_long`,
   *   `maintenance.phone_malformed`
   */
  async report(tx: EntityManager, actor: Actor, report: FaultReport, id = newId()): Promise<string> {
    const label = labelOf(report.label, report.asWritten);
    const words = { sentence: readSentence(report.sentence), phone: readPhone(report.phone) };
    if (report.countedBy !== null && !(await mayTry(tx, { allowance: REPORTS, by: report.countedBy })))
      throw new RuleBroken('maintenance.report_throttled', { minutes: REPORTS.minutes });
    const device = await deviceBehind(tx, label.text);
    await insertTicket(tx, actor, {
      id,
      typed: label.text,
      problem: report.problem,
      device,
      words: sealTexts(id, words),
    });
    if (device?.structureId) await grantVisibility(tx, device.structureId, [device.deviceId], { kind: 'ticket', id });
    return id;
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

  /** The number and the secret of a ticket that was just made; null secret once its key is gone. */
  async followUpKey(ticketId: string): Promise<{ number: string; secret: string }> {
    const ticket = await this.db.manager.findOne(Ticket, {
      select: { number: true, secretHash: true },
      where: { id: ticketId },
    });
    const secret = ticket ? secretBehind(ticketId, ticket.secretHash) : null;
    if (!ticket || !secret) throw new NotFound('ticket');
    return { number: showTicketNumber(ticket.number), secret };
  }

  /** Where a ticket is, for whoever has its secret: a state in plain words, and nothing of the device or of people. @throws NotFound */
  async followUp(secret: string): Promise<FollowUpView> {
    const [row] = await rows<Followed>(
      this.db,
      `SELECT number, problem, state, opened_at AS "openedAt",
         (SELECT e.recorded_at FROM maintenance.ticket_event e WHERE e.id = t.last_event_id) AS "changedAt"
       FROM maintenance.ticket t WHERE secret_hash = $1`,
      [sha256(secret)],
    );
    if (!row) throw new NotFound('ticket');
    return { ...row, number: showTicketNumber(row.number), words: TICKET_STATES[row.state].plain };
  }
}

function labelOf(typed: string, asWritten: boolean | undefined): LabelReading {
  const label = readLabel(typed);
  if (label.kind === 'wrong_check' && !asWritten)
    throw new RuleBroken('maintenance.label_wrong_check', { typed: label.text }, 'label');
  return label;
}

async function insertTicket(
  tx: EntityManager,
  actor: Actor,
  ticket: Pick<Ticket, 'id' | 'typed' | 'problem'> & {
    device: ReportedDevice | null;
    words: readonly SealedTicketWords[];
  },
): Promise<void> {
  const { id, device, words } = ticket;
  for (let left = TRIES; left > 0; left -= 1) {
    const inserted = await run(tx, INSERT, [
      id,
      newTicketNumber(),
      sha256(followUpSecret(id)),
      ticket.typed,
      ticket.problem,
      device?.deviceId ?? null,
      device?.structureId ?? null,
      actor.channel,
      words.map((w) => w.kind),
      words.map((w) => w.keyId),
      words.map((w) => w.bytes),
      ...actorColumns(actor).slice(0, 3),
    ]);
    if (inserted) return;
  }
  throw new Error('no free ticket number in five tries');
}

// The number is asked for first, so that a number already taken leaves no history row behind.
const INSERT = `
  WITH free AS (SELECT $2::text AS number WHERE NOT EXISTS (SELECT 1 FROM maintenance.ticket WHERE number = $2)),
  event AS (
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, channel, membership_id, operator_number, organisation_id)
    SELECT $1, 'report', 'none', 'open', $6, $7, $8, $12::uuid, $13::int, $14::uuid FROM free RETURNING id
  ),
  words AS (
    INSERT INTO maintenance.ticket_words (ticket_id, kind, key_id, bytes)
    SELECT $1, w.kind, w.key_id, w.bytes FROM free, unnest($9::text[], $10::text[], $11::bytea[]) AS w(kind, key_id, bytes)
  )
  INSERT INTO maintenance.ticket (id, number, secret_hash, typed, problem, device_id, structure_id, state, last_event_id)
  SELECT $1, free.number, $3, $4, $5, $6::uuid, $7::uuid, 'open', event.id FROM free, event`;

const derive = (key: Buffer, ticketId: string): string =>
  createHmac('sha256', key).update(`follow-up:${ticketId}`).digest('base64url');

/** Derived from the installation's secret, outside the database: a form sent twice is answered twice while only the hash is stored. */
function followUpSecret(ticketId: string): string {
  const ring = keyring();
  return derive(ring.keys.get(ring.current) as Buffer, ticketId);
}

/** The secret behind a stored hash, also after the installation's secret changed; null when its key is gone. */
function secretBehind(ticketId: string, hash: string): string | null {
  for (const key of keyring().keys.values()) {
    const secret = derive(key, ticketId);
    if (sha256(secret) === hash) return secret;
  }
  return null;
}
