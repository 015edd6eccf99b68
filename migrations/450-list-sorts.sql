-- When a donation changed last: lists begin with what was left alone longest.
ALTER TABLE intake.donation ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE intake.donation DISABLE TRIGGER USER;
UPDATE intake.donation n SET changed_at = coalesce(
  (SELECT max(e.at) FROM intake.donation_event e WHERE e.donation_id = n.id), n.created_at);
ALTER TABLE intake.donation ENABLE TRIGGER USER;
CREATE INDEX donation_by_change ON intake.donation (changed_at, id);
CREATE INDEX donation_by_day ON intake.donation ((coalesce(expected_on, '9999-12-31'::date)), id);

CREATE INDEX donor_by_name ON intake.donor ((coalesce(lower(name), '')), id) WHERE merged_into IS NULL;

CREATE INDEX transfer_by_change ON logistics.transfer ((coalesce(ended_at, sent_at, created_at)), id);

CREATE INDEX request_by_change ON allocation.request (last_event_id, id);
CREATE INDEX request_by_end ON allocation.request ((coalesce(expires_at, '9999-12-31 00:00:00+00'::timestamptz)), id);
CREATE INDEX request_by_urgency ON allocation.request ((urgency <> 'priority'), id);

-- The people of a structure with whom nobody spoke for longest: their references are those that end first.
CREATE INDEX beneficiary_by_contact ON allocation.beneficiary (structure_id, last_contact_on, id)
  WHERE ended_on IS NULL AND merged_into IS NULL;

CREATE INDEX ticket_by_change ON maintenance.ticket (last_event_id, id);

CREATE INDEX sim_by_change ON sims.sim (changed_at, id);
CREATE INDEX sim_by_carrier ON sims.sim (carrier, id);
CREATE INDEX sim_by_number ON sims.sim (iccid, id);

CREATE INDEX received_by_model ON inventories.received ((lower(coalesce(make, ''))), (lower(coalesce(model, ''))), id);
CREATE INDEX received_by_change ON inventories.received ((coalesce(decided_at, received_at)), id);

CREATE INDEX document_by_number ON documents.document (number, id);

CREATE INDEX removed_medium_by_change ON refurbishment.removed_medium (changed_at, id);

CREATE INDEX receipt_by_number ON receipts.receipt (year, n, id);
CREATE INDEX receipt_by_value ON receipts.receipt (year, value_cents, id);
