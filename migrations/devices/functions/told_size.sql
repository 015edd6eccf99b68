-- The largest size that was told of a medium: ever, or (since > 0) by inventories that came after that place in the order.
CREATE OR REPLACE FUNCTION devices.told_size(medium devices.medium, since bigint) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT greatest(CASE WHEN since = 0 THEN (medium).size_bytes END,
    (SELECT max(z.size_bytes) FROM devices.medium_size z WHERE z.medium_id = (medium).id AND z.order_no > since)) $$;
