-- One open ticket a device, and every report of it with its own number and secret (docs/adr/0131).
CREATE TABLE maintenance.report (
  id uuid PRIMARY KEY,
  -- Null until it is sorted: a moment later, so that every label is answered alike and as fast.
  ticket_id uuid REFERENCES maintenance.ticket,
  number text NOT NULL CHECK (number ~ '^[2-9A-HJKMNP-Z]{6}$'),
  secret_hash text NOT NULL CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
  problem maintenance.problem NOT NULL,
  -- The label as it was read; empty once the words are gone.
  typed text NOT NULL CHECK (length(typed) <= 60),
  channel people.channel NOT NULL,
  reported_at timestamptz NOT NULL DEFAULT platform.now(),
  -- The ticket's history when it joined: what happened before is not this report's to follow.
  after_event_id bigint,
  -- Once, and no more.
  asked_again_at timestamptz,
  -- By what reports are counted, a keyed hash, until it is sorted.
  counted_by text,
  CONSTRAINT report_number_once UNIQUE (number),
  CONSTRAINT report_secret_once UNIQUE (secret_hash),
  CONSTRAINT report_sorted CHECK ((ticket_id IS NULL) = (after_event_id IS NULL) AND (ticket_id IS NULL OR counted_by IS NULL))
);
CREATE INDEX report_ticket ON maintenance.report (ticket_id, id);
CREATE INDEX report_unsorted ON maintenance.report (id) WHERE ticket_id IS NULL;
REVOKE DELETE ON maintenance.report FROM bn_app;

INSERT INTO maintenance.report (id, ticket_id, number, secret_hash, problem, typed, channel, reported_at, after_event_id)
SELECT t.id, t.id, t.number, t.secret_hash, t.problem, t.typed, e.channel, t.opened_at, e.id
FROM maintenance.ticket t JOIN maintenance.ticket_event e ON e.ticket_id = t.id AND e.verb = 'report';

ALTER TABLE maintenance.ticket_words RENAME COLUMN ticket_id TO report_id;
ALTER TABLE maintenance.ticket_words DROP CONSTRAINT ticket_words_ticket_id_fkey;
ALTER TABLE maintenance.ticket_words ADD CONSTRAINT ticket_words_report_id_fkey FOREIGN KEY (report_id) REFERENCES maintenance.report;

-- Of a device with several open tickets, the one that is furthest on stays open: the others end as already reported, and their reports go on with it.
ALTER TABLE maintenance.ticket DISABLE TRIGGER USER;
ALTER TABLE maintenance.ticket_event DISABLE TRIGGER USER;
DO $$
DECLARE r record; e bigint;
BEGIN
  FOR r IN
    SELECT t.*, first_value(t.id) OVER w AS stays, row_number() OVER w AS place FROM maintenance.ticket t
    WHERE t.device_id IS NOT NULL AND t.ended_at IS NULL
    WINDOW w AS (PARTITION BY t.device_id ORDER BY t.state = 'device_in' DESC, t.state = 'waiting' DESC, t.state = 'taken' DESC, t.id)
  LOOP
    CONTINUE WHEN r.place = 1;
    INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, reason, device_id, structure_id, owner_id, channel)
    VALUES (r.id, 'close', r.state, 'closed', 'duplicate', r.device_id, r.structure_id, r.owner_id, 'system') RETURNING id INTO e;
    UPDATE maintenance.ticket SET state = 'closed', close_reason = 'duplicate', ended_at = platform.now(), due_at = NULL, waits_for = NULL, waits_until = NULL, last_event_id = e WHERE id = r.id;
    UPDATE maintenance.report p SET ticket_id = r.stays, after_event_id = s.last_event_id FROM maintenance.ticket s WHERE p.ticket_id = r.id AND s.id = r.stays;
    DELETE FROM devices.visibility WHERE cause_kind = 'ticket' AND cause_id = r.id;
  END LOOP;
END $$;
ALTER TABLE maintenance.ticket ENABLE TRIGGER USER;
ALTER TABLE maintenance.ticket_event ENABLE TRIGGER USER;

ALTER TABLE maintenance.ticket DROP COLUMN secret_hash;
-- Where reports of one network go that are too many to be a ticket each.
ALTER TABLE maintenance.ticket ADD COLUMN gathers boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX ticket_one_live ON maintenance.ticket (device_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX ticket_one_gathers ON maintenance.ticket (gathers) WHERE gathers AND ended_at IS NULL;
CREATE INDEX ticket_nameless ON maintenance.ticket ((lower(typed))) WHERE device_id IS NULL AND ended_at IS NULL;

INSERT INTO maintenance.delay (subject, valid_from, days, source) VALUES ('same_ticket', '2020-01-01', 14, 'Choix de la banque');
