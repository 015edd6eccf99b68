import { dayBegan } from '#bank/people';
import {
  type AskedOf,
  byMoment,
  defineList,
  like,
  ofChoice,
  ofWords,
  type Reader,
  readHumanNumber,
  rows,
  waiting,
} from '#platform/database';
import { type Actor, may, organisationOf, READ, type SearchHit } from '#platform/kernel';
import { TRANSFER_STATES } from './transfer.lifecycle.js';
import type { TransferView } from './transfer.queries.js';
import { LEAVING, visibleTo } from './transfer.row.js';

/** Sent and not confirmed for longer than this: somebody asks where it is. */
export const LATE_DAYS = 7;
/** What the list of lots keeps of those that were sent: which nobody confirmed in time, which are still to leave, which have left. */
export const SENT_STATES = { late: 'En retard', leaving: 'Départ non enregistré', gone: 'En route' } as const;
export type SentState = keyof typeof SENT_STATES;

/** What the list keeps of lots that arrived otherwise than listed, while somebody has to do something about it. */
const DIFFERENCES = { missing: 'Appareils à retrouver' } as const;

/** SQL condition on a transfer: a device of its list is missing, and nobody has said what became of it. */
export const HAS_MISSING = `t.id IN (SELECT l.transfer_id FROM logistics.transfer_line l WHERE l.open AND l.outcome = 'missing')`;

interface TransferReader {
  readonly org: string | null;
  readonly all: boolean;
}

const WAITING = waiting('t.sent_at', `t.state = 'sent'`);

export const TRANSFER_COLUMNS = `t.id, t.number, t.purpose, t.state, t.from_org_id AS "fromOrgId", f.name AS "from", f.kind AS "fromKind", t.from_place_id AS "fromPlaceId",
  fp.name AS "fromPlace", t.to_org_id AS "toOrgId", o.name AS "to", o.kind AS "toKind", t.to_place_id AS "toPlaceId", op.name AS "toPlace",
  t.created_at AS "createdAt", ${WAITING.column}, t.sent_at AS "sentAt", t.sent_operator AS "sentOperator",
  t.departed_at AS "departedAt", t.departed_operator AS "departedOperator", t.state = 'sent' AND ${LEAVING} AS leaving, t.ended_at AS "endedAt", t.ended_operator AS "endedOperator",
  n.devices, n.confirmed, n.missing, n.extra`;
const SENDER_AND_RECEIVER = `logistics.transfer t JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id`;
export const TRANSFER_FROM = `${SENDER_AND_RECEIVER}
  JOIN people.place fp ON fp.id = t.from_place_id JOIN people.place op ON op.id = t.to_place_id
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE outcome <> 'extra')::int AS devices, count(*) FILTER (WHERE outcome = 'confirmed')::int AS confirmed,
    count(*) FILTER (WHERE outcome = 'missing' AND resolution IS NULL)::int AS missing, count(*) FILTER (WHERE outcome = 'extra')::int AS extra
    FROM logistics.transfer_line l WHERE l.transfer_id = t.id) n`;

/** The list of lots. A receiver sees nothing of a lot that has not left. */
export const TRANSFERS = defineList<TransferView, TransferReader>()({
  sorts: {
    newest: { label: 'Récents d’abord', order: 'descending', keys: [] },
    changed: {
      label: 'Anciens changements d’abord',
      heading: 'Date',
      order: 'ascending',
      keys: [byMoment('coalesce(t.ended_at, t.sent_at, t.created_at)')],
    },
    waiting: WAITING.sort,
  },
  usual: 'newest',
  filters: {
    q: ofWords({
      label: 'Chercher',
      about: 'A part of the number, or of the name of who sends or receives.',
      longest: 100,
      example: 'Numéro ou organisation',
      where: (typed, value) => {
        const pattern = value(like(typed));
        return `(t.number ILIKE ${pattern} OR unaccent(f.name) ILIKE unaccent(${pattern}) OR unaccent(o.name) ILIKE unaccent(${pattern}))`;
      },
    }),
    direction: ofChoice({
      label: 'Sens',
      about: '`in`: sent to us; `out`: sent by us.',
      page: 'sens',
      choices: { in: 'Pour nous', out: 'De chez nous' },
      where: (direction, value, { org }) =>
        direction === 'in'
          ? `t.to_org_id = ${value(org)}::uuid AND t.sent_at IS NOT NULL`
          : `t.from_org_id = ${value(org)}::uuid`,
    }),
    state: ofChoice({
      label: 'État',
      about:
        'A state; `late`: sent for a week and confirmed by nobody; `leaving`: a delivery that is to be handed to whoever carries it; `gone`: sent otherwise; `missing`: a device of it did not arrive and was not found since.',
      page: 'etat',
      choices: { ...TRANSFER_STATES, ...SENT_STATES, ...DIFFERENCES },
      where: (state, value) => {
        if (state === 'late')
          return `t.state = 'sent' AND t.sent_at < platform.now() - make_interval(days => ${value(LATE_DAYS)})`;
        if (state === 'missing') return HAS_MISSING;
        if (state === 'leaving') return `t.state = 'sent' AND (${LEAVING})`;
        if (state === 'gone') return `t.state = 'sent' AND NOT (${LEAVING})`;
        return `t.state = ${value(state)}`;
      },
    }),
    waiting: WAITING.filter<TransferReader>(dayBegan),
    purpose: ofChoice({
      about: '`delivery`: only what goes to structures.',
      page: 'but',
      choices: { delivery: '' },
      where: (purpose, value) => `t.purpose = ${value(purpose)}`,
    }),
  },
  scopes: [
    { org: null, all: true },
    { org: 'x', all: false },
  ],
  rows: ({ org, all }, value) => {
    const own = all ? '' : `${value(org)}::uuid`;
    return {
      id: 't.id',
      columns: TRANSFER_COLUMNS,
      from: TRANSFER_FROM,
      counted: SENDER_AND_RECEIVER,
      where: all ? [] : [`(t.from_org_id = ${own} OR (t.to_org_id = ${own} AND t.sent_at IS NOT NULL))`],
    };
  },
});
export type TransfersAsked = AskedOf<typeof TRANSFERS>;

export async function searchTransfers(on: Reader, actor: Actor, typed: string): Promise<SearchHit[]> {
  const number = readHumanNumber('L', typed);
  if (!number || !may(actor, READ.transfers)) return [];
  const found = await rows<{ id: string; number: string; from: string; to: string }>(
    on,
    `SELECT t.id, t.number, f.name AS "from", o.name AS "to" FROM logistics.transfer t
     JOIN people.organisation f ON f.id = t.from_org_id JOIN people.organisation o ON o.id = t.to_org_id
     WHERE t.number = $2 AND ${visibleTo(actor, 't', '$1')}`,
    [organisationOf(actor), number],
  );
  return found.map((t) => ({
    title: t.number,
    detail: `de ${t.from} à ${t.to}`,
    href: `/lots/${t.id}`,
    exact: true,
  }));
}
