-- Gives a receipt its number: 1, 2, 3… in each calendar year of the bank, in the order of issue. As the owner: the application may not
-- write the counter.
CREATE OR REPLACE FUNCTION receipts.numbered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  zone text := (SELECT time_zone FROM people.bank);
  at timestamptz;
BEGIN
  -- One receipt that counts per donation: the lock makes the second of two wait, and see the first.
  PERFORM 1 FROM intake.donation WHERE id = NEW.donation_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM receipts.receipt r WHERE r.donation_id = NEW.donation_id
             AND NOT EXISTS (SELECT 1 FROM receipts.cancellation c WHERE c.receipt_id = r.id)) THEN
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.already_issued';
  END IF;
  -- Who waits for the counter over midnight of New Year's Eve gets a number of the new year.
  LOOP
    NEW.year := extract(year FROM platform.clock_timestamp() AT TIME ZONE zone);
    INSERT INTO receipts.counter (year, last) VALUES (NEW.year, 0) ON CONFLICT DO NOTHING;
    SELECT c.last + 1 INTO NEW.n FROM receipts.counter c WHERE c.year = NEW.year FOR UPDATE;
    at := platform.clock_timestamp();
    EXIT WHEN extract(year FROM at AT TIME ZONE zone) = NEW.year;
  END LOOP;
  UPDATE receipts.counter c SET last = NEW.n WHERE c.year = NEW.year;
  NEW.issued_at := at;
  NEW.number := format('RF-%s-%s', NEW.year, CASE WHEN NEW.n < 10000 THEN lpad(NEW.n::text, 4, '0') ELSE NEW.n::text END);
  RETURN NEW;
END $$;
