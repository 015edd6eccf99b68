-- « Attend depuis »: what waits, longest first, then what does not.
CREATE INDEX request_by_wait ON allocation.request ((coalesce(CASE WHEN state = ANY (allocation.waiting_states()) THEN submitted_at END, '9999-12-31 00:00:00+00'::timestamptz)), id);
