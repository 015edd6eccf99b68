-- What a quota was before each change of it: kept by Postgres, whoever changes it. Append-only.
CREATE TABLE allocation.quota_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  quota_id uuid NOT NULL REFERENCES allocation.quota,
  structure_id uuid NOT NULL,
  starts_on date NOT NULL, ends_on date NOT NULL,
  allowed integer NOT NULL,
  -- Who had set it so, and when.
  set_by uuid, set_at timestamptz NOT NULL,
  -- When it stopped being so.
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX quota_change_quota ON allocation.quota_change (quota_id, id DESC);
REVOKE INSERT ON allocation.quota_change FROM bn_app;

-- Whose it is, and when, change by a correction alone (allocation.quota_is_corrected).
GRANT UPDATE (structure_id, starts_on, ends_on) ON allocation.quota TO bn_app;
