-- Whether an erasure's log still proves the whole of its medium. A size that an inventory told later asks again; who signed at the bench that
-- less was the whole knew what was told until then. Who vouched for an earlier tool's folder vouched for its day alone.
CREATE OR REPLACE FUNCTION refurbishment.log_holds(e refurbishment.evidence, medium devices.medium) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT refurbishment.erased_whole(r.size_bytes, devices.told_size(medium,
    CASE WHEN (e).decided AND l.origin <> 'declared' THEN refurbishment.evidence_order(e) ELSE 0 END))
  FROM refurbishment.drive_result r JOIN refurbishment.erasure_log l ON l.id = r.log_id WHERE r.id = (e).drive_result_id $$;
