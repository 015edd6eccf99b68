-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX donation_by_wait ON intake.donation ((coalesce(CASE WHEN state = ANY (intake.open_states()) THEN changed_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
