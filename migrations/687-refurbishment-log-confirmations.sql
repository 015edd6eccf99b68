-- A log's clock and a tool's version raise questions, and order nothing: somebody confirms once, of one file, of a whole donation, or of a
-- version (docs/adr/0061). What was received before this asks nothing.

ALTER TABLE refurbishment.drive_result ADD COLUMN began_at_log text;

-- Append-only.
CREATE TABLE refurbishment.log_confirmation (
  id uuid PRIMARY KEY,
  question refurbishment.log_question NOT NULL,
  -- Of what: one file, the devices of one donation, or one version of a tool.
  log_id uuid REFERENCES refurbishment.erasure_log,
  donation_id uuid REFERENCES intake.donation,
  tool text,
  version text,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT log_confirmation_of_one CHECK (num_nonnulls(log_id, donation_id, tool) = 1),
  CONSTRAINT log_confirmation_of_version CHECK ((question = 'version_unknown') = (tool IS NOT NULL) AND (version IS NULL OR tool IS NOT NULL))
);
CREATE INDEX log_confirmation_log ON refurbishment.log_confirmation (log_id) WHERE log_id IS NOT NULL;
CREATE INDEX log_confirmation_donation ON refurbishment.log_confirmation (donation_id) WHERE donation_id IS NOT NULL;
CREATE INDEX log_confirmation_version ON refurbishment.log_confirmation (tool, version) WHERE tool IS NOT NULL;
