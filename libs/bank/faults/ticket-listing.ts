import { randomInt } from 'node:crypto';
import { CODE_ALPHABET, searchWords } from '#bank/devices';
import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  byMoment,
  byWhole,
  defineList,
  like,
  ofChoice,
  ofWords,
  ofYes,
  type Param,
  type Reader,
  rows,
  waiting,
} from '#platform/database';
import { type Actor, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { FOUND, findingsSaid } from './findings.js';
import { OPEN_TICKET_STATES, PROBLEMS, TICKET_STATES } from './ticket.lifecycle.js';
import type { TicketListView } from './ticket.queries.js';
import { visibleTo } from './ticket-changes.js';

const WAITING = waiting('t.opened_at', 't.state <> ALL (maintenance.ended_states())');

/** Late by the one rule: `maintenance.due_at`. */
const LATE = 't.due_at < platform.now()';

/** A word of a search: of the device, of the structure's name, or of what was found. Each has its index. */
const HAS_WORD = (typed: string, value: Param): string => {
  const word = value(like(typed));
  const said = findingsSaid(typed);
  return `(t.device_words LIKE ${word}${said.length ? ` OR t.found = ANY (${value(said)}::text[])` : ''}
    OR t.structure_id = ANY (ARRAY(SELECT o.id FROM people.organisation o WHERE lower(unaccent(o.name)) LIKE ${word})))`;
};

export const TICKET_COLUMNS = `t.id, t.number, t.problem, t.state, t.typed, t.device_id AS "deviceId", d.code AS "deviceCode", d.category,
  d.make, d.model, t.structure_id AS "structureId", o.name AS structure, t.opened_at AS "openedAt", t.ended_at AS "endedAt", t.found, t.waits_for AS "waitsFor", t.waits_until::text AS "waitsUntil", t.due_at AS "dueAt", coalesce(${LATE}, false) AS late, t.gathers, ${WAITING.column}`;
export const TICKET_JOINS = `LEFT JOIN devices.device d ON d.id = t.device_id LEFT JOIN people.organisation o ON o.id = t.structure_id`;

export const TICKETS = defineList<TicketListView>()({
  sorts: {
    newest: { label: 'Récentes d’abord', order: 'descending', keys: [] },
    oldest: { label: 'Anciennes d’abord', heading: 'Signalée', order: 'ascending', keys: [] },
    waiting: WAITING.sort,
    late: {
      label: 'En retard d’abord',
      order: 'ascending',
      keys: [byMoment(`coalesce(t.due_at, '9999-12-31 00:00:00+00'::timestamptz)`)],
    },
    // The newest row of its history grows with every change.
    changed: { label: 'Anciens changements d’abord', order: 'ascending', keys: [byWhole('t.last_event_id')] },
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Chercher',
      about:
        "A ticket's number, in any spelling; or words, each of which is in the device's code, serial, make or model, in the structure's name or in what was found.",
      longest: 100,
      example: 'Numéro, appareil, structure, panne trouvée',
      samples: ['x', 'x clavier', 'P-7K3F-92', '*'],
      where: (typed, value) => {
        const words = searchWords(typed).map((word) => HAS_WORD(word, value));
        const number = readTicketNumber(typed);
        if (!number && words.length) return words.join(' AND ');
        const numbered = `t.id = (SELECT r.ticket_id FROM maintenance.report r WHERE r.number = ${value(number ?? '')})`;
        return words.length ? `(${numbered} OR (${words.join(' AND ')}))` : numbered;
      },
    }),
    state: ofChoice({
      label: 'État',
      about: '`live` (all that wait), `triage` (no structure), or one state.',
      page: 'etat',
      none: 'Toutes',
      choices: { live: 'Toutes celles qui attendent', triage: 'Sans structure', ...TICKET_STATES },
      where: (state, value) => {
        const states = state === 'live' || state === 'triage' ? OPEN_TICKET_STATES : [state];
        return `t.state = ANY(${value(states)})${state === 'triage' ? ' AND t.structure_id IS NULL' : ''}`;
      },
    }),
    problem: ofChoice({
      label: 'Problème',
      page: 'probleme',
      choices: PROBLEMS,
      where: (problem, value) => `t.problem = ${value(problem)}`,
    }),
    late: ofYes({
      label: 'En retard',
      about: '`oui`: without a step for too long, or past the day until which it waited.',
      page: 'retard',
      answer: 'En retard seulement',
      none: 'Peu importe',
      where: () => LATE,
    }),
    found: ofChoice({
      label: 'Ce qui a été trouvé',
      page: 'trouve',
      choices: FOUND,
      where: (found, value) => `t.found = ${value(found)}`,
    }),
    waiting: WAITING.filter(dayBegan),
    model: ofWords({
      label: 'Modèle',
      about: 'Make and model, whole: `Dell Latitude 5490`.',
      page: 'modele',
      longest: 200,
      where: (typed, value) => {
        const model = `maintenance.model_of('', ${value(typed)})`;
        return `t.device_words LIKE '%' || ${model} || '%' AND EXISTS (SELECT FROM devices.device m WHERE m.id = t.device_id AND maintenance.model_of(m.make, m.model) = ${model})`;
      },
    }),
  },
  scopes: [null, 'x'],
  rows: (structureId, value) => ({
    id: 't.id',
    columns: TICKET_COLUMNS,
    from: `maintenance.ticket t ${TICKET_JOINS}`,
    counted: 'maintenance.ticket t',
    where: structureId ? [`t.structure_id = ${value(structureId)}`] : [],
  }),
});
export type TicketsAsked = AskedOf<typeof TICKETS>;

const LENGTH = 6;

/** A new random number of six symbols of the codes' alphabet: 887 million, so that guessing one finds nothing. */
export const newTicketNumber = (): string =>
  Array.from({ length: LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** SQL: whether no report and no fault has the number. */
export const NUMBER_FREE = (number: string): string =>
  `NOT EXISTS (SELECT 1 FROM maintenance.report WHERE number = ${number}) AND NOT EXISTS (SELECT 1 FROM maintenance.ticket WHERE number = ${number})`;

/** `7K3F92` as people read it by phone: `P-7K3F-92`. */
export const showTicketNumber = (number: string): string => `P-${number.slice(0, 4)}-${number.slice(4)}`;

/** A number as typed, in any case and with any dashes or spaces; null when it cannot be one. */
export function readTicketNumber(text: string): string | null {
  const symbols = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  const bare = symbols.length === LENGTH + 1 && symbols.startsWith('P') ? symbols.slice(1) : symbols;
  return bare.length === LENGTH && [...bare].every((s) => CODE_ALPHABET.includes(s)) ? bare : null;
}

export async function searchTickets(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readTicketNumber(typed);
  if (!number || !may(actor, READ.tickets)) return [];
  const found = await rows<{ id: string; number: string; device: string }>(
    on,
    `SELECT t.id, t.number, concat_ws(' ', d.make, d.model) AS device FROM maintenance.ticket t
     LEFT JOIN devices.device d ON d.id = t.device_id WHERE t.id = (SELECT r.ticket_id FROM maintenance.report r WHERE r.number = $1) AND ${visibleTo(actor, 't', '$2')}`,
    [number, organisationOf(actor)],
  );
  return found.map((t) => ({
    title: showTicketNumber(t.number),
    detail: t.device || 'appareil inconnu',
    href: `/pannes/${t.id}`,
    exact: true,
  }));
}
