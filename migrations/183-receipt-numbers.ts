import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A receipt and its number exist together or not at all. Numbers run 1, 2, 3… in each calendar year of the bank, in the order
 * of issue: the year's counter stays locked until the transaction of the receipt ends, so one that fails gives its number back.
 */
export default class ReceiptNumbers1764000183000 implements MigrationInterface {
  name = 'ReceiptNumbers1764000183000';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE receipts.counter (
        year integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 9999),
        last integer NOT NULL CHECK (last >= 0)
      );
      REVOKE INSERT, UPDATE, DELETE ON receipts.counter FROM bn_app;
      ${FUNCTIONS}
      CREATE TRIGGER numbered BEFORE INSERT ON receipts.receipt FOR EACH ROW EXECUTE FUNCTION receipts.numbered();
      CREATE TRIGGER counter_counts BEFORE INSERT OR UPDATE OR DELETE ON receipts.counter
        FOR EACH ROW EXECUTE FUNCTION receipts.counter_counts();
      CREATE TRIGGER counter_table_stays BEFORE TRUNCATE ON receipts.counter FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
      CREATE CONSTRAINT TRIGGER number_has_receipt AFTER INSERT OR UPDATE ON receipts.counter DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION receipts.number_has_receipt();
      CREATE TRIGGER signed_scan_only_goes BEFORE UPDATE OR DELETE ON receipts.signed_back
        FOR EACH ROW EXECUTE FUNCTION receipts.signed_scan_only_goes();
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`
      DROP TRIGGER signed_scan_only_goes ON receipts.signed_back;
      DROP TRIGGER numbered ON receipts.receipt;
      DROP TABLE receipts.counter;
      DROP FUNCTION receipts.numbered, receipts.counter_counts, receipts.number_has_receipt, receipts.signed_scan_only_goes, receipts.moment;
    `);
  }
}

const FUNCTIONS = `
  CREATE FUNCTION receipts.moment() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog AS 'SELECT clock_timestamp()';

  CREATE FUNCTION receipts.numbered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
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
      NEW.year := extract(year FROM receipts.moment() AT TIME ZONE zone);
      INSERT INTO receipts.counter (year, last) VALUES (NEW.year, 0) ON CONFLICT DO NOTHING;
      SELECT c.last + 1 INTO NEW.n FROM receipts.counter c WHERE c.year = NEW.year FOR UPDATE;
      at := receipts.moment();
      EXIT WHEN extract(year FROM at AT TIME ZONE zone) = NEW.year;
    END LOOP;
    UPDATE receipts.counter c SET last = NEW.n WHERE c.year = NEW.year;
    NEW.issued_at := at;
    NEW.number := format('RF-%s-%s', NEW.year, CASE WHEN NEW.n < 10000 THEN lpad(NEW.n::text, 4, '0') ELSE NEW.n::text END);
    RETURN NEW;
  END $$;

  -- A counter begins at nothing and goes up by one: no number is left out, none comes twice, whoever writes.
  CREATE FUNCTION receipts.counter_counts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND NEW.last = 0 THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND (NEW.year, NEW.last) = (OLD.year, OLD.last + 1) THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.numbers_follow';
  END $$;

  CREATE FUNCTION receipts.number_has_receipt() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF NEW.last > 0 AND NOT EXISTS (SELECT 1 FROM receipts.receipt r WHERE (r.year, r.n) = (NEW.year, NEW.last)) THEN
      RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.numbers_follow';
    END IF;
    RETURN NULL;
  END $$;

  CREATE FUNCTION receipts.signed_scan_only_goes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND NEW.blob_id IS NULL AND (to_jsonb(NEW) - 'blob_id') = (to_jsonb(OLD) - 'blob_id') THEN RETURN NEW; END IF;
    RAISE EXCEPTION USING ERRCODE = 'BN001', MESSAGE = 'receipts.signed_back_stays';
  END $$;
`;
