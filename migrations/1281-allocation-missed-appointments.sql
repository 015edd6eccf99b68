-- An appointment that is past is asked about: somebody who did not come keeps the device for the days of the rule, and once more makes it free.
CREATE TABLE allocation.absence_rule (
  valid_from date PRIMARY KEY,
  days smallint NOT NULL CHECK (days BETWEEN 1 AND 366),
  source text NOT NULL CHECK (source <> '')
);
INSERT INTO allocation.absence_rule (valid_from, days, source) VALUES ('2020-01-01', 14, 'Choix de la banque');

ALTER TABLE allocation.appointment
  -- How often nobody came for this device.
  ADD COLUMN missed smallint NOT NULL DEFAULT 0 CHECK (missed >= 0),
  -- Until when it is kept after an absence; empty while the appointment is to come, or nobody has answered yet.
  ADD COLUMN kept_until date,
  ADD CONSTRAINT appointment_kept_after_absence CHECK (kept_until IS NULL OR (missed > 0 AND kept_until >= comes_on));
