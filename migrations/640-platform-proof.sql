-- When each thing that the bank must be able to prove (audit sealed and verified, backed up, a backup restored) last held, and last did not.
CREATE TABLE platform.proof (
  kind platform.proof_kind PRIMARY KEY,
  tried_at timestamptz,
  succeeded_at timestamptz,
  -- Why the last try failed, and since when all have; null when the last one succeeded.
  failure text CHECK (failure ~ '^[a-z_]+(\.[a-z_]+)*$'),
  failing_since timestamptz,
  -- When it was last seen to be well, and when somebody was last warned that it is not.
  well_at timestamptz,
  warned_at timestamptz,
  CHECK ((failure IS NULL) = (failing_since IS NULL))
);
