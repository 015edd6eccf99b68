-- The sentence of the law that is in force on the bank's day, and its source.
CREATE OR REPLACE FUNCTION receipts.text_in_force(about text) RETURNS SETOF platform.answer LANGUAGE sql STABLE AS $$
  SELECT l.text, l.source || CASE WHEN l.second_hand THEN ' (source lue de seconde main)' ELSE '' END FROM receipts.legal_text l
  WHERE l.subject = about AND l.valid_from <= (SELECT (platform.now() AT TIME ZONE b.time_zone)::date FROM people.bank b) ORDER BY l.valid_from DESC LIMIT 1
$$;
