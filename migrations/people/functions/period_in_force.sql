-- How long a kind of personal data is kept (`people.kept_for`).
CREATE OR REPLACE FUNCTION people.period_in_force(subject text) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT subject, people.kept_for(subject)::text
$$;
