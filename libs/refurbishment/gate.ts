import { type Reader, rows } from '#database';
import { visibleTo } from '#devices';
import { type Actor, NotFound, organisationOf } from '#kernel';
import type { BenchStepName, GateView } from './views.js';

type Facts = Omit<GateView, 'open' | 'failures' | 'next'>;

/**
 * The rule of the gate over what is known of a device. The same as `refurbishment.gate_failures` in Postgres, which
 * decides; this one explains. A test compares the two.
 */
export function gateFailures(f: Pick<Facts, 'knowledge' | 'media' | 'drives' | 'sheet' | 'grade' | 'locks'>): string[] {
  return [
    ...(f.knowledge ? [] : ['no_media_knowledge']),
    ...f.media.filter((m) => !m.proven).map((m) => `medium_unproven:${m.id}`),
    ...f.drives.map((d) => `drive_unanswered:${d.id}`),
    ...(f.sheet?.verdict === 'passed' ? [] : ['no_passed_test']),
    ...(f.grade ? [] : ['no_grade']),
    ...f.locks.map((kind) => `locked:${kind}`),
  ];
}

/** The first thing left to do, in the order of the bench. */
export function nextStep(failures: readonly string[]): BenchStepName {
  if (failures.includes('no_media_knowledge')) return 'media';
  if (failures.some((f) => /^(?:medium_unproven|drive_unanswered)/.test(f))) return 'erase';
  if (failures.includes('no_passed_test')) return 'test';
  return failures.includes('no_grade') ? 'grade' : 'stock';
}

/** Everything the gate asks about one device, in one query. The caller has asked whether the device may be seen. @throws NotFound */
export async function readGate(on: Reader, deviceId: string): Promise<GateView> {
  return gateOf(await rows<Facts>(on, `${GATE} WHERE d.id = $1`, [deviceId]));
}

/** The same for a reader. @throws NotFound for a device the actor does not see */
export async function readGateFor(on: Reader, actor: Actor, deviceId: string): Promise<GateView> {
  const seen = visibleTo(actor, 'd', '$2');
  return gateOf(await rows<Facts>(on, `${GATE} WHERE d.id = $1 AND ${seen}`, [deviceId, organisationOf(actor)]));
}

function gateOf([facts]: readonly Facts[]): GateView {
  if (!facts) throw new NotFound('device');
  const failures = gateFailures(facts);
  return { ...facts, failures, open: failures.length === 0, next: nextStep(failures) };
}

const STANDS = (table: string, column: string) =>
  `NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.${column} = ${table}.id)`;

const GATE = `
  SELECT d.id AS "deviceId", d.code, d.category, d.state, d.data_epoch AS "dataEpoch",
    d.public_origin AS "publicOrigin", d.resale_forbidden AS "resaleForbidden", d.price_ceiling_cents AS "priceCeilingCents",
    CASE WHEN EXISTS (SELECT 1 FROM devices.snapshot s JOIN devices.device_event e ON e.id = s.event_id AND e.device_id = s.device_id
        WHERE s.device_id = d.id AND s.has_storage_section AND e.verb = 'take_inventory' AND e.id > b.event_id)
        AND EXISTS (SELECT 1 FROM devices.medium m WHERE m.device_id = d.id) THEN 'inventory'
      ELSE (SELECT m.kind FROM refurbishment.media_statement m WHERE m.device_id = d.id AND m.data_epoch = d.data_epoch
        AND ${STANDS('m', 'media_statement_id')} ORDER BY m.seq DESC NULLS LAST, m.signed_at DESC LIMIT 1) END AS knowledge,
    (SELECT s.media_unknown FROM devices.snapshot s WHERE s.device_id = d.id AND s.event_id > b.event_id
      ORDER BY s.event_id DESC LIMIT 1) AS "mediaUnknown",
    coalesce((SELECT json_agg(json_build_object('id', m.id, 'kind', m.kind, 'serial', m.serial, 'serialKey', m.serial_key, 'model', m.model,
        'sizeBytes', m.size_bytes, 'firstSeenAt', m.first_seen_at, 'proven', refurbishment.proven(m, d.data_epoch),
        'evidence', (SELECT json_build_object('id', e.id, 'kind', e.kind, 'tool', l.tool, 'version', l.version, 'method', r.method, 'logId', l.id,
            'operatorNumber', e.operator_number, 'signedAt', e.signed_at)
          FROM refurbishment.evidence e LEFT JOIN refurbishment.drive_result r ON r.id = e.drive_result_id LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
          WHERE e.medium_id = m.id AND (e.data_epoch = d.data_epoch OR e.kind = ANY (refurbishment.gone_kinds())) AND ${STANDS('e', 'evidence_id')}
          ORDER BY e.seq DESC NULLS LAST, e.signed_at DESC LIMIT 1)) ORDER BY m.first_seen_at, m.slot, m.id)
      FROM devices.medium m WHERE m.device_id = d.id AND NOT refurbishment.told_by_another(m, d.data_epoch)), '[]') AS media,
    coalesce((SELECT json_agg(json_build_object('id', r.id, 'path', r.path, 'model', r.model, 'serial', r.serial, 'sizeBytes', r.size_bytes, 'logId', r.log_id) ORDER BY r.id)
      FROM refurbishment.drives_unanswered(d.id) r), '[]') AS drives,
    (SELECT json_build_object('id', t.id, 'verdict', CASE WHEN t.category = d.category THEN t.verdict ELSE 'other' END, 'answers', t.answers, 'system', t.system, 'operatorNumber', t.operator_number, 'signedAt', t.signed_at)
      FROM refurbishment.test_sheet t WHERE t.device_id = d.id AND t.data_epoch = d.data_epoch AND ${STANDS('t', 'test_sheet_id')}
      ORDER BY t.seq DESC LIMIT 1) AS sheet,
    (SELECT json_build_object('grade', g.grade, 'criteria', g.criteria, 'operatorNumber', g.operator_number, 'signedAt', g.signed_at)
      FROM refurbishment.grading g WHERE g.device_id = d.id AND g.data_epoch = d.data_epoch AND ${STANDS('g', 'grading_id')}
      ORDER BY g.seq DESC LIMIT 1) AS grade,
    array(SELECT refurbishment.locks_of(d.id)) AS locks
  FROM devices.device d LEFT JOIN refurbishment.epoch_start b ON b.device_id = d.id AND b.data_epoch = d.data_epoch`;
