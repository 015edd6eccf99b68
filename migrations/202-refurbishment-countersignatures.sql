-- A witness of what was removed or destroyed: somebody else than who signed it, at once or later. It never blocks the bench. Append-only.
CREATE TABLE refurbishment.countersignature (
  id uuid PRIMARY KEY,
  -- Of one: evidence of a device, or the end of a removed medium.
  evidence_id uuid CONSTRAINT countersignature_once UNIQUE REFERENCES refurbishment.evidence,
  removed_event_id bigint CONSTRAINT countersignature_of_end_once UNIQUE REFERENCES refurbishment.removed_medium_event,
  stated_text text NOT NULL CHECK (length(stated_text) >= 20),
  membership_id uuid NOT NULL REFERENCES people.membership,
  operator_number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES people.organisation,
  signed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT countersignature_of_something CHECK (num_nonnulls(evidence_id, removed_event_id) = 1)
);
CREATE INDEX evidence_witnessed ON refurbishment.evidence (organisation_id, signed_at) WHERE kind = ANY (refurbishment.gone_kinds());
CREATE INDEX removed_event_witnessed ON refurbishment.removed_medium_event (organisation_id, recorded_at) WHERE verb = 'destroy';
