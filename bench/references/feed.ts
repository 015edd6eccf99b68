/** A part of the feed as the API's JSON has it, by no rights and with no place to go on from: after a transaction and a number, so many events. */
export const BARE_FEED = `
  SELECT coalesce(json_agg(x)::text, '[]') AS part FROM (
    SELECT e.number::text AS id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, e.thing, e.verb, e.subject_id AS "subjectId",
      e.from_state AS "from", e.to_state AS "to", e.reason, e.reference, e.organisation_id AS "organisationId"
    FROM events.event e WHERE (e.txid, e.number) > ($1::text::xid8, $2::bigint) AND e.txid < pg_snapshot_xmin(pg_current_snapshot())
    ORDER BY e.txid, e.number LIMIT $3) x`;
