-- A ticket that moves (docs/adr/0130): who has it, whom it waits for and until when, what was found, and from when on it is late.

-- After how many days without a step a fault is late, by where it is.
CREATE TABLE maintenance.delay (
  subject maintenance.delay_of NOT NULL,
  valid_from date NOT NULL,
  days smallint NOT NULL CHECK (days BETWEEN 1 AND 365),
  source text NOT NULL CHECK (source <> ''),
  PRIMARY KEY (subject, valid_from)
);
INSERT INTO maintenance.delay (subject, valid_from, days, source) VALUES
  ('open', '2020-01-01', 7, 'Choix de la banque'),
  ('taken', '2020-01-01', 14, 'Choix de la banque'),
  ('waiting', '2020-01-01', 14, 'Choix de la banque'),
  ('device_in', '2020-01-01', 30, 'Choix de la banque');

ALTER TABLE maintenance.ticket
  ADD COLUMN owner_id uuid REFERENCES people.membership,
  ADD COLUMN waits_for maintenance.waits_for,
  ADD COLUMN waits_until date,
  ADD COLUMN found maintenance.found,
  -- Its last step, and from when on it is late: null once it is over. Postgres writes both.
  ADD COLUMN stepped_at timestamptz,
  ADD COLUMN due_at timestamptz;
ALTER TABLE maintenance.ticket_event
  ADD COLUMN owner_id uuid REFERENCES people.membership,
  ADD COLUMN until date;

ALTER TABLE maintenance.ticket DISABLE TRIGGER USER;
UPDATE maintenance.ticket t SET
  stepped_at = e.recorded_at,
  due_at = CASE WHEN t.ended_at IS NULL THEN e.recorded_at + make_interval(days => d.days) END
FROM maintenance.ticket_event e LEFT JOIN maintenance.delay d ON true
WHERE e.id = t.last_event_id AND (d.subject::text = t.state::text OR (t.ended_at IS NOT NULL AND d.subject = 'open'));
ALTER TABLE maintenance.ticket ENABLE TRIGGER USER;
ALTER TABLE maintenance.ticket
  ALTER COLUMN stepped_at SET NOT NULL,
  ADD CONSTRAINT ticket_due CHECK ((ended_at IS NULL) = (due_at IS NOT NULL)),
  ADD CONSTRAINT ticket_waits CHECK (num_nulls(waits_for, waits_until) IN (0, 2) AND (waits_for IS NULL OR ended_at IS NULL));
CREATE INDEX ticket_due ON maintenance.ticket (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ticket_by_due ON maintenance.ticket ((coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)), id);
CREATE INDEX ticket_owner ON maintenance.ticket (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX ticket_event_owner ON maintenance.ticket_event (owner_id) WHERE owner_id IS NOT NULL;

-- Short notes of whoever takes care of it: sealed, and gone with what the person wrote.
CREATE TABLE maintenance.ticket_note (
  id uuid PRIMARY KEY,
  ticket_id uuid NOT NULL REFERENCES maintenance.ticket,
  key_id text NOT NULL,
  bytes bytea NOT NULL,
  written_at timestamptz NOT NULL DEFAULT platform.now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  organisation_id uuid REFERENCES people.organisation
);
CREATE INDEX ticket_note_ticket ON maintenance.ticket_note (ticket_id, id);
CREATE INDEX ticket_note_membership ON maintenance.ticket_note (membership_id);
CREATE INDEX ticket_note_organisation ON maintenance.ticket_note (organisation_id);

DROP FUNCTION IF EXISTS maintenance.publish_late_tickets(integer);

-- What can be found in a device of each category: rows of libs/bank/faults/findings.ts.
CREATE TABLE maintenance.found_of (
  category text NOT NULL,
  found text NOT NULL,
  PRIMARY KEY (category, found)
);
REVOKE INSERT, UPDATE, DELETE ON maintenance.found_of FROM bn_app;
REVOKE UPDATE ON maintenance.ticket_note FROM bn_app;
