import type { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE } from '#bank/devices';

/**
 * What must hold of devices whatever happened to them, asked in plain SQL over the tables: none of the application's
 * functions, triggers or services is used. Gives the sentences that are not true, with the ids they are not true of.
 */
export async function brokenInvariants(db: Pick<DataSource, 'query'>, deviceIds: readonly string[]): Promise<string[]> {
  const table = JSON.stringify(DEVICE_LIFECYCLE.rows());
  const rows: { broken: string; id: string }[] = await db.query(SQL, [deviceIds, table]);
  return rows.map((r) => `${r.broken}: ${r.id}`);
}

const location = (d: string) =>
  `coalesce('place:' || ${d}.place_id, 'container:' || ${d}.container_id, 'transfer:' || ${d}.transfer_id, 'holder')`;
const holder = (d: string) => `coalesce('org:' || ${d}.holder_org_id, 'ref:' || ${d}.holder_ref)`;

/** Every history row of the devices, numbered, with the one before it, and the data epoch that it leads to. */
const HISTORY = `
  d AS (SELECT * FROM devices.device WHERE id = ANY($1::uuid[])),
  e AS (
    SELECT x.*, lag(x.to_state) OVER w AS state_before, lag(x.location_to) OVER w AS location_before, lag(x.holder_to) OVER w AS holder_before,
      sum((x.from_state = 'none' OR x.holder_from LIKE 'ref:%' AND x.holder_to LIKE 'org:%' AND x.undoes IS NULL OR x.from_state = 'lost' AND x.to_state <> 'lost')::int) OVER w AS epoch
    FROM devices.device_event x WHERE x.device_id = ANY($1::uuid[]) WINDOW w AS (PARTITION BY x.device_id ORDER BY x.id)
  ),
  newest AS (SELECT DISTINCT ON (device_id) * FROM e ORDER BY device_id, id DESC),
  -- The moments that need proof, and when the epoch they belong to began.
  gated AS (
    SELECT e.*, (SELECT min(b.recorded_at) FROM e b WHERE b.device_id = e.device_id AND b.epoch = e.epoch) AS began
    FROM e WHERE e.from_state <> e.to_state AND (e.to_state IN ('in_stock','reserved','delivered') OR e.verb = 'hand_over')
  ),
  ended AS (
    SELECT e.*, (SELECT min(b.recorded_at) FROM e b WHERE b.device_id = e.device_id AND b.epoch = e.epoch) AS began
    FROM e WHERE e.from_state <> e.to_state AND e.to_state IN ('recycled','dismantled','given_back') AND e.verb <> 'declare'
  )`;

const standing = (column: string, id: string) =>
  `NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.${column} = ${id} AND w.withdrawn_at < g.recorded_at)`;

const PLACES = `
  SELECT 'is in exactly one place' AS broken, d.id::text FROM d
    WHERE num_nonnulls(place_id, container_id, transfer_id) <> CASE WHEN holder_ref IS NULL THEN 1 ELSE 0 END
  UNION ALL SELECT 'has exactly one holder', id::text FROM d WHERE num_nonnulls(holder_org_id, holder_ref) <> 1
  UNION ALL SELECT 'is with a person if and only if it was handed over', id::text FROM d WHERE state <> 'lost' AND (holder_ref IS NOT NULL) <> (state = 'handed_over')
  UNION ALL SELECT 'is on a transfer if and only if it is in transit', id::text FROM d WHERE state <> 'lost' AND (transfer_id IS NOT NULL) <> (state = 'in_transit')
  UNION ALL SELECT 'is in a place of its holder', d.id::text FROM d JOIN people.place p ON p.id = d.place_id WHERE p.organisation_id IS DISTINCT FROM d.holder_org_id
  UNION ALL SELECT 'is in a container of its holder that stands somewhere', d.id::text FROM d JOIN devices.container c ON c.id = d.container_id
    WHERE c.organisation_id IS DISTINCT FROM d.holder_org_id OR c.place_id IS NULL
  UNION ALL SELECT 'is on a transfer that is open and lists it', d.id::text FROM d WHERE d.state = 'in_transit' AND NOT EXISTS (
    SELECT 1 FROM logistics.transfer t JOIN logistics.transfer_line l ON l.transfer_id = t.id AND l.device_id = d.id
    WHERE t.id = d.transfer_id AND t.state IN ('sent','received_with_differences') AND l.outcome IN ('pending','confirmed','missing'))
  UNION ALL SELECT 'is seen by its holder, and as a holder by nobody else', d.id::text FROM d
    WHERE (SELECT array_agg(s.organisation_id) FROM devices.visibility s WHERE s.device_id = d.id AND s.cause_kind = 'holder') IS DISTINCT FROM
      CASE WHEN d.holder_org_id IS NOT NULL THEN ARRAY[d.holder_org_id] END`;

