-- For how many days before a request whoever confirms it has administered the bank.
CREATE OR REPLACE FUNCTION people.reset_confirmer_days() RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT 7 $$;
