-- A proposed device that somebody found wrong for a request, and why: it is not proposed for it again. Append-only.
CREATE TABLE allocation.proposal_refusal (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES allocation.request,
  device_id uuid NOT NULL REFERENCES devices.device,
  reason allocation.proposal_refusal_reason NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  membership_id uuid REFERENCES people.membership,
  operator_number integer,
  CONSTRAINT proposal_refused_once UNIQUE (request_id, device_id)
);
CREATE INDEX proposal_refusal_device ON allocation.proposal_refusal (device_id);

-- What was left out when the rest of a request was approved, in words the requester reads.
ALTER TABLE allocation.request_unit ADD COLUMN refusal_reason allocation.refusal_reason,
  ADD CONSTRAINT request_unit_refused_is_closed CHECK (refusal_reason IS NULL OR state = 'closed');