const PAST = `
  SELECT 'is what its newest history row says', d.id::text FROM d JOIN newest n ON n.device_id = d.id
    WHERE (n.id, n.to_state, n.location_to, n.holder_to) IS DISTINCT FROM (d.last_event_id, d.state, ${location('d')}, ${holder('d')})
  UNION ALL SELECT 'has a history', d.id::text FROM d WHERE NOT EXISTS (SELECT 1 FROM e WHERE e.device_id = d.id)
  UNION ALL SELECT 'has a history without a gap', e.device_id::text FROM e
    WHERE (e.from_state, e.location_from, e.holder_from) IS DISTINCT FROM (coalesce(e.state_before, 'none'), e.location_before, e.holder_before)
  UNION ALL SELECT 'has a history along the table', e.device_id::text FROM e
    WHERE NOT EXISTS (SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS t(verb text, "from" text, "to" text) WHERE (t.verb, t."from", t."to") = (e.verb, e.from_state, e.to_state))
  UNION ALL SELECT 'is in the data epoch that its history counts', d.id::text FROM d JOIN newest n ON n.device_id = d.id WHERE d.data_epoch <> n.epoch`;

/** Of a moment `g`: a medium that had been seen in the device by then had no proof that counted. */
const UNPROVEN = `EXISTS (SELECT 1 FROM devices.medium m LEFT JOIN devices.snapshot s ON s.id = m.snapshot_id
    WHERE m.device_id = g.device_id AND coalesce(s.event_id < g.id, m.first_seen_at < g.recorded_at) AND NOT EXISTS (
      SELECT 1 FROM refurbishment.evidence v LEFT JOIN refurbishment.drive_result r ON r.id = v.drive_result_id
        LEFT JOIN refurbishment.erasure_log l ON l.id = r.log_id
      WHERE v.medium_id = m.id AND v.signed_at < g.recorded_at AND ${standing('evidence_id', 'v.id')} AND CASE v.kind
        WHEN 'log' THEN v.signed_at > g.began AND l.received_at > g.began AND r.status = 'passed' AND (r.serial_key = m.serial_key OR v.decided)
        WHEN 'factory_reset' THEN v.signed_at > g.began
        ELSE NOT EXISTS (SELECT 1 FROM devices.snapshot later, jsonb_array_elements(later.facts -> 'media') seen
          WHERE later.device_id = m.device_id AND later.received_at > v.signed_at AND later.event_id < g.id AND upper(seen ->> 'serial') = m.serial_key) END))`;
/** Of a moment `g`: nobody and nothing had told of the media of this epoch. */
const UNSEEN = `NOT EXISTS (SELECT 1 FROM devices.snapshot s WHERE s.device_id = g.device_id AND s.has_storage_section AND s.received_at > g.began AND s.event_id < g.id)
    AND NOT EXISTS (SELECT 1 FROM refurbishment.media_statement m WHERE m.device_id = g.device_id AND m.signed_at BETWEEN g.began AND g.recorded_at
      AND ${standing('media_statement_id', 'm.id')})`;

const PROOF = `
  SELECT 'had proof for every medium seen in it (' || g.verb || ')', g.device_id::text FROM gated g WHERE ${UNPROVEN}
  UNION ALL SELECT 'was looked into for media in its epoch (' || g.verb || ')', g.device_id::text FROM gated g WHERE ${UNSEEN}
  UNION ALL SELECT 'had passed its newest test (' || g.verb || ')', g.device_id::text FROM gated g
    WHERE NOT coalesce((SELECT NOT jsonb_path_exists(t.answers, '$.* ? (@ == "ko")') AND t.answers <> '{}' FROM refurbishment.test_sheet t
      WHERE t.device_id = g.device_id AND t.signed_at BETWEEN g.began AND g.recorded_at AND ${standing('test_sheet_id', 't.id')} ORDER BY t.seq DESC LIMIT 1), false)
  UNION ALL SELECT 'had a grade (' || g.verb || ')', g.device_id::text FROM gated g
    WHERE NOT EXISTS (SELECT 1 FROM refurbishment.grading x WHERE x.device_id = g.device_id AND x.signed_at BETWEEN g.began AND g.recorded_at
      AND ${standing('grading_id', 'x.id')})
  UNION ALL SELECT 'no result of a log serves twice', min(v.device_id::text) FROM refurbishment.evidence v JOIN refurbishment.drive_result r ON r.id = v.drive_result_id
    WHERE NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.evidence_id = v.id) GROUP BY r.fingerprint HAVING count(*) > 1`;

