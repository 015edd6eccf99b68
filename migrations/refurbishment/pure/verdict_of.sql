-- The nine points of version 1 and whom each is asked of: libs/refurbishment/test-points.ts, compared by a test.
CREATE OR REPLACE FUNCTION refurbishment.verdict_of(version smallint, category text, answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN version = 1 AND (
    SELECT bool_and(CASE WHEN category = ANY (string_to_array(needed_by, ' '))
      THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na') END IS TRUE)
    FROM (VALUES
      ('screen', 'laptop all_in_one tablet smartphone monitor'),
      ('keyboard', 'laptop'),
      ('sound', 'laptop all_in_one tablet smartphone'),
      ('camera', ''),
      ('network', 'laptop desktop all_in_one tablet smartphone'),
      ('ports', 'laptop desktop all_in_one tablet smartphone monitor printer multifunction_printer'),
      ('battery', 'laptop tablet smartphone'),
      ('system', 'laptop desktop all_in_one tablet smartphone'),
      ('charger', 'laptop desktop all_in_one tablet smartphone monitor printer multifunction_printer')
    ) AS points(point, needed_by)
  ) THEN 'passed' ELSE 'failed' END $$;
