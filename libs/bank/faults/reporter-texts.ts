import type { EntityManager } from 'typeorm';
import { audit } from '#bank/people';
import { type Reader, rows, run } from '#platform/database';
import { clock, keyring, RuleBroken, seal, unseal } from '#platform/kernel';
import { SEALED_WORDS } from './sealed.js';
import type { SealedTicketWords } from './ticket.entity.js';
import { OPEN_TICKET_STATES } from './ticket.lifecycle.js';
import { WORDS_KINDS } from './word-lists.js';

export interface TicketTexts {
  readonly sentence: string | null;
  readonly phone: string | null;
}

export const MAX_SENTENCE = 280;

/** @throws RuleBroken `maintenance.sentence_too_long`. */
export function readSentence(text: string | null | undefined): string | null {
  const sentence = text?.normalize('NFC').replace(/\s+/g, ' ').trim() ?? '';
  if ([...sentence].length > MAX_SENTENCE) {
    throw new RuleBroken(
      'maintenance.sentence_too_long',
      { max: MAX_SENTENCE, length: [...sentence].length },
      'sentence',
    );
  }
  return sentence || null;
}

/** A phone number as `+33612345678`, or as `0612345678` typed. @throws RuleBroken `maintenance.phone_malformed`. */
export function readPhone(text: string | null | undefined): string | null {
  const typed = text?.normalize('NFKC').trim() ?? '';
  if (!typed) return null;
  const compact = typed
    .replace(/\(0\)/g, '')
    .replace(/[\s.\-()/]/g, '')
    .replace(/^00/, '+');
  if (!/^\+?\d{6,15}$/.test(compact)) throw new RuleBroken('maintenance.phone_malformed', {}, 'phone');
  return /^0[1-9]\d{8}$/.test(compact) ? `+33${compact.slice(1)}` : compact;
}

/** What a person wrote as rows of `maintenance.ticket_words`: each text sealed apart, bound to its report. */
export function sealTexts(reportId: string, words: TicketTexts): SealedTicketWords[] {
  const ring = keyring();
  return WORDS_KINDS.flatMap((kind) => {
    const text = words[kind];
    return text === null
      ? []
      : { reportId, kind, ...seal(ring, Buffer.from(text), SEALED_WORDS.context(reportId, kind)) };
  });
}

/** Opens what was written in these reports, for those who may read their ticket; nulls once it was forgotten. */
export async function openTexts(on: Reader, reportIds: readonly string[]): Promise<(reportId: string) => TicketTexts> {
  const sealed = await rows<SealedTicketWords>(
    on,
    `SELECT w.report_id AS "reportId", w.kind, w.key_id AS "keyId", w.bytes FROM maintenance.ticket_words w WHERE w.report_id = ANY ($1)`,
    [reportIds],
  );
  const text = (reportId: string, kind: keyof TicketTexts): string | null => {
    const row = sealed.find((r) => r.reportId === reportId && r.kind === kind);
    return row ? unseal(keyring(), row, SEALED_WORDS.context(reportId, kind)).toString() : null;
  };
  return (id) => ({ sentence: text(id, 'sentence'), phone: text(id, 'phone') });
}

/** Nobody gave a sign about the ticket `t` for as long as the dated period says. */
const SILENT = `(SELECT e.recorded_at FROM maintenance.ticket_event e WHERE e.id = t.last_event_id) < $1::timestamptz - people.kept_for('silent_ticket')`;
/** The words of the ticket `t` have to go: some time after its end, and of a device that waits in repair without news. */
const WORDS_DUE = `(t.ended_at < $1::timestamptz - people.kept_for('ticket_words') OR (t.state = 'device_in' AND ${SILENT}))`;
const SWEEP = { plan: 'per call', because: 'how long ago is due decides how few tickets are looked at' } as const;
const AT_ONCE = 200;

export async function silentTickets(tx: EntityManager, now: Date): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT t.id FROM maintenance.ticket t WHERE t.state = ANY ($2) AND t.state <> 'device_in' AND ${SILENT} ORDER BY t.last_event_id LIMIT $3`,
    [now, OPEN_TICKET_STATES, AT_ONCE],
  );
  return found.map(({ id }) => id);
}

/** Forgets the words of tickets that ended longer ago than the dated period, or wait without news; told in the audit, without a word. @returns how many texts went. */
export async function forgetWords(tx: EntityManager, now = clock.now()): Promise<number> {
  const typed = await run(
    tx,
    `UPDATE maintenance.ticket t SET typed = '' WHERE typed <> '' AND ${WORDS_DUE}`,
    [now],
    SWEEP,
  );
  const labels = await run(
    tx,
    `UPDATE maintenance.report r SET typed = '' FROM maintenance.ticket t WHERE t.id = r.ticket_id AND r.typed <> '' AND ${WORDS_DUE}`,
    [now],
    SWEEP,
  );
  const words = await run(
    tx,
    `DELETE FROM maintenance.ticket_words w USING maintenance.report r, maintenance.ticket t WHERE r.id = w.report_id AND t.id = r.ticket_id AND ${WORDS_DUE}`,
    [now],
    SWEEP,
  );
  const notes = await run(
    tx,
    `DELETE FROM maintenance.ticket_note n USING maintenance.ticket t WHERE t.id = n.ticket_id AND ${WORDS_DUE}`,
    [now],
    SWEEP,
  );
  if (typed || labels || words || notes)
    await audit(
      tx,
      { kind: 'system', channel: 'system' },
      'forget',
      { kind: 'ticket_words' },
      { count: typed + labels + words + notes },
    );
  return words;
}
