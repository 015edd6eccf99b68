-- The bank's day at a moment.
CREATE OR REPLACE FUNCTION people.bank_day(moment timestamptz) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT 'day', (moment AT TIME ZONE b.time_zone)::date::text FROM people.bank b
$$;
