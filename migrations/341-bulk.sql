-- What is done with many things at once: chosen, looked at, then carried out part by part.

CALL platform.open_schema('bulk');

CREATE TABLE bulk.act (
  id uuid PRIMARY KEY,
  verb bulk.verb NOT NULL,
  state bulk.state NOT NULL DEFAULT 'prepared',
  -- What the verb asks: a place, who receives, a reason.
  settings jsonb NOT NULL DEFAULT '{}',
  -- How the things were chosen: the filter as it was asked, or nothing when each was ticked.
  selection jsonb NOT NULL DEFAULT '{}',
  total integer NOT NULL CHECK (total > 0),
  done integer NOT NULL DEFAULT 0 CHECK (done >= 0),
  refused integer NOT NULL DEFAULT 0 CHECK (refused >= 0),
  -- What it made: a lot, a sheet of labels.
  result_id uuid,
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  channel people.channel NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  ended_at timestamptz,
  -- Not before: waits longer after each failed attempt.
  due_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  CHECK (done + refused <= total)
);
CREATE INDEX act_running ON bulk.act (due_at) WHERE state = 'running';
CREATE INDEX act_of ON bulk.act (organisation_id, id DESC);

CREATE TABLE bulk.item (
  act_id uuid NOT NULL REFERENCES bulk.act ON DELETE CASCADE,
  n integer NOT NULL,
  -- No reference: a device of another schema, never deleted.
  thing_id uuid NOT NULL,
  state bulk.item_state NOT NULL DEFAULT 'waiting',
  -- Code of the rule that refuses it: before, what the preview found; after, why it was not done.
  refusal text,
  facts jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (act_id, n),
  UNIQUE (act_id, thing_id),
  CHECK (state <> 'refused' OR refusal IS NOT NULL),
  CHECK (state <> 'done' OR refusal IS NULL)
);
