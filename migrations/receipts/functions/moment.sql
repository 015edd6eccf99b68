-- The clock by which receipts get their year; a test replaces it.
CREATE OR REPLACE FUNCTION receipts.moment() RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = pg_catalog AS 'SELECT clock_timestamp()';
