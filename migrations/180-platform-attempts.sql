-- What may be tried a few times only (a password, a paper's address, a report), by whom. Only hashes: a throttle needs to recognise,
-- not to know. It takes the place of three tables that said the same.
CREATE TABLE platform.attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject_hash text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX attempt_recent ON platform.attempt (subject_hash, at);
CREATE INDEX attempt_age ON platform.attempt (at);

DROP TABLE people.sign_in_failure, documents.verification_attempt, maintenance.report_attempt;
