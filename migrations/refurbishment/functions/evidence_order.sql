-- When evidence was given, in the order of what was told of its device.
CREATE OR REPLACE FUNCTION refurbishment.evidence_order(e refurbishment.evidence) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT coalesce((e).order_no, devices.order_at((e).device_id, (e).signed_at)) $$;
