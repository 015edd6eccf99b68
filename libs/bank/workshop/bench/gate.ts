import { visibleTo } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, NotFound, organisationOf, sha256 } from '#platform/kernel';
import type { MediaChange } from '../codes.js';
import { FAILURES_OF_STEP, type FailureKind, kindOfFailure, subjectOfFailure } from './steps-and-failures.js';
import type { GateView, MediumProof } from './views.js';

type Facts = Omit<GateView, 'open' | 'seen' | 'knowledge' | 'mediaReopened' | 'media'> & {
  readonly listed: GateView['knowledge'];
  readonly media: readonly Omit<MediumProof, 'failure'>[];
};

/** Everything the gate asks about one device, in one query. The caller has asked whether the device may be seen. @throws NotFound */
export async function readGate(on: Reader, deviceId: string): Promise<GateView> {
  return gateOf(await rows<Facts>(on, `${GATE('true')} WHERE d.id = $1`, [deviceId]));
}

/** The same for a reader. @throws NotFound for a device the actor does not see */
export async function readGateFor(on: Reader, actor: Actor, deviceId: string): Promise<GateView> {
  const seen = (alias: string): string => visibleTo(actor, alias, '$2');
  const text = `${GATE(seen('o'))} WHERE d.id = $1 AND ${seen('d')}`;
  return gateOf(await rows<Facts>(on, text, [deviceId, organisationOf(actor)]));
}

const ABOUT_MEDIA: readonly FailureKind[] = FAILURES_OF_STEP.media;

function gateOf([read]: readonly Facts[]): GateView {
  if (!read) throw new NotFound('device');
  const { listed, media, ...facts } = read;
  const question = facts.failures.find((failure) => ABOUT_MEDIA.includes(kindOfFailure(failure)));
  const lacks = new Map(facts.failures.map((failure) => [subjectOfFailure(failure), kindOfFailure(failure)]));
  const view = {
    ...facts,
    media: media.map((m) => ({ ...m, failure: (lacks.get(m.id) ?? null) as MediumProof['failure'] })),
    knowledge: question ? null : listed,
    mediaReopened: ((question && subjectOfFailure(question)) || null) as MediaChange | null,
  };
  return { ...view, open: view.failures.length === 0, seen: seenOf(view) };
}

const NOT_WITHDRAWN = (table: string, column: string) =>
  `NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.${column} = ${table}.id)`;

const subjects = (kind: FailureKind): string =>
  `array(SELECT split_part(x, ':', 2) FROM unnest(f.failures) x WHERE split_part(x, ':', 1) = '${kind}')`;

