-- The first day after this one that is no Saturday, Sunday or public holiday (code du travail, art. L3133-1).
CREATE OR REPLACE FUNCTION platform.next_working_day(day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT min(d)::date FROM generate_series(day + 1, day + 8, interval '1 day') AS d
  WHERE extract(isodow FROM d) < 6
    AND to_char(d, 'MM-DD') <> ALL (ARRAY['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'])
    AND d::date - platform.easter(extract(year FROM d)::integer) <> ALL (ARRAY[1, 39, 50])
$$;
