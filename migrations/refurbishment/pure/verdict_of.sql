-- The verdict of a test sheet, as libs/bank/workshop/grading/test-points.ts computes it: a point that the category needs must be there, another
-- may be left out or, since the second version, not have been tried. The points of today's version are lists that migrating writes
-- (libs/bank/workshop/word-lists.ts); those of the versions before are files beside this one.
CREATE OR REPLACE FUNCTION refurbishment.verdict_of(version smallint, category text, answers jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN CASE version
    WHEN 1 THEN (SELECT bool_and(CASE WHEN point || ':' || category = ANY (refurbishment.needed_points_1())
        THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na') END IS TRUE)
      FROM unnest(refurbishment.points_1()) AS point)
    WHEN 2 THEN (SELECT bool_and(CASE WHEN point || ':' || category = ANY (refurbishment.needed_points_2())
        THEN answers ->> point = 'ok' ELSE answers ->> point IN ('ok','na','untested') END IS TRUE)
      FROM unnest(refurbishment.points_2()) AS point)
  END THEN 'passed' ELSE 'failed' END $$;
