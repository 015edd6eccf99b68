import { dayBegan } from '#bank/people';
import { type AskedOf, byMoment, byWhole, defineList, ofChoice, ofYes, waiting } from '#platform/database';
import { BENCH_STEPS, type BenchStepName } from './steps-and-failures.js';
import type { QueueRow } from './views.js';

interface QueueReader {
  readonly organisation: string;
  readonly helps: boolean;
}

/** An organisation's, as SQL over `$1`, its id. `rank`: last what waits for somebody else; to whoever gives help, who asks for it comes first. */
export const QUEUED = (helps: string): string => `
  SELECT d.id, d.code, d.category, d.make, d.model, d.state, coalesce(CASE WHEN p.kind <> 'site' THEN p.name END, c.name) AS place, d.changed_at, w.help_code,
    l.locked, refurbishment.next_step(f.failures) AS next,
    CASE WHEN w.help_code IS NOT NULL AND ${helps} THEN 0 WHEN l.locked OR w.help_code IS NOT NULL THEN 2 ELSE 1 END AS rank
  FROM (SELECT x.id, x.code, x.category, x.make, x.model, x.state, x.changed_at, x.place_id, x.container_id, x.data_epoch FROM devices.device x
    WHERE x.holder_org_id = $1 AND (x.state = ANY (refurbishment.bench_states()) OR x.state = 'to_be_proven' AND EXISTS (
      SELECT 1 FROM refurbishment.work_order o WHERE o.device_id = x.id AND o.data_epoch = x.data_epoch AND o.organisation_id = $1))
    -- What the gate lacks is asked of these only: a bank that came from another tool holds thousands more.
    OFFSET 0) d
  LEFT JOIN people.place p ON p.id = d.place_id LEFT JOIN devices.container c ON c.id = d.container_id
  LEFT JOIN refurbishment.work_order w ON w.device_id = d.id AND w.data_epoch = d.data_epoch AND w.organisation_id = $1
  CROSS JOIN LATERAL (SELECT array(SELECT refurbishment.gate_failures(d.id)) AS failures OFFSET 0) f
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM unnest(f.failures) x WHERE x LIKE 'locked:%') AS locked) l
  WHERE d.id IN (SELECT s.device_id FROM devices.visibility s WHERE s.organisation_id = $1 AND s.cause_kind = 'holder')
    AND NOT (cardinality(f.failures) > 0 AND f.failures[1] LIKE 'locked:%')`;

/** Since when nobody did anything with it. */
const WAITING = waiting('q.changed_at', 'true');

/** The bench's queue. A workshop has some hundreds of devices at once: all are read, and put in order without an index. */
export const QUEUE = defineList<QueueRow, QueueReader>()({
  sorts: {
    ready: { label: 'À faire d’abord', order: 'ascending', keys: [byWhole('q.rank'), byMoment('q.changed_at')] },
    waiting: WAITING.sort,
  },
  usual: 'ready',
  filters: {
    // Chosen by the tiles of its page.
    step: ofChoice<Readonly<Record<BenchStepName, string>>, QueueReader>({
      page: 'etape',
      choices: Object.fromEntries(BENCH_STEPS.map((step) => [step, ''])) as Record<BenchStepName, string>,
      where: (step, value) => `q.next = ${value(step)}`,
    }),
    help: ofYes<QueueReader>({ page: 'aide', where: () => 'q.help_code IS NOT NULL' }),
    waiting: WAITING.filter<QueueReader>(dayBegan),
  },
  scopes: [{ organisation: 'x', helps: true }],
  rows: ({ organisation, helps }, value) => {
    value(organisation);
    return {
      id: 'q.id',
      columns: `q.id, q.code, q.category, q.make, q.model, q.state, q.place, q.help_code AS "helpCode", q.locked, q.next, ${WAITING.column}`,
      from: `(${QUEUED(`${value(helps)}::boolean`)}) q`,
    };
  },
});
export type QueueAsked = AskedOf<typeof QUEUE>;
