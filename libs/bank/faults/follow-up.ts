import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Actor, keyring, sha256 } from '#platform/kernel';
import { type Problem, TICKET_STATE_NAMES, TICKET_STATES, type TicketState } from './ticket.lifecycle.js';

/** The four steps that whoever reported follows: never a place, a day, a structure, or another's words. */
export const FOLLOW_STEPS = {
  1: { state: 'open', words: 'Votre message est bien arrivé. Quelqu’un va le lire.' },
  2: { state: 'taken', words: 'Quelqu’un s’occupe de votre panne.' },
  3: { state: 'device_in', words: 'Votre panne attend une réponse, une pièce ou une réparation.' },
  4: { state: 'closed', words: 'Votre demande est terminée. Au guichet, votre numéro suffit pour savoir comment.' },
} as const satisfies Record<number, { state: TicketState; words: string }>;
export type FollowStep = keyof typeof FOLLOW_STEPS;

/** What whoever reported a fault reads of it in this state. */
export const followWords = (state: TicketState): string => FOLLOW_STEPS[TICKET_STATES[state].step].words;

/** SQL: the step of a report `r` of the ticket `t`. What happened before it joined is not its to know. */
export const STEP_OF = `CASE WHEN t.id IS NULL OR NOT EXISTS (
    SELECT 1 FROM maintenance.ticket_event e WHERE e.ticket_id = t.id AND e.id > r.after_event_id AND e.from_state <> e.to_state) THEN 1
  ${TICKET_STATE_NAMES.map((state) => `WHEN t.state = '${state}' THEN ${TICKET_STATES[state].step}`).join(' ')} END`;

/** What the person with the follow-up link reads: nothing of the device, nothing of people. */
export interface FollowUpView {
  readonly number: string;
  readonly problem: Problem;
  readonly step: FollowStep;
  /** One state for each step. */
  readonly state: TicketState;
  /** The step in plain words. */
  readonly words: string;
  /** They asked once more already. */
  readonly askedAgain: boolean;
}

export interface FollowUpKey {
  readonly number: string;
  readonly secret: string;
  /** Four letters, said with the number where the link is not at hand. */
  readonly word: string;
}

const derive = (key: Buffer, what: string, reportId: string): Buffer =>
  createHmac('sha256', key).update(`${what}:${reportId}`).digest();

/** Derived from the installation's secret, outside the database: a form sent twice is answered twice while only the hash is stored. */
export const followUpSecret = (reportId: string): string => {
  const ring = keyring();
  return derive(ring.keys.get(ring.current)!, 'follow-up', reportId).toString('base64url');
};

/** The same, by the key that made it, while the ring has that one. */
export function secretBehind(reportId: string, hash: string): string | null {
  for (const key of keyring().keys.values()) {
    const secret = derive(key, 'follow-up', reportId).toString('base64url');
    if (sha256(secret) === hash) return secret;
  }
  return null;
}

// Without the sounds of most rude words, and no syllable twice.
const CONSONANTS = 'BDFGJLMNRSVZ';
const VOWELS = 'AEIOU';

function wordOf(key: Buffer, reportId: string): string {
  const bytes = derive(key, 'follow-word', reportId);
  const syllable = (at: number): string =>
    CONSONANTS[bytes[at]! % CONSONANTS.length]! + VOWELS[bytes[at + 1]! % VOWELS.length]!;
  const first = syllable(0);
  for (let at = 2; at < bytes.length - 1; at += 2) if (syllable(at)[0] !== first[0]) return first + syllable(at);
  return `${first}${first[0] === 'L' ? 'MO' : 'LO'}`;
}

export function followUpWord(reportId: string): string {
  const ring = keyring();
  return wordOf(ring.keys.get(ring.current)!, reportId);
}

/** Whether that is the word of the report, by a key that the ring has. Takes as long for a wrong one. */
export function isWordOf(reportId: string, typed: string): boolean {
  const said = Buffer.from(typed.normalize('NFKC').trim().toUpperCase().padEnd(4).slice(0, 4).padEnd(16));
  const right = [...keyring().keys.values()].map((key) =>
    timingSafeEqual(Buffer.from(wordOf(key, reportId).padEnd(16)), said.subarray(0, 16)),
  );
  return right.some(Boolean) && typed.trim().length === 4;
}

/** Whoever reported, whom nobody knows. */
export const reporter = (channel: Actor['channel']): Actor => ({ kind: 'stranger', channel }) as Actor;
