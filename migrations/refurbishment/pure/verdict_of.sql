-- The verdict of a test sheet, as libs/refurbishment/test-points.ts computes it: a point that the category needs must be there, another
-- may be left out. The points of a version are lists that migrating writes (libs/refurbishment/lists.ts).
CREATE OR REPLACE FUNCTION refurbishment.verdict_of(version smallint, category text, answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN version = 1 AND (
    SELECT bool_and(CASE WHEN point || ':' || category = ANY (refurbishment.needed_points_1())
      THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na') END IS TRUE)
    FROM unnest(refurbishment.points_1()) AS point
  ) THEN 'passed' ELSE 'failed' END $$;
