-- Forgets what of people was overwritten longer ago than the period of contacts. @returns how much.
CREATE OR REPLACE FUNCTION intake.forget_former_words() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH contacts AS (DELETE FROM intake.former_contact WHERE at < platform.now() - people.kept_for('donor_contact') RETURNING 1),
    collections AS (DELETE FROM intake.former_collection WHERE at < platform.now() - people.kept_for('donor_contact') RETURNING 1),
    cards AS (DELETE FROM intake.former_card WHERE at < platform.now() - people.kept_for('donor_contact') RETURNING 1)
  SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM collections) + (SELECT count(*) FROM cards)
$$;
