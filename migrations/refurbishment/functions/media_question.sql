-- What is asked of the media of a device as a whole: no_media_knowledge (nothing listed them since it came), media_reopened:<why> (something
-- changed them after they were listed). Null: nothing.
CREATE OR REPLACE FUNCTION refurbishment.media_question(device uuid, epoch smallint) RETURNS text LANGUAGE plpgsql STABLE SET search_path = pg_catalog AS $$
DECLARE listed bigint; why text;
BEGIN
  SELECT x.order_no INTO listed FROM refurbishment.media_listed(device, epoch) x;
  IF listed IS NULL THEN RETURN 'no_media_knowledge'; END IF;
  SELECT c.why INTO why FROM refurbishment.media_changes(device, epoch) c WHERE c.order_no > listed ORDER BY c.order_no DESC LIMIT 1;
  RETURN 'media_reopened:' || why;
END $$;