/** @param seen SQL that says whether the reader sees a device `o`. */
const GATE = (seen: string): string => `
  SELECT d.id AS "deviceId", d.code, d.category, d.state, d.holder_org_id AS "holderId", d.data_epoch AS "dataEpoch",
    d.public_origin AS "publicOrigin", d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents",
    f.failures, refurbishment.next_step(f.failures) AS next,
    (SELECT l.kind FROM refurbishment.media_listed(d.id, d.data_epoch) l) AS listed,
    (SELECT s.media_unknown FROM devices.snapshot s WHERE s.device_id = d.id AND s.event_id > b.event_id
      ORDER BY s.event_id DESC LIMIT 1) AS "mediaUnknown",
    coalesce((SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'serial', m.serial, 'serialKey', m.serial_key, 'model', m.model,
        'sizeBytes', m.size_bytes, 'firstSeenAt', m.first_seen_at, 'proven', refurbishment.proven(m, d.data_epoch),
        'elsewhere', refurbishment.located_elsewhere(m) IS NOT NULL,
        'largestSize', devices.told_size(m, 0), 'alsoIn', (SELECT o.code FROM devices.device o WHERE o.id = refurbishment.proven_elsewhere(m) AND ${seen}),
        'evidence', (SELECT json_build_object('id', e.id, 'kind', e.kind, 'tool', l.tool, 'version', l.version, 'method', r.method, 'logId', l.id,
            'operatorNumber', e.operator_number, 'signedAt', e.signed_at, 'invoice', e.invoice,
            'erasedBytes', r.size_bytes)
          FROM refurbishment.evidence e LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
          WHERE e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds())) AND ${NOT_WITHDRAWN('e', 'evidence_id')}
          ORDER BY refurbishment.evidence_holds(e, m) DESC, e.seq DESC NULLS LAST, e.signed_at DESC LIMIT 1)) ORDER BY m.first_seen_at, m.slot, m.id)
      FROM devices.medium m WHERE m.device_id = d.id AND NOT refurbishment.told_by_another(m, d.data_epoch)), '[]') AS media,
    coalesce((SELECT json_agg(json_build_object('id', r.id, 'path', r.path, 'model', r.model, 'serial', r.serial, 'sizeBytes', r.size_bytes, 'logId', r.log_id) ORDER BY r.id)
      FROM refurbishment.drive_result r WHERE r.id = ANY (${subjects('drive_unanswered')}::uuid[])), '[]') AS drives,
    CASE WHEN cardinality(${subjects('log_unconfirmed')}) > 0 THEN (
      SELECT json_agg(json_build_object('logId', l.id, 'filename', l.filename, 'tool', l.tool, 'version', l.version, 'receivedAt', l.received_at,
        'beganAtLog', (SELECT min(r.began_at_log) FROM refurbishment.drive_result r WHERE r.log_id = l.id), 'questions', u.questions, 'donation', n.number,
        'sizes', (SELECT coalesce(json_agg(json_build_object('model', r.model, 'saidSize', r.said_size, 'sizeBytes', r.size_bytes) ORDER BY r.position), '[]')
          FROM refurbishment.drive_result r WHERE r.log_id = l.id AND r.said_size IS NOT NULL)) ORDER BY l.received_at, l.id)
      FROM (SELECT x.log_id, array_agg(x.question ORDER BY x.question) AS questions FROM refurbishment.unconfirmed_logs(d.id) x GROUP BY x.log_id) u
      JOIN refurbishment.erasure_log l ON l.id = u.log_id LEFT JOIN intake.donation n ON n.id = d.donation_id) ELSE '[]' END AS questions,
    (SELECT json_build_object('id', t.id, 'verdict', CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END, 'answers', t.answers, 'system', t.system, 'operatorNumber', t.operator_number, 'signedAt', t.signed_at)
      FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch AND ${NOT_WITHDRAWN('t', 'test_sheet_id')}
      ORDER BY t.seq DESC LIMIT 1) AS sheet,
    (SELECT json_build_object('grade', g.grade, 'criteria', g.criteria, 'operatorNumber', g.operator_number, 'signedAt', g.signed_at)
      FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch AND ${NOT_WITHDRAWN('g', 'grading_id')}
      ORDER BY g.seq DESC LIMIT 1) AS grade,
    ${subjects('locked')} AS locks
  FROM devices.device d LEFT JOIN refurbishment.epoch_start b ON b.device_id = d.id AND b.data_epoch = d.data_epoch
  -- Asked once: without OFFSET, Postgres would ask at each mention.
  CROSS JOIN LATERAL (SELECT array(SELECT refurbishment.gate_failures(d.id)) AS failures OFFSET 0) f`;

/** Acts at the bench that two people may do at once: each is signed over what its form showed. */
export type SeenAct = 'media' | 'test' | 'grade';
export type Seen = Readonly<Record<SeenAct, string>>;

type Shown = Omit<GateView, 'open' | 'failures' | 'next' | 'seen'>;

/** What changed meanwhile, the gravest first: it has another holder, it came back, it is elsewhere in its life, somebody else was quicker. */
const PARTS = {
  holder: (g: Shown) => g.holderId,
  epoch: (g: Shown) => g.dataEpoch,
  state: (g: Shown) => g.state,
} as const;
const OWN: Readonly<Record<SeenAct, (g: Shown) => unknown>> = {
  media: (g) => [g.knowledge, g.mediaReopened, g.media.map((m) => [m.id, m.failure, m.evidence?.id])],
  test: (g) => g.sheet?.id,
  grade: (g) => [g.sheet?.id, g.grade],
};

const short = (of: unknown): string => sha256(JSON.stringify(of) ?? '').slice(0, 8);
const partsOf = (act: SeenAct, g: Shown): string[] =>
  [...Object.values(PARTS).map((part) => part(g)), OWN[act](g)].map(short);

const seenOf = (g: Shown): Seen => ({
  media: partsOf('media', g).join('.'),
  test: partsOf('test', g).join('.'),
  grade: partsOf('grade', g).join('.'),
});

/** What changed of a view since a form showed it: `holder`, `epoch`, `state`, or the act itself; null: nothing that matters to the act. */
export function changedSince(act: SeenAct, seen: string, now: GateView): string | null {
  if (seen === now.seen[act]) return null;
  const [before, after] = [seen.split('.'), now.seen[act].split('.')];
  return [...Object.keys(PARTS), act].find((_, i) => before[i] !== after[i]) ?? act;
}
