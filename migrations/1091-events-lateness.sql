-- What is late is no step of a life: a job looks each night and writes an event once for each time that a thing is late.
CREATE TABLE events.lateness (
  thing events.thing NOT NULL,
  verb text NOT NULL,
  subject_id uuid NOT NULL,
  -- Since when it waits: sent anew, it may be late anew.
  since timestamptz NOT NULL,
  PRIMARY KEY (thing, verb, subject_id, since)
);
REVOKE INSERT, UPDATE, TRUNCATE ON events.lateness FROM bn_app;
