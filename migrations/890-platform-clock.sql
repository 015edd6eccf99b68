-- Every column that is dated by itself asks the bank's clock (platform.now). What was applied to the database is dated by Postgres's own.
DO $$ DECLARE c record; BEGIN
  FOR c IN
    SELECT d.adrelid::regclass AS "table", a.attname AS name, pg_get_expr(d.adbin, d.adrelid) AS value
    FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum JOIN pg_class t ON t.oid = d.adrelid
    WHERE t.relnamespace::regnamespace::text NOT IN ('bullmq', 'public') AND t.oid <> 'platform.applied_sql'::regclass
      AND pg_get_expr(d.adbin, d.adrelid) IN ('now()', 'clock_timestamp()')
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT platform.%s', c."table", c.name, c.value);
  END LOOP;
END $$;
DROP FUNCTION IF EXISTS receipts.moment();
