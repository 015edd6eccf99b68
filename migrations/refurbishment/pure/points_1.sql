-- The points of the first test sheet, which still gives the verdicts of the sheets made with it.
CREATE OR REPLACE FUNCTION refurbishment.points_1() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['screen', 'keyboard', 'sound', 'camera', 'network', 'ports', 'battery', 'system', 'charger'] $$;
