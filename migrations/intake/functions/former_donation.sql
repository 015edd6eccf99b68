-- From which gift a device came, when that is put right: its number stands beside what else changed (devices.former_values).
CREATE OR REPLACE FUNCTION intake.former_donation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO devices.former_value (device_id, event_id, field, before, after)
  SELECT NEW.id, NEW.last_event_id, 'donation', x.before, x.after
  FROM (SELECT (SELECT n.number FROM intake.donation n WHERE n.id = OLD.donation_id) AS before,
    (SELECT n.number FROM intake.donation n WHERE n.id = NEW.donation_id) AS after) x
  WHERE x.before IS DISTINCT FROM x.after;
  RETURN NULL;
END $$;
