-- Whether what a result of a log serves, in a device, is still proven by it.
CREATE OR REPLACE FUNCTION refurbishment.result_holds(run text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce((SELECT refurbishment.evidence_holds(e, m) FROM refurbishment.result_use u JOIN refurbishment.evidence e ON e.id = u.evidence_id
    JOIN devices.medium m ON m.id = e.medium_id WHERE u.fingerprint = run), false) $$;
