-- The newest is the one written last, whatever the clock says. Rows of before have no number, come after all that have one, and stay in the order
-- of their time: no row is rewritten.
CREATE SEQUENCE refurbishment.evidence_seq;
GRANT USAGE ON SEQUENCE refurbishment.evidence_seq TO bn_app;
ALTER TABLE refurbishment.evidence ADD COLUMN seq bigint;
ALTER TABLE refurbishment.evidence ALTER COLUMN seq SET DEFAULT nextval('refurbishment.evidence_seq');
ALTER SEQUENCE refurbishment.evidence_seq OWNED BY refurbishment.evidence.seq;
CREATE SEQUENCE refurbishment.media_statement_seq;
GRANT USAGE ON SEQUENCE refurbishment.media_statement_seq TO bn_app;
ALTER TABLE refurbishment.media_statement ADD COLUMN seq bigint;
ALTER TABLE refurbishment.media_statement ALTER COLUMN seq SET DEFAULT nextval('refurbishment.media_statement_seq');
ALTER SEQUENCE refurbishment.media_statement_seq OWNED BY refurbishment.media_statement.seq;
CREATE SEQUENCE receipts.declared_value_seq;
GRANT USAGE ON SEQUENCE receipts.declared_value_seq TO bn_app;
ALTER TABLE receipts.declared_value ADD COLUMN seq bigint;
ALTER TABLE receipts.declared_value ALTER COLUMN seq SET DEFAULT nextval('receipts.declared_value_seq');
ALTER SEQUENCE receipts.declared_value_seq OWNED BY receipts.declared_value.seq;
