-- What is gathered of one network is of no device, and is read by the structure of its devices or by the bank alone (docs/adr/0131).
DROP INDEX maintenance.ticket_one_gathers;

CREATE FUNCTION pg_temp.free_number() RETURNS text LANGUAGE plpgsql AS $$
DECLARE n text;
BEGIN
  LOOP
    SELECT string_agg(substr('23456789ABCDEFGHJKMNPQRSTUVWXYZ', 1 + floor(random() * 31)::int, 1), '') INTO n FROM generate_series(1, 6);
    EXIT WHEN NOT EXISTS (SELECT FROM maintenance.report r WHERE r.number = n) AND NOT EXISTS (SELECT FROM maintenance.ticket t WHERE t.number = n);
  END LOOP;
  RETURN n;
END $$;

-- One that was said to be of a device: what was read on other labels leaves it, for the bank to sort again.
DO $$
DECLARE gathered maintenance.ticket; kept uuid; e bigint;
BEGIN
  FOR gathered IN SELECT * FROM maintenance.ticket WHERE gathers AND device_id IS NOT NULL LOOP
    SELECT t.id INTO kept FROM maintenance.ticket t WHERE t.gathers AND t.device_id IS NULL AND t.ended_at IS NULL;
    IF kept IS NULL THEN
      kept := gen_random_uuid();
      INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, channel) VALUES (kept, 'report', 'none', 'open', 'system') RETURNING id INTO e;
      INSERT INTO maintenance.ticket (id, number, typed, problem, state, last_event_id, gathers)
      VALUES (kept, pg_temp.free_number(), 'plusieurs appareils', 'other', 'open', e, true);
    END IF;
    UPDATE maintenance.report r SET ticket_id = t.id, after_event_id = t.last_event_id FROM maintenance.ticket t
    WHERE t.id = kept AND r.ticket_id = gathered.id AND devices.device_of(r.typed) IS DISTINCT FROM gathered.device_id;
  END LOOP;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;

ALTER TABLE maintenance.ticket DISABLE TRIGGER USER;
UPDATE maintenance.ticket SET gathers = false WHERE gathers AND device_id IS NOT NULL;
-- Its number is its own, so that each report can leave it with the one that its reporter has.
UPDATE maintenance.ticket t SET number = pg_temp.free_number() WHERE t.gathers AND t.number IN (SELECT r.number FROM maintenance.report r);
ALTER TABLE maintenance.ticket ENABLE TRIGGER USER;
DROP FUNCTION pg_temp.free_number();

ALTER TABLE maintenance.ticket ADD CONSTRAINT ticket_gathers_of_no_device CHECK (NOT gathers OR device_id IS NULL);
CREATE UNIQUE INDEX ticket_one_gathers ON maintenance.ticket (structure_id) NULLS NOT DISTINCT WHERE gathers AND ended_at IS NULL;
