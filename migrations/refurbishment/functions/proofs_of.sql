-- By what the media of a device are proven in an epoch of its data, one code of PROOFS each (libs/platform/kernel/evidence/proofs.ts), in order; « nothing » for what is not,
-- also where nobody looked which there are or something else is asked of them. None at all: its kind holds nobody's data. A medium that came after the
-- epoch is another's.
CREATE OR REPLACE FUNCTION refurbishment.proofs_of(device uuid, epoch smallint) RETURNS text[] LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE
  d devices.device;
  ended bigint;
  proofs text[];
  absent boolean;
BEGIN
  SELECT * INTO d FROM devices.device x WHERE x.id = device;
  SELECT b.event_id INTO ended FROM refurbishment.epoch_start b WHERE b.device_id = device AND b.data_epoch = epoch + 1;
  SELECT array_agg(coalesce(refurbishment.proof_of(m, epoch), 'nothing')) INTO proofs FROM devices.medium m
  WHERE m.device_id = device AND (ended IS NULL OR devices.first_seen_order(m) < ended) AND NOT refurbishment.told_by_another(m, epoch);
  absent := proofs IS NULL AND EXISTS (
    SELECT 1 FROM refurbishment.media_statement s WHERE s.device_id = device AND s.data_epoch = epoch AND s.kind = 'no_medium'
      AND NOT EXISTS (SELECT 1 FROM refurbishment.withdrawal w WHERE w.media_statement_id = s.id));
  proofs := coalesce(proofs, CASE WHEN absent THEN ARRAY['absent'] WHEN d.category = ANY (devices.mute_categories()) THEN '{}' ELSE ARRAY['nothing'] END);
  IF d.data_epoch = epoch AND 'nothing' <> ALL (proofs) AND proofs <> '{}' AND EXISTS (SELECT 1 FROM refurbishment.data_left(device)) THEN
    proofs := proofs || 'nothing'::text;
  END IF;
  RETURN ARRAY(SELECT p FROM unnest(proofs) p ORDER BY p);
END $$;
