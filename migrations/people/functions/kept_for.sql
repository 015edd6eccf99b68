-- How long a kind of personal data is kept, by the rule in force on the bank's day; null where there is none: then nothing is purged.
CREATE OR REPLACE FUNCTION people.kept_for(what text) RETURNS interval LANGUAGE sql STABLE AS $$
  SELECT make_interval(
    years => CASE WHEN r.unit = 'years' THEN r.amount ELSE 0 END,
    months => CASE WHEN r.unit = 'months' THEN r.amount ELSE 0 END,
    days => CASE WHEN r.unit = 'days' THEN r.amount ELSE 0 END)
  FROM people.retention r
  WHERE r.subject = what AND r.valid_from <= (SELECT (platform.now() AT TIME ZONE b.time_zone)::date FROM people.bank b)
  ORDER BY r.valid_from DESC LIMIT 1
$$;
