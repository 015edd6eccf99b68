-- What a device that lies at a structure is promised by: somebody's appointment to fetch it, or a person for whom it is kept. Null: it is the
-- structure's own spare, also where it is kept for a request that names nobody yet.
CREATE OR REPLACE FUNCTION allocation.promised(device uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM allocation.appointment a WHERE a.reservation_id = v.id) THEN 'appointment'
    WHEN u.beneficiary_id IS NOT NULL THEN 'person' END
  FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id WHERE v.device_id = device AND v.ended_at IS NULL
$$;
