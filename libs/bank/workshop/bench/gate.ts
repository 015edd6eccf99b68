import { visibleTo } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, NotFound, organisationOf } from '#platform/kernel';
import type { MediaChange } from '../codes.js';
import { seenOf } from './meanwhile.js';
import type { BenchStepName, GateView } from './views.js';

type Facts = Omit<GateView, 'open' | 'failures' | 'next' | 'seen' | 'knowledge' | 'mediaReopened'> & {
  readonly listed: GateView['knowledge'];
  /** What is asked of the media as a whole (`refurbishment.media_question`). */
  readonly question: string | null;
};

const REOPENED = 'media_reopened:';

/**
 * The rule of the gate over what is known of a device. The same as `refurbishment.gate_failures` in Postgres, which
 * decides; this one explains. A test compares the two.
 */
export function gateFailures(
  f: Pick<Facts, 'question' | 'media' | 'drives' | 'questions' | 'sheet' | 'grade' | 'locks'>,
): string[] {
  return [
    ...(f.question ? [f.question] : []),
    ...f.media.flatMap((m) => (m.failure ? [`${m.failure}:${m.id}`] : [])),
    ...f.drives.map((d) => `drive_unanswered:${d.id}`),
    ...f.questions.map((q) => `log_unconfirmed:${q.logId}`),
    ...(f.sheet?.verdict === 'passed' ? [] : ['no_passed_test']),
    ...(f.grade ? [] : ['no_grade']),
    ...f.locks.map((kind) => `locked:${kind}`),
  ];
}

/** The first thing left to do, in the order of the bench: as `refurbishment.failing_step`. */
export function nextStep(failures: readonly string[]): BenchStepName {
  if (failures.some((f) => f === 'no_media_knowledge' || f.startsWith(REOPENED))) return 'media';
  if (failures.some((f) => /^(?:medium_|drive_unanswered|log_unconfirmed)/.test(f))) return 'erase';
  if (failures.includes('no_passed_test')) return 'test';
  return failures.includes('no_grade') ? 'grade' : 'stock';
}

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

function gateOf([read]: readonly Facts[]): GateView {
  if (!read) throw new NotFound('device');
  const { listed, question, ...facts } = read;
  const failures = gateFailures(read);
  const reopened = question?.startsWith(REOPENED) ? (question.slice(REOPENED.length) as MediaChange) : null;
  const view = { ...facts, knowledge: question ? null : listed, mediaReopened: reopened };
  return { ...view, failures, open: failures.length === 0, next: nextStep(failures), seen: seenOf(view) };
}

const STANDS = (table: string, column: string) =>
  `NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.${column} = ${table}.id)`;

/** @param seen SQL that says whether the reader sees a device `o`. */
const GATE = (seen: string): string => `
  SELECT d.id AS "deviceId", d.code, d.category, d.state, d.holder_org_id AS "holderId", d.data_epoch AS "dataEpoch",
    d.public_origin AS "publicOrigin", d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents",
    (SELECT l.kind FROM refurbishment.media_listed(d.id, d.data_epoch) l) AS listed, refurbishment.media_question(d.id, d.data_epoch) AS question,
    (SELECT s.media_unknown FROM devices.snapshot s WHERE s.device_id = d.id AND s.event_id > b.event_id
      ORDER BY s.event_id DESC LIMIT 1) AS "mediaUnknown",
    coalesce((SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'serial', m.serial, 'serialKey', m.serial_key, 'model', m.model,
        'sizeBytes', m.size_bytes, 'firstSeenAt', m.first_seen_at, 'proven', refurbishment.proven(m, d.data_epoch),
        'failure', refurbishment.medium_failure(m, d.data_epoch), 'elsewhere', refurbishment.located_elsewhere(m) IS NOT NULL,
        'largestSize', devices.told_size(m, 0), 'alsoIn', (SELECT o.code FROM devices.device o WHERE o.id = refurbishment.proven_elsewhere(m) AND ${seen}),
        'evidence', (SELECT json_build_object('id', e.id, 'kind', e.kind, 'tool', l.tool, 'version', l.version, 'method', r.method, 'logId', l.id,
            'operatorNumber', e.operator_number, 'signedAt', e.signed_at, 'invoice', e.invoice,
            'erasedBytes', r.size_bytes)
          FROM refurbishment.evidence e LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
          WHERE e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds())) AND ${STANDS('e', 'evidence_id')}
          ORDER BY refurbishment.evidence_holds(e, m) DESC, e.seq DESC NULLS LAST, e.signed_at DESC LIMIT 1)) ORDER BY m.first_seen_at, m.slot, m.id)
      FROM devices.medium m WHERE m.device_id = d.id AND NOT refurbishment.told_by_another(m, d.data_epoch)), '[]') AS media,
    coalesce((SELECT json_agg(json_build_object('id', r.id, 'path', r.path, 'model', r.model, 'serial', r.serial, 'sizeBytes', r.size_bytes, 'logId', r.log_id) ORDER BY r.id)
      FROM refurbishment.drives_unanswered(d.id) r), '[]') AS drives,
    coalesce((SELECT json_agg(json_build_object('logId', l.id, 'filename', l.filename, 'tool', l.tool, 'version', l.version, 'receivedAt', l.received_at,
        'beganAtLog', (SELECT min(r.began_at_log) FROM refurbishment.drive_result r WHERE r.log_id = l.id), 'questions', u.questions, 'donation', n.number) ORDER BY l.received_at, l.id)
      FROM (SELECT x.log_id, array_agg(x.question ORDER BY x.question) AS questions FROM refurbishment.unconfirmed_logs(d.id) x GROUP BY x.log_id) u
      JOIN refurbishment.erasure_log l ON l.id = u.log_id LEFT JOIN intake.donation n ON n.id = d.donation_id), '[]') AS questions,
    (SELECT json_build_object('id', t.id, 'verdict', CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END, 'answers', t.answers, 'system', t.system, 'operatorNumber', t.operator_number, 'signedAt', t.signed_at)
      FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch AND ${STANDS('t', 'test_sheet_id')}
      ORDER BY t.seq DESC LIMIT 1) AS sheet,
    (SELECT json_build_object('grade', g.grade, 'criteria', g.criteria, 'operatorNumber', g.operator_number, 'signedAt', g.signed_at)
      FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch AND ${STANDS('g', 'grading_id')}
      ORDER BY g.seq DESC LIMIT 1) AS grade,
    array(SELECT refurbishment.locks_of(d.id)) AS locks
  FROM devices.device d LEFT JOIN refurbishment.epoch_start b ON b.device_id = d.id AND b.data_epoch = d.data_epoch`;
