-- Certificates of a donation that are to be made again, as more of it is proven; some minutes later, so that a day's work makes few of them.
CREATE TABLE refurbishment.certificate_due (
  cause_id uuid PRIMARY KEY,
  cause_kind text NOT NULL CHECK (cause_kind = 'donation'),
  due_at timestamptz NOT NULL,
  attempts smallint NOT NULL DEFAULT 0
);
CREATE INDEX certificate_due_by_time ON refurbishment.certificate_due (due_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON refurbishment.certificate_due TO bn_app;
