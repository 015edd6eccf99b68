-- Tells who listens on the channel (the trigger's argument) that the table changed; heard when the transaction commits.
CREATE OR REPLACE FUNCTION platform.tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(TG_ARGV[0], '');
  RETURN NULL;
END $$;