const OUT = `
  SELECT 'went out for good with proof, or with a signed word (' || g.verb || ')', g.device_id::text FROM ended g
    WHERE (${UNPROVEN} OR ${UNSEEN}) AND NOT EXISTS (
      SELECT 1 FROM refurbishment.data_end_device x JOIN refurbishment.data_end s ON s.id = x.data_end_id
      WHERE x.device_id = g.device_id AND x.data_epoch = g.epoch AND (s.kind = 'given_back_with_data') = (g.to_state = 'given_back'))
    AND NOT (g.reason = 'swollen_battery' AND EXISTS (SELECT 1 FROM refurbishment.open_end o WHERE o.device_id = g.device_id AND o.data_epoch = g.epoch))
  UNION ALL SELECT 'a removed medium is as its newest history row says', x.device_id::text FROM refurbishment.removed_medium x JOIN d ON d.id = x.device_id
    LEFT JOIN LATERAL (SELECT * FROM refurbishment.removed_medium_event v WHERE v.removed_medium_id = x.id ORDER BY v.id DESC LIMIT 1) v ON true
    WHERE (v.to_state, v.holder_org_id, v.place_id) IS DISTINCT FROM (x.state::text, x.holder_org_id, x.place_id)
  UNION ALL SELECT 'a removed medium ended by a log of its own, or by a sentence', x.device_id::text FROM refurbishment.removed_medium x JOIN d ON d.id = x.device_id
    JOIN refurbishment.removed_medium_event v ON v.removed_medium_id = x.id AND v.to_state IN ('erased','destroyed') AND v.from_state <> v.to_state
    WHERE v.drive_result_id IS NULL AND coalesce(length(v.stated_text), 0) < 20
  UNION ALL SELECT 'a witness is somebody else', v.device_id::text FROM refurbishment.evidence v JOIN d ON d.id = v.device_id
    JOIN refurbishment.countersignature c ON c.evidence_id = v.id WHERE c.membership_id = v.membership_id OR v.kind NOT IN ('removed','destroyed','new','other_tool')`;

const GIVEN = `
  SELECT 'is reserved by at most one live request', device_id::text FROM allocation.reservation WHERE ended_at IS NULL GROUP BY device_id HAVING count(*) > 1
  UNION ALL SELECT 'a wanted unit has at most one device', unit_id::text FROM allocation.reservation WHERE ended_at IS NULL GROUP BY unit_id HAVING count(*) > 1
  UNION ALL SELECT 'is reserved for somebody', d.id::text FROM d WHERE d.state = 'reserved'
    AND NOT EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.device_id = d.id AND v.ended_at IS NULL)
  UNION ALL SELECT 'a live reservation is of a device on its way to the person', d.id::text FROM d JOIN allocation.reservation v ON v.device_id = d.id AND v.ended_at IS NULL
    WHERE d.state NOT IN ('reserved','in_transit','delivered')
  UNION ALL SELECT 'is with the person of its one open hand-over', d.id::text FROM d WHERE d.state = 'handed_over'
    AND ARRAY[d.holder_ref] IS DISTINCT FROM (SELECT array_agg(h.beneficiary_id) FROM allocation.handover h WHERE h.device_id = d.id AND h.ended_at IS NULL)
  UNION ALL SELECT 'a quota is used as its ledger says, and never passed', q.id::text FROM allocation.quota q
    LEFT JOIN LATERAL (SELECT coalesce(sum(g.delta), 0) AS n FROM allocation.quota_ledger g WHERE g.quota_id = q.id) l ON true
    WHERE q.used <> l.n OR q.used > q.allowed OR q.used < 0
  UNION ALL SELECT 'a unit holds its place while it counts, and only then', u.id::text FROM allocation.request_unit u
    LEFT JOIN LATERAL (SELECT coalesce(sum(g.delta), 0) AS n FROM allocation.quota_ledger g WHERE g.unit_id = u.id) l ON true
    WHERE l.n <> CASE WHEN u.state = 'fulfilled' OR EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL) THEN 1 ELSE 0 END`;

const SQL = `WITH ${HISTORY} ${PLACES} UNION ALL ${PAST} UNION ALL ${PROOF} UNION ALL ${OUT} UNION ALL ${GIVEN}`;
